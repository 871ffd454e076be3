package nacre.ir.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/** A reduction along some axes. */
public record ReduceSum(List<Integer> axes, boolean keepDims) implements Op, Decomposes, TracksAxes {
  static final OpSpec SPEC = OpSpec.of("reduce_sum", ReduceSum.class, "a reduction along some axes")
      .input("x", "any tensor of reals")
      .attribute("axes", new SettingKind.IntList(), "the axes that go")
      .attribute("keep_dims", SettingKind.BOOL, Attr.of(false), "whether they stay, with extent 1")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    if (axes.stream().anyMatch(axis -> axis < 0 || axis >= x.rank())) {
      throw new nacre.ir.TypeError("found axes " + axes);
    }
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!axes.contains(axis)) {
        dims.add(x.dim(axis));
      } else if (keepDims) {
        dims.add(Dim.ONE);
      }
    }
    return List.of(x.withDims(dims));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int[] kept = x.shape();
    axes.forEach(axis -> kept[axis] = 1);
    int[] strides = Elementwise.broadcastStrides(kept, x.shape());
    double[] y = new double[Tensor.elements(kept)];
    Arrays.fill(y, 0);
    for (int i = 0; i < x.elements(); i++) {
      int at = Elementwise.source(i, x.shape(), strides);
      y[at] = Double.sum(y[at], x.real(i));
    }
    double count = 1;
    return List.of(Tensor.reals(x.dtype(), evaluation.resultShape(0), i -> y[i] / count));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return keepDims ? List.of(new Candidate.Reduction(Candidate.Reduction.Kind.SUM, axes)) : List.of();
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return List.of(new Formula(sink).reshaped(sink.add(new ReduceSum(axes, true), operands), site.result(0).dims()));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    int gone = (int) axes.stream().filter(other -> other < axis).count();
    return axes.contains(axis) ? OptionalInt.empty() : OptionalInt.of(keepDims ? axis : axis - gone);
  }
}
