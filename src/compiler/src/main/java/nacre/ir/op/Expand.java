package nacre.ir.op;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Phase;
import nacre.ir.Shape;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * A tensor stretched by NumPy's rule: axes of extent 1 are repeated, and axes are added in front.
 *
 * @param shape what the result is stretched to; an extent of 1 takes that of the operand
 */
public record Expand(List<Dim> shape) implements Op, TracksAxes, PreservesShift {
  static final OpSpec SPEC = OpSpec.of("expand", Expand.class, "a tensor stretched by NumPy's rule")
      .input("x", "any tensor")
      .attribute("shape", new SettingKind.Extents(), "what to stretch to; 1 leaves an axis as it is")
      .build();

  public Expand {
    shape = List.copyOf(shape);
    if (shape.contains(Dim.UNKNOWN)) {
      throw TypeError.at("shape", "`shape`: found " + shape + ", required extents; 1 leaves an axis as it is");
    }
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    return List.of(new TensorType(x.dtype(), Shape.broadcast(Shape.of(x.dims()), Shape.of(shape))
        .orElseThrow(() -> TypeError.at("shape", "`shape`: found " + shape + " for " + x
            + ", required extents that are equal or 1, counted from the last axis"))));
  }

  @Override
  public Op substitute(Map<String, Long> symbols) {
    return new Expand(shape.stream().map(dim -> dim.substitute(symbols)).toList());
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int[] to = evaluation.resultShape(0);
    int[] strides = Elementwise.broadcastStrides(x.shape(), to);
    return List.of(x.gathered(to, i -> Elementwise.source(i, to, strides)));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Repeat());
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Elementwise.resultAxis(site, operand, axis);
  }

  /** Every element keeps its value. */
  @Override
  public boolean preservesShift(Site site, int operand, int axis, Phase phase) {
    return true;
  }
}
