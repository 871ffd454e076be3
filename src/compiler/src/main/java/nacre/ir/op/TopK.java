package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * The greatest or least elements along an axis, in order, and where they are; equal ones by rising index.
 *
 * @param k       how many
 * @param axis    the axis along which elements are compared
 * @param largest the greatest, or the least
 */
public record TopK(int k, int axis, boolean largest) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec
      .of("top_k", TopK.class, "the greatest or least elements along an axis, in order, and where they are")
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
  public int results() {
    return 2;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType values = TopElements.checked(context, k, axis);
    return List.of(values, new TensorType(DType.I64, values.shape()));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int[] shape = evaluation.resultShape(0);
    int[] strides = Tensor.strides(x.shape());
    long[] indices = TopElements.indices(x, k, axis, largest);
    Tensor values = x.gathered(shape, i -> {
      int[] at = Coordinates.of(i, shape);
      at[axis] = (int) indices[i];
      return Coordinates.flat(at, strides);
    });
    return List.of(values, Tensor.ofIntegers(DType.I64, shape, indices));
  }

  /** The indices, and the elements that are there. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    Operand x = operands.getFirst();
    Operand indices = formula.of(new ArgTopK(k, axis, largest), x);
    return List.of(formula.of(new GatherElements(axis), x, indices), indices);
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return from != axis ? OptionalInt.of(from) : OptionalInt.empty();
  }
}
