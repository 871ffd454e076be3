package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Phase;
import nacre.ir.Shape;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * The same elements in the same row-major order as a matrix: extents before an axis multiplied, and those from it on.
 *
 * @param axis where the second extent starts; 1 keeps the batch
 */
public record Flatten(int axis) implements Op, TracksAxes, PreservesShift {
  static final OpSpec SPEC = OpSpec.of("flatten", Flatten.class, "the same elements in the same order as [batch, rest]")
      .input("x", "any tensor of rank 1 or more")
      .attribute("axis", SettingKind.AXIS, Attr.of(1), "where the second extent of the result starts")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    ChannelParams.checkAxisExists(x, axis);
    return List.of(x.withDims(List.of(Shape.of(x.dims().subList(0, axis)).elements(),
        Shape.of(x.dims().subList(axis, x.rank())).elements())));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return List.of(evaluation.tensor(0).reshaped(evaluation.resultShape(0)));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Relabel());
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return Extents.sameAxis(site.tensor(0), site.result(0), from);
  }

  /** Every element keeps its value, so a constant stays one wherever its axis survives. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return true;
  }
}
