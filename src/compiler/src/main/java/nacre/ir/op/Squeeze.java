package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * The same elements without some axes, each of extent 1.
 *
 * @param axes those that go
 */
public record Squeeze(List<Integer> axes) implements Op, TracksAxes, PreservesShift {
  static final OpSpec SPEC = OpSpec.of("squeeze", Squeeze.class, "the same elements without some axes of extent 1")
      .input("x", "any tensor")
      .attribute("axes", SettingKind.AXES, "the axes that go")
      .build();

  public Squeeze {
    axes = List.copyOf(axes);
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!axes.contains(axis)) {
        dims.add(x.dim(axis));
      } else if (!x.dim(axis).is(1)) {
        throw TypeError.at("axes", "`axes`: found axis " + axis + " of extent " + x.dim(axis) + " in " + x
            + ", required extent 1");
      }
    }
    if (dims.size() + axes.size() != x.rank()) {
      throw TypeError.at("axes", "`axes`: found " + axes + ", required axes of " + x);
    }
    return List.of(x.withDims(dims));
  }

  @Override
  public Optional<List<Dim>> contents(InferContext context) {
    return context.contents(0);
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
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    int gone = (int) axes.stream().filter(other -> other < axis).count();
    return axes.contains(axis) ? OptionalInt.empty() : OptionalInt.of(axis - gone);
  }

  /** Every element keeps its value. */
  @Override
  public boolean preservesShift(Site site, int operand, int axis, Phase phase) {
    return true;
  }
}
