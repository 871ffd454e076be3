package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * A tensor several times one after the other along each axis.
 *
 * @param repeats how often, per axis
 */
public record Tile(List<Integer> repeats) implements Op, TracksAxes, PreservesShift {
  static final OpSpec SPEC = OpSpec.of("tile", Tile.class, "a tensor several times one after the other along each axis")
      .input("x", "any tensor")
      .attribute("repeats", new SettingKind.IntList(), "how often, for each axis of `x`")
      .build();

  public Tile {
    repeats = List.copyOf(repeats);
    if (repeats.stream().anyMatch(times -> times < 0)) {
      throw TypeError.at("repeats", "`repeats`: found " + repeats + ", required numbers from 0 on");
    }
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    if (x.rank() != repeats.size()) {
      throw TypeError.at("repeats", "`repeats`: found " + repeats + ", required " + x.rank() + " numbers for " + x);
    }
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      dims.add(x.dim(axis).times(repeats.get(axis)));
    }
    return List.of(x.withDims(dims));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int[] shape = evaluation.resultShape(0);
    int[] strides = Tensor.strides(x.shape());
    return List.of(x.gathered(shape, i -> {
      int[] at = Coordinates.of(i, shape);
      for (int axis = 0; axis < at.length; axis++) {
        at[axis] %= x.dim(axis);
      }
      return Coordinates.flat(at, strides);
    }));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Tiles(repeats));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return repeats.get(axis) == 1 ? OptionalInt.of(axis) : OptionalInt.empty();
  }

  /** A constant along an axis is the same in every copy. */
  @Override
  public boolean preservesShift(Site site, int operand, int axis, Phase phase) {
    return true;
  }
}
