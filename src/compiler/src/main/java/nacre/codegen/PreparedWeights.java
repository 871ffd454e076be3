package nacre.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.kernels.weights.Tensor;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;

/**
 * The constants of a plan as they go into its weights file: the part of the graph that depends on parameters alone,
 * evaluated in float64 and rounded once.
 */
public final class PreparedWeights {
  /** Half a gigabyte in float64. */
  private static final long MOST_AT_ONCE = 1L << 26;
  private static final int MOST_THREADS = 8;

  private PreparedWeights() {}

  /**
   * The tensors of all constants, in the order of the plan.
   *
   * @throws nacre.reference.EvaluationException if a parameter has no contents, or others than it should have
   */
  public static List<Tensor> of(CodeGenerator.Planned planned, ParamValues params) {
    Map<Value, Tensor> prepared = new ConcurrentHashMap<>();
    Map<Value, List<Constant>> wanted = new HashMap<>();
    for (Constant constant : planned.plan().constants()) {
      if (constant.origin() instanceof Constant.Origin.Known(Value value)) {
        wanted.computeIfAbsent(value, _ -> new ArrayList<>()).add(constant);
      }
    }
    Interpreter interpreter = new Interpreter(planned.graph());
    parts(planned.graph(), wanted.keySet()).parallelStream()
        .forEach(part -> interpreter.prepare(params, part, (value, contents) -> wanted.getOrDefault(value, List.of())
            .forEach(constant -> prepared.put(value, rounded(constant, contents)))));
    return planned.plan().constants().stream().map(constant -> tensor(constant, planned.graph(), params, prepared))
        .toList();
  }

  /**
   * Values that are prepared by one thread each, of about as many elements; the order of nodes keeps those together that
   * are made of the same. All by one thread where memory might not hold what several threads work on.
   */
  private static Collection<List<Value>> parts(Graph graph, Collection<Value> wanted) {
    List<Value> ordered = wanted.stream().sorted(Comparator.comparing(Value::node).thenComparing(Value::port)).toList();
    long all = ordered.stream().mapToLong(value -> elements(graph, value)).sum();
    long threads = all > MOST_AT_ONCE ? 1 : Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    SequencedMap<Long, List<Value>> parts = new LinkedHashMap<>();
    long before = 0;
    for (Value value : ordered) {
      parts.computeIfAbsent(before * threads / Math.max(1, all), _ -> new ArrayList<>()).add(value);
      before += elements(graph, value);
    }
    return parts.values();
  }

  private static long elements(Graph graph, Value value) {
    return ((TensorType) graph.type(value).orElseThrow()).dims().stream().mapToLong(dim -> dim.known().orElseThrow())
        .reduce(1, (a, b) -> a * b);
  }

  private static Tensor tensor(Constant constant, Graph graph, ParamValues params, Map<Value, Tensor> prepared) {
    return switch (constant.origin()) {
      case Constant.Origin.Known(Value value) -> required(prepared, value);
      case Constant.Origin.Known(Operand.ParamRef(int index)) ->
          rounded(constant, params.of(index, graph.params().get(index)));
      case Constant.Origin.Known(Operand.Absent _) ->
          throw new IllegalStateException("`" + constant.name() + "` is absent");
      case Constant.Origin.Repeated(double number) -> repeated(constant, (float) number);
    };
  }

  private static Tensor required(Map<Value, Tensor> prepared, Value value) {
    Tensor tensor = prepared.get(value);
    if (tensor == null) {
      throw new IllegalStateException("value %" + value.node() + " was not prepared");
    }
    return tensor;
  }

  private static Tensor rounded(Constant constant, nacre.ir.Tensor contents) {
    long[] shape = Arrays.stream(contents.shape()).asLongStream().toArray();
    if (contents.dtype() == DType.U32) {
      return Tensor.of(constant.name(), Arrays.stream(contents.toIntegers()).mapToInt(bits -> (int) bits).toArray(),
          shape);
    }
    if (!contents.dtype().isReal()) {
      return Tensor.of(constant.name(), contents.toIntegers(), shape);
    }
    float[] floats = new float[contents.elements()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) contents.real(i);
    }
    return Tensor.of(constant.name(), floats, shape);
  }

  private static Tensor repeated(Constant constant, float number) {
    int length = (int) constant.stored().dim(0).known().orElseThrow();
    float[] floats = new float[length];
    Arrays.fill(floats, number);
    return Tensor.of(constant.name(), floats, length);
  }
}
