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
 * The same elements with more axes, each of extent 1.
 *
 * @param axes where they are in the result
 */
public record Unsqueeze(List<Integer> axes) implements Op, TracksAxes, PreservesShift {
  static final OpSpec SPEC = OpSpec.of("unsqueeze", Unsqueeze.class, "the same elements with more axes of extent 1")
      .input("x", "any tensor")
      .attribute("axes", new SettingKind.NewAxes(), "where the new axes are in the result")
      .build();

  public Unsqueeze {
    axes = List.copyOf(axes);
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    List<Dim> dims = new ArrayList<>(x.dims());
    for (int axis : axes) {
      if (axis > dims.size()) {
        throw TypeError.at("axes",
            "`axes`: found " + axes + " for " + x + ", required axes of a result of rank " + (x.rank() + axes.size()));
      }
      dims.add(axis, Dim.ONE);
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
    int moved = axis;
    for (int added : axes) {
      moved += added <= moved ? 1 : 0;
    }
    return OptionalInt.of(moved);
  }

  /** Every element keeps its value. */
  @Override
  public boolean preservesShift(Site site, int operand, int axis, Phase phase) {
    return true;
  }
}
