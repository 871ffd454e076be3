package nacre.ir.op;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * Sums of products in Einstein's notation: axes with one letter run together, and letters that the result lacks are
 * summed over.
 *
 * @param equation such as {@code bij,bjk->bik}; {@code ...} stands for leading axes, stretched by NumPy's rule
 */
public record Einsum(String equation) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec.of("einsum", Einsum.class, "sums of products in Einstein's notation")
      .inputList("values", "tensors of numbers of one element type")
      .attribute("equation", new SettingKind.Text(),
          "a letter per axis, operands separated by commas, `->` and the letters of the result")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private EinsumEquation parsed(List<TensorType> types) {
    return EinsumEquation.parse(equation, types.stream().map(TensorType::rank).toList());
  }

  @Override
  public List<Type> infer(InferContext context) {
    List<TensorType> types = IntStream.range(0, context.size()).mapToObj(context::tensor).toList();
    for (TensorType type : types) {
      if (type.dtype() == DType.BOOL || type.dtype() != types.getFirst().dtype()) {
        throw new TypeError("found " + types.getFirst() + " and " + type + ", required numbers of one element type");
      }
    }
    EinsumEquation parsed = parsed(types);
    return List.of(types.getFirst().withDims(parsed.result().stream().map(parsed.extents(types)::get).toList()));
  }

  @Override
  public Dim macs(Site site) {
    List<TensorType> types = types(site);
    Dim products = Dim.of(Math.max(1, types.size() - 1));
    for (Dim extent : parsed(types).extents(types).values()) {
      products = products.times(extent);
    }
    return products;
  }

  private static List<TensorType> types(Site site) {
    return IntStream.range(0, site.size()).mapToObj(site::tensor).toList();
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    List<Tensor> values = evaluation.operands().stream().map(operand -> operand.orElseThrow()).toList();
    List<TensorType> types = values.stream().map(Tensor::type).toList();
    EinsumEquation parsed = parsed(types);
    List<Character> labels = parsed.labels();
    int[] whole = labels.stream().map(parsed.extents(types)::get).mapToInt(Einsum::known).toArray();
    int[] shape = evaluation.resultShape(0);
    int[] summed = IntStream.range(shape.length, whole.length).map(i -> whole[i]).toArray();
    List<int[]> strides = IntStream.range(0, values.size())
        .mapToObj(operand -> strides(values.get(operand), parsed.operands().get(operand), labels)).toList();
    DType dtype = types.getFirst().dtype();
    IntFunction<Stream<int[]>> terms = i -> IntStream.range(0, Tensor.elements(summed))
        .mapToObj(k -> places(Coordinates.of(i, shape), Coordinates.of(k, summed), strides));
    return List.of(dtype.isReal()
        ? Tensor.reals(dtype, shape, i -> terms.apply(i).mapToDouble(at -> product(values, at)).reduce(0, Double::sum))
        : Tensor.integers(dtype, shape,
            i -> dtype.wrapped(terms.apply(i).mapToLong(at -> wholeProduct(values, at)).sum())));
  }

  /** Which element of each operand belongs to a position in the result and one in what is summed over. */
  private static int[] places(int[] outer, int[] inner, List<int[]> strides) {
    int[] at = IntStream.concat(IntStream.of(outer), IntStream.of(inner)).toArray();
    return strides.stream().mapToInt(own -> Coordinates.flat(at, own)).toArray();
  }

  private static double product(List<Tensor> values, int[] at) {
    double product = 1;
    for (int operand = 0; operand < at.length; operand++) {
      product *= values.get(operand).real(at[operand]);
    }
    return product;
  }

  private static long wholeProduct(List<Tensor> values, int[] at) {
    long product = 1;
    for (int operand = 0; operand < at.length; operand++) {
      product *= values.get(operand).integer(at[operand]);
    }
    return product;
  }

  private static int known(Dim dim) {
    return Math.toIntExact(dim.known().orElseThrow());
  }

  /** How far an operand moves with each label: all its axes of that label together, stretched ones not. */
  private static int[] strides(Tensor value, List<Character> axes, List<Character> labels) {
    int[] dense = Tensor.strides(value.shape());
    int[] strides = new int[labels.size()];
    for (int axis = 0; axis < axes.size(); axis++) {
      strides[labels.indexOf(axes.get(axis))] += value.dim(axis) == 1 ? 0 : dense[axis];
    }
    return strides;
  }

  /** Matrix products of two operands at a time. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return List.of(new EinsumSteps(new Formula(sink), parsed(types(site))).result(operands));
  }

  /** The axis of the result with the same letter, unless the operand has it twice or the axis is stretched. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    EinsumEquation parsed = parsed(types(site));
    List<Character> own = parsed.operands().get(operand);
    int to = parsed.result().indexOf(own.get(axis));
    boolean single = own.indexOf(own.get(axis)) == own.lastIndexOf(own.get(axis));
    boolean whole = to >= 0 && site.result(0).dim(to).provablyEquals(site.tensor(operand).dim(axis));
    return single && whole ? OptionalInt.of(to) : OptionalInt.empty();
  }
}
