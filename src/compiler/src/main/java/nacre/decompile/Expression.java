package nacre.decompile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a statement says: something, and what it is piped through.
 *
 * @param precedence of {@code head}, where nothing follows it: that of a sum is 1, of a product 2, of a name or call 3
 * @param read       variables in it, in the order in which they are read
 */
record Expression(String head, int precedence, List<String> stages, List<String> read) {
  static final int SUM = 1;
  static final int PRODUCT = 2;
  static final int TERM = 3;

  Expression {
    stages = List.copyOf(stages);
    read = List.copyOf(read);
  }

  static Expression variable(String name) {
    return new Expression(name, TERM, List.of(), List.of(name));
  }

  static Expression literal(String text) {
    return new Expression(text, TERM, List.of(), List.of());
  }

  boolean isPipe() {
    return !stages.isEmpty();
  }

  Expression through(String stage, List<String> more) {
    List<String> all = new ArrayList<>(stages);
    all.add(stage);
    return new Expression(head, precedence, all, Stream.concat(read.stream(), more.stream()).toList());
  }

  /** In parentheses where an operator that binds as tightly as {@code least} would take it apart. */
  String operand(int least) {
    return precedence < least ? "(" + head + ")" : head;
  }

  /** Lines of at most {@code width} columns where pipes can be broken, those after the first one to be indented. */
  List<String> lines(String prefix, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(prefix).append(head);
    for (String stage : stages) {
      String next = "-> " + stage;
      if (line.length() + 1 + next.length() > width - (lines.isEmpty() ? 0 : 2)) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(next);
      } else {
        line.append(' ').append(next);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
