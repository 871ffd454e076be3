package nacre.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import nacre.ir.Output;
import nacre.ir.Tensor;

/** Says what an output holds: the best classes with their probabilities, or the numbers themselves. */
final class Answer {
  private static final int DEFAULT_TOP = 5;
  private static final int MOST_NUMBERS = 12;

  private final Console console;

  Answer(Console console) {
    this.console = console;
  }

  void print(Output output, Tensor tensor) {
    boolean classes = tensor.rank() == 2 && tensor.dim(1) > 1
        && (!output.labels().isEmpty() || output.top().isPresent() || tensor.dim(1) > MOST_NUMBERS);
    if (!classes) {
      console.line(output.name() + ": " + tensor.type() + " " + numbers(tensor));
      return;
    }
    for (int row = 0; row < tensor.dim(0); row++) {
      console.line(tensor.dim(0) == 1 ? output.name() + ":" : output.name() + "[" + row + "]:");
      best(output, tensor, row);
    }
  }

  private void best(Output output, Tensor tensor, int row) {
    int classes = tensor.dim(1);
    int top = Math.min(classes, output.top().orElse(DEFAULT_TOP));
    boolean probabilities = sumsToOne(tensor, row);
    List<Integer> order = IntStream.range(0, classes).boxed()
        .sorted(Comparator.comparingDouble(c -> -tensor.real(row * classes + c))).limit(top).toList();
    for (int label : order) {
      double value = tensor.real(row * classes + label);
      String name = label < output.labels().size() ? output.labels().get(label) : "class " + label;
      console.line(probabilities
          ? String.format(Locale.ROOT, "  %6.2f %%  %s", 100 * value, name)
          : String.format(Locale.ROOT, "  %9.4f  %s", value, name));
    }
  }

  private static boolean sumsToOne(Tensor tensor, int row) {
    int classes = tensor.dim(1);
    double sum = IntStream.range(0, classes).mapToDouble(c -> tensor.real(row * classes + c)).sum();
    return Math.abs(sum - 1) < 1e-3
        && IntStream.range(0, classes).allMatch(c -> tensor.real(row * classes + c) >= 0);
  }

  private static String numbers(Tensor tensor) {
    int shown = Math.min(MOST_NUMBERS, tensor.elements());
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < shown; i++) {
      text.append(i == 0 ? "" : ", ");
      text.append(tensor.dtype().isReal() ? String.format(Locale.ROOT, "%.6g", tensor.real(i))
          : String.valueOf(tensor.integer(i)));
    }
    return text.append(shown < tensor.elements() ? ", ...]" : "]").toString();
  }
}
