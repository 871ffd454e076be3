package nacre.passes;

import java.util.List;
import java.util.Optional;

import nacre.analysis.Analyses;
import nacre.analysis.Uses;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Value;

/** What a rewrite sees: one graph, what is known of it, and the names that people know its nodes by. */
public final class MatchContext {
  /**
   * Why a value may not be taken over by its reader.
   *
   * @param code     the condition that fails
   * @param evidence names the other reader and its line
   */
  public record Blocker(MissCode code, String evidence) {}

  private final Analyses analyses;
  private final Names names;

  MatchContext(Analyses analyses, Names names) {
    this.analyses = analyses;
    this.names = names;
  }

  public Graph graph() {
    return analyses.graph();
  }

  public Analyses analyses() {
    return analyses;
  }

  /** The producer of an operand, if that is the only result of a node. */
  public Optional<Node> producer(Operand operand) {
    return graph().producer(operand).filter(node -> node.types().size() == 1);
  }

  /** A node as it was written, for instance {@code batch_norm stem.batch_norm}. */
  public String title(Node node) {
    return names.of(node).title();
  }

  /** The same with its place. */
  public String titleAndPlace(Node node) {
    return title(node) + Places.suffix(names.of(node).location());
  }

  /** Empty if the node is the one and only reader of the value, graph outputs counted; else another reader. */
  public Optional<Blocker> otherReader(Value value, Node reader) {
    boolean met = false;
    for (Uses.Use use : analyses.uses().of(value)) {
      if (use instanceof Uses.ByNode(int node, int _) && node == reader.id() && !met) {
        met = true;
      } else {
        return Optional.of(blocker(graph().producer(value), use, reader));
      }
    }
    return Optional.empty();
  }

  private Blocker blocker(Node producer, Uses.Use use, Node reader) {
    return switch (use) {
      case Uses.ByOutput(int output) -> new Blocker(MissCode.GRAPH_OUTPUT,
          title(producer) + " is also the output `" + graph().outputs().get(output).name() + "`");
      case Uses.ByNode(int node, int _) when node == reader.id() -> new Blocker(MissCode.SHARED_PRODUCER,
          title(producer) + " is read twice by " + titleAndPlace(reader));
      case Uses.ByNode(int node, int _) -> new Blocker(MissCode.SHARED_PRODUCER,
          title(producer) + " is also read by " + titleAndPlace(graph().node(node)));
    };
  }

  /** Starts a patch that replaces these nodes; the last is the one whose value is redirected. */
  public PatchBuilder replacing(List<Node> region) {
    return new PatchBuilder(graph(), analyses.constness(), region);
  }
}
