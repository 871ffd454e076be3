package nacre.onnx.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.Dim;
import nacre.ir.TensorType;
import nacre.ir.op.Padding;
import nacre.onnx.Call;

/**
 * How a window slides.
 *
 * @param auto   a word that stands for the padding, or `NOTSET`
 * @param before padding at the start of each axis, 0 if a word says it
 */
record Window(List<Integer> kernel, List<Integer> stride, List<Integer> dilation, String auto, List<Integer> before,
    List<Integer> after, TensorType x) {
  /** What a node says of its window. */
  static final String[] ATTRIBUTES = {"kernel_shape", "strides", "pads", "auto_pad", "dilations"};
  static final String MANY_AXES = "it has more than three spatial axes";

  static boolean hasManyAxes(Call call) {
    return call.rank(0) > 5;
  }

  static Window of(Call call, List<Integer> kernel) {
    int axes = kernel.size();
    TensorType x = call.type(0);
    if (x.rank() != axes + 2) {
      throw new InvalidModelException("found a window of " + axes + " axes for " + x);
    }
    List<Integer> pads = call.ints("pads").orElse(Collections.nCopies(2 * axes, 0));
    Window window = new Window(kernel, each(call, "strides", axes), each(call, "dilations", axes),
        call.word("auto_pad", "NOTSET"), pads.subList(0, Math.min(axes, pads.size())),
        pads.subList(Math.min(axes, pads.size()), pads.size()), x);
    window.check(pads);
    return window;
  }

  private static List<Integer> each(Call call, String name, int axes) {
    List<Integer> said = call.ints(name).orElse(Collections.nCopies(axes, 1));
    if (said.size() != axes || said.stream().anyMatch(n -> n < 1)) {
      throw new InvalidModelException("`" + name + "` is " + said + ", required " + axes + " numbers from 1 on");
    }
    return said;
  }

  private void check(List<Integer> pads) {
    if (kernel.stream().anyMatch(n -> n < 1)) {
      throw new InvalidModelException("`kernel_shape` is " + kernel + ", required numbers from 1 on");
    }
    if (pads.size() != 2 * kernel.size()) {
      throw new InvalidModelException("`pads` is " + pads + ", required " + 2 * kernel.size() + " numbers");
    }
    if (pads.stream().anyMatch(n -> n < 0)) {
      throw new UnsupportedException("`pads` is " + pads + ", which cuts the border off");
    }
  }

  Padding padding() {
    return switch (auto) {
      case "NOTSET", "" -> new Padding.Explicit(before, after);
      case "VALID" -> Padding.none(kernel.size());
      case "SAME_UPPER" -> Padding.SAME;
      case "SAME_LOWER" -> lower();
      default -> throw new InvalidModelException("`auto_pad` is `" + auto + "`");
    };
  }

  /** As much as {@link Padding.Same}, the odd element at the start. */
  private Padding lower() {
    List<Integer> first = new ArrayList<>();
    List<Integer> last = new ArrayList<>();
    for (int i = 0; i < kernel.size(); i++) {
      Dim extent = x.dim(i + 2);
      long known = extent.known().orElseThrow(
          () -> new UnsupportedException("its padding depends on an extent that is not known"));
      first.add(Padding.SAME.after(i, known, kernel.get(i), stride.get(i), dilation.get(i)));
      last.add(Padding.SAME.before(i, known, kernel.get(i), stride.get(i), dilation.get(i)));
    }
    return new Padding.Explicit(first, last);
  }
}
