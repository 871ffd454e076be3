package nacre.ir;

/**
 * A result of a node, by numbers only: a node never holds a node, so hash codes and equality stay constant-time however
 * deep and shared the graph is.
 *
 * @param node the index of the node in {@link Graph#nodes}
 * @param port which of its results, from 0
 */
public record Value(int node, int port) implements Operand {}
