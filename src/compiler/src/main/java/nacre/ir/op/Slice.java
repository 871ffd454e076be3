package nacre.ir.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/** A part of a tensor. */
public record Slice(List<Integer> starts, List<Integer> ends, List<Integer> axes, List<Integer> steps)
    implements Op, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("slice", Slice.class, "a part of a tensor")
      .input("x", "any tensor")
      .attribute("starts", new SettingKind.IntList(), "first")
      .attribute("ends", new SettingKind.IntList(), "behind last")
      .attribute("axes", new SettingKind.IntList(), "axes")
      .attribute("steps", new SettingKind.IntList(), "steps")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    List<Dim> dims = new ArrayList<>(x.dims());
    if (starts.size() != axes.size() || ends.size() != axes.size() || steps.size() != axes.size()) {
      throw new nacre.ir.TypeError("found lists of different lengths");
    }
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) < 0 || axes.get(i) >= x.rank() || steps.get(i) == 0 || starts.get(i) < 0
          || ends.get(i) < starts.get(i) || ends.get(i) > x.dim(axes.get(i)).known().orElse(0)) {
        throw new nacre.ir.TypeError("found a slice beyond the tensor");
      }
      dims.set(axes.get(i), Dim.of(Math.ceilDiv(ends.get(i) - starts.get(i), steps.get(i))));
    }
    return List.of(x.withDims(dims));
  }

  private List<Integer> full(int rank, List<Integer> own, int absent) {
    List<Integer> all = new ArrayList<>(Collections.nCopies(rank, absent));
    for (int i = 0; i < axes.size(); i++) {
      all.set(axes.get(i), own.get(i));
    }
    return all;
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int[] shape = evaluation.resultShape(0);
    int[] strides = Tensor.strides(x.shape());
    List<Integer> first = full(x.rank(), starts, 0);
    List<Integer> step = full(x.rank(), steps, 1);
    return List.of(x.gathered(shape, i -> {
      int at = 0;
      int rest = i;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        at += (first.get(axis) + rest % shape[axis] * step.get(axis)) * strides[axis];
        rest /= shape[axis];
      }
      return at;
    }));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    int rank = site.tensor(0).rank();
    return List.of(new Candidate.Slice(full(rank, starts, 0), full(rank, steps, 1)));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return axes.contains(axis) ? OptionalInt.empty() : OptionalInt.of(axis);
  }
}
