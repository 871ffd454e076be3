package nacre.syntax.resolve;

import nacre.ir.op.OpSpec;

/** What a call calls. */
sealed interface Callee {
  /**
   * An op.
   *
   * @param written its name or alias
   */
  record OfOp(OpSpec spec, String written) implements Callee {}

  record OfBlock(BlockDef def, String written) implements Callee {}

  /** A function of numbers and lists, such as {@code range}. */
  record Function(StaticFunction function) implements Callee {}

  /** A parameter of type {@code block}: every use makes layers of its own. */
  record OfPart(Partial partial) implements Callee {}

  /** A layer that was declared: every use applies the same parameters. */
  record OfLayer(DeclaredLayer layer) implements Callee {}

  /** Of something in error; a use is poison. */
  record Poisoned() implements Callee {}
}
