package nacre.onnx.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.op.Conv1d;
import nacre.ir.op.Conv2d;
import nacre.ir.op.Conv3d;
import nacre.ir.op.ConvTranspose1d;
import nacre.ir.op.ConvTranspose2d;
import nacre.ir.op.ConvTranspose3d;
import nacre.ir.op.Op;
import nacre.ir.op.Padding;
import nacre.onnx.Call;
import nacre.onnx.Operator;

/** Convolutions and transposed ones; channels are on axis 1. */
final class Convolutions {
  static final List<Operator> ALL = List.of(
      Operator.of("Conv", Convolutions::conv).inputs("X", "W", "B").attributes(Window.ATTRIBUTES).attributes("group")
          .limit(Window.MANY_AXES, Window::hasManyAxes),
      Operator.of("ConvTranspose", Convolutions::transposed).inputs("X", "W", "B").attributes(Window.ATTRIBUTES)
          .attributes("group", "output_padding", "output_shape").limit(Window.MANY_AXES, Window::hasManyAxes));

  private Convolutions() {}

  private static void conv(Call call) {
    Op op = op(call, 1);
    call.result(op, operands(call));
  }

  /** A convolution of operands that were made of the node's inputs. */
  static Operand of(Call call, int weight, Operand x, Operand w, Operand bias) {
    return call.add(op(call, weight), x, w, bias);
  }

  private static Op op(Call call, int weight) {
    Window window = Window.of(call, kernel(call, call.type(weight)));
    int groups = call.integer("group", 1);
    Padding padding = window.padding();
    return switch (call.rank(0)) {
      case 3 -> new Conv1d(window.stride(), padding, window.dilation(), groups, 1);
      case 4 -> new Conv2d(window.stride(), padding, window.dilation(), groups, 1);
      case 5 -> new Conv3d(window.stride(), padding, window.dilation(), groups, 1);
      default -> throw new UnsupportedException("it has " + (call.rank(0) - 2) + " spatial axes");
    };
  }

  private static List<Operand> operands(Call call) {
    List<Operand> operands = new ArrayList<>(List.of(call.operand(0), call.param(1, Role.WEIGHT, "weight")));
    operands.add(call.has(2) ? call.param(2, Role.BIAS, "bias") : Operand.ABSENT);
    return operands;
  }

  /** The window's extents; where the node says them too, they must be the weights'. */
  private static List<Integer> kernel(Call call, TensorType weight) {
    List<Integer> kernel = weight.dims().subList(Math.min(2, weight.rank()), weight.rank()).stream()
        .map(dim -> Math.toIntExact(dim.known().orElseThrow(
            () -> new UnsupportedException("the extents of its window are not known"))))
        .toList();
    call.ints("kernel_shape").filter(said -> !said.equals(kernel)).ifPresent(said -> {
      throw new InvalidModelException("`kernel_shape` is " + said + ", but the weights are " + weight);
    });
    return kernel;
  }

  private static void transposed(Call call) {
    TensorType x = call.type(0);
    List<Integer> kernel = kernel(call, call.type(1));
    Window window = Window.of(call, kernel);
    List<Integer> extra = new ArrayList<>(
        call.ints("output_padding").orElse(Collections.nCopies(kernel.size(), 0)));
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    int groups = call.integer("group", 1);
    List<Integer> shape = call.ints("output_shape").orElse(List.of());
    requireCounts(x, kernel, extra, shape);
    boolean same = window.auto().startsWith("SAME");
    for (int i = 0; i < kernel.size(); i++) {
      if (shape.isEmpty() && !same) {
        before.add(window.before().get(i));
        after.add(window.after().get(i));
        continue;
      }
      int extent = known(x.dim(i + 2));
      int spatial = shape.size() - kernel.size() + i;
      int wanted = shape.isEmpty() ? extent * window.stride().get(i) : shape.get(spatial);
      int total = window.stride().get(i) * (extent - 1) + extra.get(i)
          + (kernel.get(i) - 1) * window.dilation().get(i) + 1 - wanted;
      if (total < 0 && !shape.isEmpty()) {
        extra.set(i, extra.get(i) - total);
      }
      total = Math.max(0, total);
      int smaller = total / 2;
      boolean upper = window.auto().equals("SAME_UPPER");
      before.add(upper ? smaller : total - smaller);
      after.add(upper ? total - smaller : smaller);
    }
    requireSmall(extra, window);
    call.result(transposed(window, new Padding.Explicit(before, after), extra, groups), operands(call));
  }

  private static Op transposed(Window window, Padding padding, List<Integer> extra, int groups) {
    return switch (window.kernel().size()) {
      case 1 -> new ConvTranspose1d(window.stride(), padding, extra, window.dilation(), groups, 1);
      case 2 -> new ConvTranspose2d(window.stride(), padding, extra, window.dilation(), groups, 1);
      case 3 -> new ConvTranspose3d(window.stride(), padding, extra, window.dilation(), groups, 1);
      default -> throw new UnsupportedException("it has " + window.kernel().size() + " spatial axes");
    };
  }

  private static void requireCounts(TensorType x, List<Integer> kernel, List<Integer> extra, List<Integer> shape) {
    if (x.rank() != kernel.size() + 2) {
      throw new InvalidModelException("found a window of " + kernel.size() + " axes for " + x);
    }
    if (extra.size() != kernel.size()) {
      throw new InvalidModelException("`output_padding` is " + extra + ", required " + kernel.size() + " numbers");
    }
    if (!shape.isEmpty() && shape.size() != kernel.size() && shape.size() != x.rank()) {
      throw new InvalidModelException("`output_shape` is " + shape + ", required " + kernel.size() + " numbers");
    }
  }

  private static void requireSmall(List<Integer> extra, Window window) {
    for (int i = 0; i < extra.size(); i++) {
      if (extra.get(i) >= Math.max(window.stride().get(i), window.dilation().get(i))) {
        throw new UnsupportedException("`output_padding` " + extra + " is not below the stride");
      }
    }
  }

  private static int known(Dim dim) {
    return Math.toIntExact(dim.known().orElseThrow(
        () -> new UnsupportedException("its padding depends on an extent that is not known")));
  }
}
