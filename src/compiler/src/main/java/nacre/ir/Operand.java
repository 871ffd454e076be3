package nacre.ir;

/** What a node reads at one position. */
public sealed interface Operand permits Value, Operand.ParamRef, Operand.Absent {
  /** A parameter of the graph, by its index in {@link Graph#params}. */
  record ParamRef(int index) implements Operand {}

  /** An optional operand that is left out, such as a bias. */
  record Absent() implements Operand {}

  Absent ABSENT = new Absent();
}
