package nacre.passes;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import nacre.analysis.Analyses;
import nacre.analysis.Constness;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Param;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;
import nacre.ir.Value;

/**
 * Builds a region and its replacement as one graph of known, small extents: inputs are the taps, outputs come in pairs,
 * before and after. What depends on parameters alone is computed from parameters, so that a variance stays a variance.
 */
final class Probe {
  /**
   * How far the two spatial axes of large pictures are cut, so that every element is near a border and evaluation is
   * fast.
   */
  private record Cut(int firstAxis, long size) {
    private static final long SMALL = 4096;

    TensorType of(TensorType type) {
      if (type.rank() != 4 || type.shape().elements().known().orElse(Long.MAX_VALUE) <= SMALL) {
        return type;
      }
      List<Dim> dims = new ArrayList<>(type.dims());
      for (int i = 0; i < 2; i++) {
        int axis = firstAxis + i;
        dims.set(axis, Dim.of(Math.min(dims.get(axis).known().orElseThrow(), size + i)));
      }
      return type.withDims(dims);
    }
  }

  /** Where height and width may be, at sizes that ever larger windows need; the last one leaves everything. */
  private static final List<Cut> CUTS =
      List.of(new Cut(2, 3), new Cut(1, 3), new Cut(2, 5), new Cut(1, 5), new Cut(2, 9),
          new Cut(1, 9), new Cut(2, Integer.MAX_VALUE));
  /** Values of symbols, tried until as many as are wanted make sense. */
  private static final List<Long> SYMBOLS = List.of(2L, 5L, 8L, 32L, 224L);

  /** Values that readers read another value of the graph for, by replacements earlier in the same sweep. */
  static final class Renamed {
    private final Map<Value, Value> now = new HashMap<>();

    /** Adds what a patch redirects to results of the graph as it is. */
    void add(Graph graph, Patch patch) {
      patch.redirected().forEach((from, to) -> {
        if (to instanceof Value value && value.node() < graph.nodes().size()) {
          now.put(from, of(value));
        }
      });
    }

    Value of(Value value) {
      return now.getOrDefault(value, value);
    }

    private Operand of(Operand operand) {
      return operand instanceof Value value ? of(value) : operand;
    }
  }

  private final Graph graph;
  private final Constness constness;
  private final Sweep.Match match;
  private final Renamed renamed;
  private final List<Value> taps;
  private final Map<String, Long> symbols = new HashMap<>();
  private final Cut cut;
  private final GraphBuilder builder = new GraphBuilder("probe");
  private final Map<Operand, Operand> copies = new HashMap<>();

  private Probe(Analyses analyses, Sweep.Match match, Renamed renamed, long symbol, Cut cut) {
    this.graph = analyses.graph();
    this.constness = analyses.constness();
    this.match = match;
    this.renamed = renamed;
    this.taps = match.replaced().patch().taps().stream().map(renamed::of).distinct().toList();
    this.cut = cut;
    graph.symbols().bounds().keySet().forEach(name -> symbols.put(name, symbol));
  }

  /** One graph, or two if symbols leave a choice; none if no choice of extents makes sense. */
  static List<Graph> of(Analyses analyses, Sweep.Match match, Renamed renamed) {
    Graph graph = analyses.graph();
    int wanted = graph.symbols().bounds().isEmpty() ? 1 : 2;
    List<Graph> probes = new ArrayList<>();
    for (long symbol : symbols(graph, match)) {
      for (Cut cut : CUTS) {
        Optional<Graph> probe = new Probe(analyses, match, renamed, symbol, cut).build();
        if (probe.isPresent()) {
          probes.add(probe.get());
          break;
        }
      }
      if (probes.size() == wanted) {
        break;
      }
    }
    return probes;
  }

  /** First the extent of an axis, so that a batch is as large as the channels are many and axes that are mixed up fit. */
  private static Set<Long> symbols(Graph graph, Sweep.Match match) {
    Set<Long> values = new LinkedHashSet<>();
    if (match.root().type() instanceof TensorType type && type.isRanked()) {
      type.dims().stream().flatMapToLong(dim -> dim.known().stream()).filter(n -> n > 1 && n <= 16).findFirst()
          .ifPresent(values::add);
    }
    values.addAll(SYMBOLS);
    return graph.symbols().bounds().isEmpty() ? Set.of(1L) : values;
  }

  static int[] extents(TensorType type) {
    return type.dims().stream().mapToInt(dim -> Math.toIntExact(dim.known().orElseThrow())).toArray();
  }

  private Optional<Graph> build() {
    try {
      constants().stream().mapToObj(graph::node).forEach(this::copy);
      for (Value tap : taps) {
        if (!constness.isConstant(tap)) {
          input(tap);
        }
      }
      match.region().forEach(this::copy);
      match.replaced().patch().added().forEach(added -> copy(added.node()));
      match.replaced().patch().redirected().values().forEach(this::compute);
      match.replaced().patch().redirected().forEach(this::outputs);
      return Optional.of(builder.build());
    } catch (TypeError e) {
      return Optional.empty(); // these extents make no sense
    }
  }

  /** What is read from now on may be a result of another node of the graph, which reads the same taps. */
  private void compute(Operand target) {
    if (renamed.of(target) instanceof Value value && !copies.containsKey(value)) {
      copy(graph.node(value.node()));
    }
  }

  /** Nodes of the constant part that the taps need. */
  private BitSet constants() {
    BitSet needed = new BitSet();
    for (Value tap : taps) {
      if (constness.isConstant(tap)) {
        needed.set(tap.node());
      }
    }
    for (int id = needed.length() - 1; id >= 0; id = needed.previousSetBit(id - 1)) {
      for (Operand operand : graph.node(id).operands()) {
        if (renamed.of(operand) instanceof Value(int node, int _)) {
          needed.set(node);
        }
      }
    }
    return needed;
  }

  private void copy(Node node) {
    List<Operand> operands = node.operands().stream().map(this::copy).toList();
    Node copy =
        builder.add("n" + node.id(), node.op().substitute(symbols), operands, OptionalInt.empty(), Location.NONE);
    for (int port = 0; port < node.types().size(); port++) {
      copies.put(node.value(port), copy.value(port));
    }
  }

  private Operand copy(Operand operand) {
    return switch (renamed.of(operand)) {
      case Value value -> Optional.ofNullable(copies.get(value))
          .orElseThrow(() -> new IllegalStateException("a patch reads " + value + ", which is no tap"));
      case Operand.ParamRef ref -> copies.computeIfAbsent(ref, _ -> param(graph.param(ref)));
      case Operand.Absent absent -> absent;
    };
  }

  private Operand param(Param param) {
    return builder.param(new Param(param.path(), param.type().substitute(symbols), param.role(), param.trainable(),
        param.init(), Location.NONE));
  }

  private void input(Value tap) {
    Type type = graph.type(tap).orElseThrow();
    if (!(type instanceof TensorType tensor) || !tensor.isRanked()) {
      throw new TypeError("nothing can be drawn for " + type);
    }
    TensorType concrete = tensor.substitute(symbols);
    if (concrete.dims().stream().anyMatch(dim -> dim.known().isEmpty())) {
      throw new TypeError("the extents of " + concrete + " are not known");
    }
    String name = "tap" + tap.node() + "_" + tap.port();
    copies.put(tap, builder.input(name, cut.of(concrete), Optional.empty(), Location.NONE));
  }

  private void outputs(Value from, Operand to) {
    if (copy(from) instanceof Value before && to instanceof Value now && copy(now) instanceof Value after) {
      output("before" + from, before);
      output("after" + from, after);
    }
  }

  private void output(String name, Value value) {
    builder.output(new Output(name, value, List.of(), OptionalInt.empty(), Location.NONE));
  }
}
