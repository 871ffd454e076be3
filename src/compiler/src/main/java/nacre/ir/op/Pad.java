package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * A border of one value around a tensor.
 *
 * @param borders elements before and after every axis
 * @param value   what the border holds
 */
public record Pad(Padding.Explicit borders, double value) implements Op, TracksAxes, PreservesShift {
  static final OpSpec SPEC = OpSpec.of("pad", Pad.class, "a border of one value around a tensor")
      .input("x", "any tensor of numbers")
      .attribute("borders", new SettingKind.Borders(), "elements before and after every axis")
      .attribute("value", SettingKind.REAL, Attr.of(0.0), "what the border holds")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    if (x.rank() != borders.before().size()) {
      throw TypeError.at("borders",
          "`borders`: found " + borders.before().size() + " pairs, required " + x.rank() + " for "
              + x);
    }
    if (!x.dtype().isReal() && value != Math.rint(value)) {
      throw TypeError.at("value", "`value`: found " + value + ", required a whole number for " + x);
    }
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      dims.add(x.dim(axis).plus((long) borders.before().get(axis) + borders.after().get(axis)));
    }
    return List.of(x.withDims(dims));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int[] shape = evaluation.resultShape(0);
    return List.of(x.dtype().isReal()
        ? Tensor.reals(x.dtype(), shape, i -> {
          int from = source(i, shape, x);
          return from < 0 ? value : x.real(from);
        })
        : Tensor.integers(x.dtype(), shape, i -> {
          int from = source(i, shape, x);
          return from < 0 ? (long) value : x.integer(from);
        }));
  }

  /** The element inside the border that an element of the result is, or -1 in the border. */
  private int source(int i, int[] shape, Tensor x) {
    int[] strides = Tensor.strides(x.shape());
    int from = 0;
    int rest = i;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      int at = rest % shape[axis] - borders.before().get(axis);
      if (at < 0 || at >= x.dim(axis)) {
        return -1;
      }
      from += at * strides[axis];
      rest /= shape[axis];
    }
    return from;
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Border(borders.before(), borders.after(), value));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    boolean untouched = borders.before().get(axis) == 0 && borders.after().get(axis) == 0;
    return untouched ? OptionalInt.of(axis) : OptionalInt.empty();
  }

  /** The border keeps its value whatever is added inside. */
  @Override
  public boolean preservesShift(Site site, int operand, int axis, Phase phase) {
    return borders.isNone();
  }
}
