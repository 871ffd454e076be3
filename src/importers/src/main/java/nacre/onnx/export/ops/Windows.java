package nacre.onnx.export.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import nacre.ir.op.Padding;
import nacre.onnx.export.Settings;
import nacre.onnx.export.Use;

/** Operators that take channels on axis 1, and how windows slide. */
final class Windows {
  private Windows() {}

  static Settings settings(List<Integer> stride, Padding padding, List<Integer> dilation) {
    return pads(Settings.none().wholes("strides", stride).wholes("dilations", dilation), padding);
  }

  private static Settings pads(Settings settings, Padding padding) {
    return switch (padding) {
      case Padding.Same _ -> settings.word("auto_pad", "SAME_UPPER");
      case Padding.Explicit(List<Integer> before, List<Integer> after) -> {
        List<Integer> all = new ArrayList<>(before);
        all.addAll(after);
        yield settings.wholes("pads", all);
      }
    };
  }

  /** The axes that windows slide along. */
  static List<Integer> axes(Use use, int channels) {
    return IntStream.range(1, use.rank(0)).filter(i -> i != channels).boxed().toList();
  }

  /** The operator, around which channels are moved to axis 1 if they are elsewhere. */
  static List<String> of(String operator, Use use, int axis, Settings settings, boolean exact) {
    if (axis == 1) {
      return use.same(operator, use.all(), settings, exact);
    }
    return List.of(first(use, axis, use.in(0), moved -> {
      List<String> operands = new ArrayList<>(use.all());
      operands.set(0, moved);
      return use.add(operator, operands, settings);
    }));
  }

  /** Something of a tensor of the rank of the first operand, whose channels are on axis 1 meanwhile. */
  static String first(Use use, int axis, String x, UnaryOperator<String> of) {
    if (axis == 1) {
      return of.apply(x);
    }
    int rank = use.rank(0);
    List<Integer> forth = new ArrayList<>(List.of(0, axis));
    IntStream.range(1, rank).filter(i -> i != axis).forEach(forth::add);
    List<Integer> back = IntStream.range(0, rank).map(forth::indexOf).boxed().toList();
    String moved = use.add("Transpose", List.of(x), Settings.none().wholes("perm", forth));
    return use.add("Transpose", List.of(of.apply(moved)), Settings.none().wholes("perm", back));
  }
}
