package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * A new axis of one extent on which the element at the index is one number and all others are another.
 *
 * @param depth extent of the new axis
 * @param axis  where it is in the result
 * @param on    the element at the index
 * @param off   all others; what is out of range has only those
 * @param dtype element type of the result
 */
public record OneHot(int depth, int axis, double on, double off, DType dtype)
    implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec
      .of("one_hot", OneHot.class, "a new axis that is `on` at the index and `off` elsewhere")
      .input("indices", "whole numbers, negative from the end; `off` everywhere where one is out of range")
      .attribute("depth", SettingKind.POSITIVE, "extent of the new axis")
      .attribute("axis", new SettingKind.NewAxis(), Attr.of(-1), "where the new axis is in the result")
      .attribute("on", SettingKind.REAL, Attr.of(1.0), "the element at the index")
      .attribute("off", SettingKind.REAL, Attr.of(0.0), "every other element")
      .attribute("dtype", SettingKind.words(DType.class), new Attr.Word("f32"), "element type of the result")
      .build();

  public OneHot {
    Indexing.checkWhole("on", on, dtype);
    Indexing.checkWhole("off", off, dtype);
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType indices = context.tensor(0);
    Indexing.checkIndices(indices);
    List<Dim> dims = new ArrayList<>(indices.dims());
    if (axis > dims.size()) {
      throw TypeError.at("axis", "`axis`: found " + axis + " for " + indices + ", required 0 to " + dims.size());
    }
    dims.add(axis, Dim.of(depth));
    return List.of(TensorType.of(dtype, dims));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor indices = evaluation.tensor(0);
    int[] shape = evaluation.resultShape(0);
    int inner = Tensor.strides(shape)[axis];
    Tensor values = Tensor.reals(DType.F64, shape, i -> {
      long index = indices.integer(i / inner / depth * inner + i % inner);
      int at = i / inner % depth;
      return index == at || index == at - depth ? on : off;
    });
    return List.of(dtype.isReal()
        ? Tensor.ofReals(dtype, shape, values.toReals())
        : Tensor.integers(dtype, shape, i -> (long) values.real(i)));
  }

  /** {@code where(indices == k or indices + depth == k, on, off)} for {@code k} from 0 to {@code depth - 1}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    Operand indices = formula.of(new Unsqueeze(List.of(axis)), formula.cast(operands.getFirst(), DType.I64));
    Operand places = new Counting(formula).along(Dim.of(depth), site.result(0).rank(), axis);
    Operand hit = formula.of(new LogicalOr(), formula.of(new Equal(), indices, places),
        formula.of(new Equal(), formula.plus(indices, depth), places));
    return List.of(formula.of(new Where(), hit, formula.number(dtype, on), formula.number(dtype, off)));
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return OptionalInt.of(from < axis ? from : from + 1);
  }
}
