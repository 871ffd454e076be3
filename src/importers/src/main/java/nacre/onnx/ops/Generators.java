package nacre.onnx.ops;

import java.util.Arrays;
import java.util.List;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.Arange;
import nacre.ir.op.Cast;
import nacre.ir.op.Constant;
import nacre.ir.op.Expand;
import nacre.ir.op.OneHot;
import nacre.onnx.Call;
import nacre.onnx.ElementTypes;
import nacre.onnx.Operator;
import nacre.onnx.Required;
import nacre.onnx.proto.AttributeProto;

/** Tensors out of nothing but settings. */
final class Generators {
  static final List<Operator> ALL = List.of(
      Operator.of("Constant", Generators::constant)
          .attributes("value", "value_float", "value_floats", "value_int", "value_ints")
          .no("there are no texts", "value_string", "value_strings").no("there are no sparse tensors", "sparse_value"),
      Operator.of("ConstantOfShape", Generators::constantOfShape).inputs("input!").attributes("value"),
      Operator.of("Range", Generators::range).inputs("start!", "limit!", "delta!"),
      Operator.of("OneHot", Generators::oneHot).inputs("indices", "depth!", "values!").attributes("axis"),
      Operator.of("EyeLike", Generators::eyeLike).inputs("input").attributes("k", "dtype"));

  private static final int MOST_ELEMENTS = 1 << 24;

  private Generators() {}

  private static void constant(Call call) {
    List<AttributeProto> said = List.copyOf(call.node().attributes());
    if (said.size() != 1) {
      throw new InvalidModelException("found " + said.size() + " contents, required one");
    }
    AttributeProto value = call.attribute(said.getFirst().name()).orElseThrow();
    switch (value.name()) {
      case "value" -> stored(call, value);
      case "value_float" -> call.known(Tensor.scalar(DType.F32, value.real()));
      case "value_floats" -> call.known(Tensor.reals(DType.F32, new int[] {value.reals().size()},
          i -> value.reals().get(i)));
      case "value_int" -> call.known(Tensor.integers(DType.I64, new int[0], _ -> value.integer()));
      case "value_ints" -> call.known(Tensor.integers(DType.I64, new int[] {value.integers().size()},
          i -> value.integers().get(i)));
      default -> throw new UnsupportedException("its contents are in `" + value.name() + "`");
    }
  }

  /** A node of its own in a model that says so, else known contents that become one where they are read. */
  private static void stored(Call call, AttributeProto value) {
    if (call.isExact()) {
      call.result(new Constant(call.exact(call.tensorAttribute("value"))));
      return;
    }
    call.stored(value.tensor().orElseThrow(() -> new InvalidModelException("the attribute `value` is no tensor")));
  }

  private static void constantOfShape(Call call) {
    Tensor value = call.attribute("value").isPresent() ? call.tensorAttribute("value")
        : Tensor.scalar(DType.F32, 0);
    if (value.elements() != 1) {
      throw new InvalidModelException("`value` is " + value.type() + ", required one element");
    }
    List<Dim> shape = call.contents(0).isEmpty() && call.extents(0).isPresent() ? call.extents(0).orElseThrow()
        : Required.ints(call, 0, "the shape").stream().map(Shapes::extent).toList();
    if (shape.contains(Dim.UNKNOWN)) {
      throw new UnsupportedException("one of the extents " + shape + " is not known");
    }
    Tensor scalar = value.reshaped();
    if (shape.isEmpty()) {
      call.known(scalar);
      return;
    }
    call.result(new Expand(shape), call.constant(scalar));
  }

  private static void range(Call call) {
    DType dtype = call.dtype(0);
    double start = Required.real(call, 0, "the start");
    double limit = Required.real(call, 1, "the limit");
    double step = Required.real(call, 2, "the step");
    if (step == 0) {
      throw new InvalidModelException("found the step 0");
    }
    double count = Math.max(0, Math.ceil((limit - start) / step));
    if (!(count <= MOST_ELEMENTS)) {
      throw new UnsupportedException("it has " + count + " elements");
    }
    if (count == 0) {
      call.known(dtype.isReal() ? Tensor.reals(dtype, new int[] {0}, _ -> 0)
          : Tensor.integers(dtype, new int[] {0}, _ -> 0));
      return;
    }
    call.result(new Arange(limit, start, step, dtype));
  }

  private static void oneHot(Call call) {
    TensorType indices = call.type(0);
    int said = call.integer("axis", -1);
    int axis = said < 0 ? said + indices.rank() + 1 : said;
    int depth = (int) Required.real(call, 1, "the depth");
    Tensor values = call.required(2, "its two values");
    if (depth < 1 || values.elements() != 2 || axis < 0 || axis > indices.rank()) {
      throw new InvalidModelException("found depth " + depth + ", values " + values.type() + ", axis " + said);
    }
    DType dtype = values.dtype();
    Operand whole = indices.dtype().isReal() ? call.add(new Cast(DType.I64), call.operand(0)) : call.operand(0);
    call.result(new OneHot(depth, axis, values.real(1), values.real(0), dtype), whole);
  }

  private static void eyeLike(Call call) {
    TensorType x = call.type(0);
    call.ignore(0);
    int diagonal = call.integer("k", 0);
    DType dtype = call.says("dtype") ? ElementTypes.of(call.integer("dtype")).orElseThrow(
        () -> new UnsupportedException("`dtype` is not known")) : x.dtype();
    int[] shape = x.dims().stream().mapToInt(dim -> Math.toIntExact(dim.known().orElseThrow(
        () -> new UnsupportedException("one of the extents of " + x + " is not known")))).toArray();
    if (shape.length != 2) {
      throw new UnsupportedException("found the shape " + Arrays.toString(shape));
    }
    call.allow(shape[0], shape[1]);
    call.known(dtype.isReal()
        ? Tensor.reals(dtype, shape, i -> i % shape[1] - i / shape[1] == diagonal ? 1 : 0)
        : Tensor.integers(dtype, shape, i -> i % shape[1] - i / shape[1] == diagonal ? 1 : 0));
  }
}
