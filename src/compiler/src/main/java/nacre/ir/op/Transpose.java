package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * The axes in another order.
 *
 * @param permutation axis {@code i} of the result is axis {@code permutation[i]} of the operand
 */
public record Transpose(List<Integer> permutation) implements Op, TracksAxes, PreservesShift {
  static final OpSpec SPEC = OpSpec.of("transpose", Transpose.class, "the axes in another order")
      .input("x", "any tensor")
      .attribute("permutation", new SettingKind.IntList(), "for each axis of the result, the axis of `x` that it is")
      .build();

  public Transpose {
    permutation = List.copyOf(permutation);
    if (!permutation.stream().sorted().toList().equals(IntStream.range(0, permutation.size()).boxed().toList())) {
      throw TypeError.at("permutation", "`permutation`: found " + permutation + ", required each axis from 0 on once");
    }
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    if (x.rank() != permutation.size()) {
      throw TypeError.at("permutation",
          "`permutation`: found " + permutation + ", required " + x.rank() + " axes for " + x);
    }
    return List.of(x.withDims(permutation.stream().map(x::dim).toList()));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int[] shape = evaluation.resultShape(0);
    int[] dense = Tensor.strides(x.shape());
    int[] strides = permutation.stream().mapToInt(axis -> dense[axis]).toArray();
    return List.of(x.gathered(shape, i -> Elementwise.source(i, shape, strides)));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Permutation(permutation));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return OptionalInt.of(permutation.indexOf(axis));
  }

  @Override
  public boolean preservesShift(Site site, int operand, int axis, Phase phase) {
    return true;
  }
}
