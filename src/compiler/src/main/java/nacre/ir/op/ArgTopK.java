package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * Where the greatest or least elements along an axis are, in order, equal ones by rising index.
 *
 * @param k       how many
 * @param axis    the axis along which elements are compared
 * @param largest the greatest, or the least
 */
public record ArgTopK(int k, int axis, boolean largest) implements Op, TracksAxes {
  static final OpSpec SPEC = OpSpec
      .of("arg_top_k", ArgTopK.class, "where the greatest or least elements along an axis are, in order")
      .input("x", "any tensor of numbers")
      .attribute("k", SettingKind.POSITIVE, "how many")
      .attribute("axis", SettingKind.AXIS, Attr.of(-1), "the axis along which elements are compared")
      .attribute("largest", SettingKind.BOOL, Attr.of(true), "the greatest, or the least")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return List.of(new TensorType(DType.I64, TopElements.checked(context, k, axis).shape()));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int[] shape = evaluation.resultShape(0);
    long[] indices = TopElements.indices(x, k, axis, largest);
    return List.of(Tensor.ofIntegers(DType.I64, shape, indices));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.ArgTop(axis, largest));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return from != axis ? OptionalInt.of(from) : OptionalInt.empty();
  }
}
