package nacre.decompile;

import java.util.List;

/**
 * Lines in order, each of which reads tensors that the body is given and results of lines before it.
 *
 * @param entries how many tensors it is given
 * @param results what it gives
 */
record Body(int entries, List<Line> lines, List<Source> results) {
  /** Where a tensor comes from. */
  sealed interface Source {}

  record Entry(int index) implements Source {}

  record Local(int line, int port) implements Source {}

  /**
   * A use of something.
   *
   * @param inputs  the values among its ports, in order
   * @param args    one per leaf
   * @param implied for each setting whether it need not be said
   */
  record Line(Callee callee, List<Source> inputs, List<Arg> args, List<Boolean> implied) {
    Line {
      inputs = List.copyOf(inputs);
      args = List.copyOf(args);
      implied = List.copyOf(implied);
    }
  }

  Body {
    lines = List.copyOf(lines);
    results = List.copyOf(results);
  }
}
