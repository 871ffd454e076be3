package nacre.onnx.export.ops;

import static nacre.onnx.export.ops.Spellings.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nacre.ir.op.Conv1d;
import nacre.ir.op.Conv2d;
import nacre.ir.op.Conv3d;
import nacre.ir.op.ConvTranspose1d;
import nacre.ir.op.ConvTranspose2d;
import nacre.ir.op.ConvTranspose3d;
import nacre.ir.op.Op;
import nacre.ir.op.Padding;
import nacre.onnx.export.Settings;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/** Convolutions and transposed ones. */
final class Convolutions {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      entry(Conv1d.class, (op, use) -> conv(use, op.stride(), op.padding(), op.dilation(), op.groups(), op.axis())),
      entry(Conv2d.class, (op, use) -> conv(use, op.stride(), op.padding(), op.dilation(), op.groups(), op.axis())),
      entry(Conv3d.class, (op, use) -> conv(use, op.stride(), op.padding(), op.dilation(), op.groups(), op.axis())),
      entry(ConvTranspose1d.class, (op, use) -> transposed(use,
          new Transposed(op.stride(), op.padding(), op.outputPadding(), op.dilation(), op.groups(), op.axis()))),
      entry(ConvTranspose2d.class, (op, use) -> transposed(use,
          new Transposed(op.stride(), op.padding(), op.outputPadding(), op.dilation(), op.groups(), op.axis()))),
      entry(ConvTranspose3d.class, (op, use) -> transposed(use,
          new Transposed(op.stride(), op.padding(), op.outputPadding(), op.dilation(), op.groups(), op.axis()))));

  /** The settings of a transposed convolution. */
  private record Transposed(List<Integer> stride, Padding padding, List<Integer> extra, List<Integer> dilation,
      int groups, int axis) {
    /** Nothing in words: what `same` cuts off depends on the window alone. */
    Transposed explicit(Use use) {
      if (padding instanceof Padding.Explicit) {
        return this;
      }
      List<Integer> before = new ArrayList<>();
      List<Integer> after = new ArrayList<>();
      List<Integer> more = new ArrayList<>();
      for (int i = 0; i < stride.size(); i++) {
        int window = (int) Use.known(use.type(1).dim(i + 2));
        int total = (window - 1) * dilation.get(i) + 1 - stride.get(i);
        before.add(Math.max(0, total) / 2);
        after.add(Math.max(0, total) - before.getLast());
        more.add(Math.max(0, -total));
      }
      return new Transposed(stride, new Padding.Explicit(before, after), more, dilation, groups, axis);
    }

    /** Elements more at the end instead of some that are cut off there: ONNX Runtime takes fewer than the stride. */
    Transposed within() {
      if (!(padding instanceof Padding.Explicit(List<Integer> before, List<Integer> after))) {
        return this;
      }
      List<Integer> less = new ArrayList<>(after);
      List<Integer> more = new ArrayList<>(extra);
      for (int i = 0; i < stride.size(); i++) {
        if (extra.get(i) >= stride.get(i)) {
          int both = Math.min(extra.get(i), after.get(i));
          less.set(i, after.get(i) - both);
          more.set(i, extra.get(i) - both);
        }
      }
      return new Transposed(stride, new Padding.Explicit(before, less), more, dilation, groups, axis);
    }
  }

  private Convolutions() {}

  private static List<String> conv(Use use, List<Integer> stride, Padding padding, List<Integer> dilation, int groups,
      int axis) {
    List<Integer> window =
        use.type(1).dims().subList(2, use.rank(1)).stream().map(dim -> (int) Use.known(dim)).toList();
    Borders borders = new Borders(use, padding, Windows.axes(use, axis), window, stride, dilation);
    Settings settings = Windows.settings(stride, borders.said(), dilation).whole("group", groups);
    return Windows.of("Conv", use, axis, settings, use.operands() == 3 && borders.said().equals(padding));
  }

  private static List<String> transposed(Use use, Transposed said) {
    Transposed layer = said.explicit(use).within();
    if (IntStream.range(0, layer.stride().size()).anyMatch(i -> layer.extra().get(i) >= layer.stride().get(i))) {
      return use.apart();
    }
    Settings settings = Windows.settings(layer.stride(), layer.padding(), layer.dilation())
        .whole("group", layer.groups()).wholes("output_padding", layer.extra());
    return Windows.of("ConvTranspose", use, layer.axis(), settings, use.operands() == 3 && layer.equals(said));
  }
}
