package nacre.onnx.export.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import nacre.ir.Dim;
import nacre.ir.op.Padding;
import nacre.onnx.export.Use;

/**
 * How far a window reaches beyond the border, and what ONNX Runtime takes of it: the word for {@code same} only without
 * dilation, and in pools no border as wide as the window.
 *
 * @param axes of the input that windows slide along
 */
record Borders(Use use, Padding padding, List<Integer> axes, List<Integer> window, List<Integer> stride,
    List<Integer> dilation) {
  /** Numbers in place of {@code same}, where there is dilation and they can be known. */
  Padding said() {
    boolean plain = padding instanceof Padding.Explicit || dilation.stream().allMatch(n -> n == 1);
    return plain ? padding : numbers().map(Padding.class::cast).orElse(padding);
  }

  /** With a stride of 1 the border is the same for every extent. */
  private Optional<Padding.Explicit> numbers() {
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      Dim extent = use.type(0).dim(axes.get(i));
      if (stride.get(i) != 1 && !(extent instanceof Dim.Known)) {
        return Optional.empty();
      }
      long size = extent.known().orElse(1);
      before.add(padding.before(i, size, window.get(i), stride.get(i), dilation.get(i)));
      after.add(padding.after(i, size, window.get(i), stride.get(i), dilation.get(i)));
    }
    return Optional.of(new Padding.Explicit(before, after));
  }

  /** Whether some window lies beyond the border as a whole. */
  boolean isWide() {
    return said() instanceof Padding.Explicit(List<Integer> before, List<Integer> after)
        && (isWide(before) || isWide(after));
  }

  private boolean isWide(List<Integer> border) {
    for (int i = 0; i < border.size(); i++) {
      if (border.get(i) >= window.get(i)) {
        return true;
      }
    }
    return false;
  }

  /** Numbers, 0 where only a word is known. */
  List<Integer> before() {
    return said() instanceof Padding.Explicit explicit ? explicit.before()
        : numbers().map(Padding.Explicit::before).orElse(Collections.nCopies(axes.size(), 0));
  }

  List<Integer> after() {
    return said() instanceof Padding.Explicit explicit ? explicit.after()
        : numbers().map(Padding.Explicit::after).orElse(Collections.nCopies(axes.size(), 0));
  }
}
