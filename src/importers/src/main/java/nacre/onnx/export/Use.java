package nacre.onnx.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.op.Constant;
import nacre.ir.op.Decomposes;
import nacre.ir.op.NodeSink;
import nacre.ir.op.Op;
import nacre.onnx.Contents;
import nacre.onnx.OperatorWords;
import nacre.onnx.export.ops.Spellings;

/** One use of an op while it becomes operators of ONNX. */
public final class Use {
  private final Body body;
  private final Op op;
  private final Site site;
  private final List<String> inputs;
  private final String path;
  private final OptionalInt layer;
  private boolean alone = true;
  private boolean same;

  /** @param path the node's own, or empty for a part of an op */
  Use(Body body, Op op, Site site, List<String> inputs, String path, OptionalInt layer) {
    this.body = body;
    this.op = op;
    this.site = site;
    this.inputs = List.copyOf(inputs);
    this.path = path;
    this.layer = layer;
  }

  /** Another op in the same place, as a part of this one. */
  Use inner(Op part, Site around, List<String> operands) {
    return new Use(body, part, around, operands, "", OptionalInt.empty());
  }

  /** The names of the results, once the op has been said. */
  List<String> spelled() {
    return op instanceof Constant(Tensor contents) ? List.of(constant(contents)) : Spellings.spell(op, this);
  }

  /** Whether the op is one operator from which an importer makes this very op again. */
  boolean isSame() {
    return same && alone;
  }

  public Site site() {
    return site;
  }

  public int operands() {
    return inputs.size();
  }

  public boolean has(int operand) {
    return operand < inputs.size() && !inputs.get(operand).isEmpty();
  }

  /** The name of an operand, empty if it is absent. */
  public String in(int operand) {
    return operand < inputs.size() ? inputs.get(operand) : "";
  }

  public List<String> all() {
    return inputs;
  }

  public TensorType type(int operand) {
    return ranked(site.operands().get(operand).orElseThrow());
  }

  public TensorType result(int port) {
    return ranked(site.results().get(port));
  }

  public DType dtype() {
    return type(0).dtype();
  }

  public int rank(int operand) {
    return type(operand).rank();
  }

  private static TensorType ranked(Type type) {
    if (type instanceof TensorType tensor && tensor.isRanked()) {
      return tensor;
    }
    throw new InexpressibleException("found " + type + ", required a tensor of known rank");
  }

  /** An extent that must be a number. */
  public static long known(Dim dim) {
    return dim.known().orElseThrow(
        () -> new InexpressibleException("found the extent " + dim + ", required a number"));
  }

  public String constant(Tensor contents) {
    return body.constant((path.isEmpty() ? op.name() : path) + ".constant", contents);
  }

  /** A constant {@code i64[n]}. */
  public String wholes(long... values) {
    return constant(Tensor.ofIntegers(DType.I64, new int[] {values.length}, values));
  }

  public String wholes(List<Integer> values) {
    return wholes(values.stream().mapToLong(Integer::longValue).toArray());
  }

  /** A constant of rank 0. */
  public String whole(long value) {
    return constant(Tensor.ofIntegers(DType.I64, new int[0], new long[] {value}));
  }

  /** A constant of rank 0 and any element type. */
  public String number(DType dtype, double value) {
    return constant(dtype.isReal() ? Tensor.scalar(dtype, value)
        : Tensor.integers(dtype, new int[0], _ -> (long) value));
  }

  /** Whether a constant of an element type holds a number as it is. */
  public static boolean holds(DType dtype, double value) {
    return Double.compare(Contents.rounded(dtype, value), value) == 0;
  }

  String symbol(String symbol) {
    return body.symbol(symbol);
  }

  /** A shape {@code i64[n]}; an unknown extent is -1. */
  public String shape(List<Dim> dims) {
    return new Extents(this).shape(dims);
  }

  /** An operator on the way to the result; its own result. */
  public String add(String operator, String... operands) {
    return add(operator, Arrays.asList(operands), Settings.none());
  }

  public String add(String operator, List<String> operands, Settings settings) {
    return add(operator, operands, settings, 1).getFirst();
  }

  public List<String> add(String operator, List<String> operands, Settings settings, int results) {
    List<String> names = IntStream.range(0, results).mapToObj(_ -> body.name(OperatorWords.of(operator))).toList();
    body.add(new OnnxNode("", "", operator, operands, names, settings.all(), OptionalInt.empty()));
    alone = false;
    return names;
  }

  /** The operator that is this op: an importer makes the op itself of it, if settings and operands allow. */
  public List<String> same(String operator, List<String> operands, Settings settings) {
    return same(operator, operands, settings, true);
  }

  /** The same, where there is more to ask. */
  public List<String> same(String operator, List<String> operands, Settings settings, boolean exact) {
    List<String> given = path.isEmpty() ? List.of() : body.results();
    List<String> names = given.isEmpty()
        ? IntStream.range(0, site.results().size()).mapToObj(_ -> body.name(OperatorWords.of(operator))).toList()
        : given;
    body.add(new OnnxNode(path, "", operator, operands, names, settings.all(), layer));
    same = exact && settings.isExact();
    return names;
  }

  public List<String> same(String operator) {
    return same(operator, inputs, Settings.none());
  }

  public List<String> same(String operator, Settings settings) {
    return same(operator, inputs, settings);
  }

  /** The op in words of other ops. */
  public List<String> sketched(BiFunction<NodeSink, List<Operand>, List<Operand>> words) {
    alone = false;
    Sketch sketch = new Sketch(this);
    List<Operand> operands = sketch.operands();
    return sketch.names(new ArrayList<>(words.apply(sketch, operands)));
  }

  /** The op taken apart as it is for want of a kernel. */
  public List<String> apart() {
    if (!(op instanceof Decomposes decomposes)) {
      throw new InexpressibleException("ONNX has no operator for `" + op.name() + "` with these settings");
    }
    return sketched((sink, operands) -> decomposes.decompose(sink, operands, site));
  }
}
