package nacre.passes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Type;
import nacre.ir.Value;

/**
 * Applies all patches of a sweep in one pass over the graph. Added nodes stand where the first redirected value stood;
 * nodes that lose their last reader by it go, those that had none before stay.
 */
final class Rebuild {
  private final Graph graph;
  private final List<Patch> patches;
  private final Map<Value, Operand> redirected = new HashMap<>();
  private final Map<Integer, List<Patch>> starting = new HashMap<>();
  private final Set<Integer> dropped = new HashSet<>();
  private final Set<String> paths = new HashSet<>();
  private final Map<String, Integer> suffixes = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Value, Operand> translated = new HashMap<>();
  private final Map<Patch.Added, String> finalPaths = new IdentityHashMap<>();

  /** @param patches disjoint regions of the graph */
  Rebuild(Graph graph, List<Patch> patches) {
    this.graph = graph;
    this.patches = List.copyOf(patches);
  }

  Graph result() {
    patches.forEach(this::register);
    drop();
    graph.nodes().stream().filter(node -> !dropped.contains(node.id())).forEach(node -> paths.add(node.path()));
    for (Node node : graph.nodes()) {
      starting.getOrDefault(node.id(), List.of()).forEach(patch -> emit(patch));
      if (!dropped.contains(node.id())) {
        put(node, node.path());
      }
    }
    List<Input> inputs = graph.inputs().stream()
        .map(input -> new Input(input.name(), value(input.value()), input.picture(), input.location())).toList();
    List<Output> outputs = graph.outputs().stream().map(output -> new Output(output.name(), value(output.value()),
        output.labels(), output.top(), output.location())).toList();
    return new Graph(graph.name(), inputs, outputs, nodes, graph.params(), graph.layers(), graph.symbols(),
        graph.weights(), graph.training());
  }

  /** The path that an added node got. */
  String path(Patch.Added added) {
    return finalPaths.getOrDefault(added, added.node().path());
  }

  private void register(Patch patch) {
    int start = patch.redirected().keySet().stream().mapToInt(Value::node).min()
        .orElseThrow(() -> new IllegalStateException("a patch redirects nothing"));
    starting.computeIfAbsent(start, _ -> new ArrayList<>()).add(patch);
    patch.redirected().forEach((from, to) -> {
      if (!(to instanceof Operand.Absent)) {
        requireSameType(patch, from, to);
        redirected.put(from, to);
      }
    });
  }

  private void requireSameType(Patch patch, Value from, Operand to) {
    Type old = graph.type(from).orElseThrow();
    Type now = to instanceof Value(int id, int port) && id >= graph.nodes().size()
        ? patch.added().get(id - graph.nodes().size()).node().types().get(port)
        : graph.type(to).orElseThrow();
    if (!old.equals(now)) {
      throw new IllegalStateException("`" + graph.producer(from).path() + "` is " + old + ", its replacement " + now);
    }
  }

  /** Finds what nobody reads any more, from the redirected values on backwards. */
  private void drop() {
    int[] readers = new int[graph.nodes().size()];
    Consumer<Operand> read = operand -> count(operand, readers);
    graph.nodes().forEach(node -> node.operands().forEach(read));
    patches.forEach(patch -> patch.added().forEach(added -> added.node().operands().forEach(read)));
    graph.outputs().forEach(output -> read.accept(output.value()));
    Deque<Integer> open = new ArrayDeque<>();
    patches.forEach(patch -> patch.redirected().keySet().forEach(value -> open.add(value.node())));
    while (!open.isEmpty()) {
      int id = open.pop();
      if (readers[id] > 0 || !graph.node(id).op().pure() || !dropped.add(id)) {
        continue;
      }
      for (Operand operand : graph.node(id).operands()) {
        if (resolve(operand) instanceof Value(int node, int _) && node < readers.length && --readers[node] == 0) {
          open.add(node);
        }
      }
    }
  }

  private void count(Operand operand, int[] readers) {
    if (resolve(operand) instanceof Value(int node, int _) && node < readers.length) {
      readers[node]++;
    }
  }

  /**
   * What is read in place of an operand in the end. Chains are made short on the way, so that a thousand identities in a
   * row cost a thousand steps.
   */
  private Operand resolve(Operand operand) {
    List<Operand> chain = new ArrayList<>();
    Operand at = operand;
    while (redirected.containsKey(at)) {
      chain.add(at);
      at = redirected.get(at);
    }
    for (Operand link : chain) {
      if (link instanceof Value value) {
        redirected.put(value, at);
      }
    }
    return at;
  }

  private void emit(Patch patch) {
    Map<Value, Operand> own = new HashMap<>();
    for (Patch.Added added : patch.added()) {
      String path = free(added.node().path());
      finalPaths.put(added, path);
      Node node = emit(added.node(), path, own);
      for (int port = 0; port < node.types().size(); port++) {
        own.put(added.node().value(port), node.value(port));
      }
    }
    patch.redirected().forEach((from, to) -> {
      boolean gone = to instanceof Operand.Absent
          || to instanceof Value value && !own.containsKey(value) && !translated.containsKey(value);
      if (!gone) { // what is gone with all its readers is read by nobody
        translated.put(from, translate(to, own));
      }
    });
  }

  private void put(Node node, String path) {
    Node copy = emit(node, path, Map.of());
    for (int port = 0; port < node.types().size(); port++) {
      translated.putIfAbsent(node.value(port), copy.value(port));
    }
  }

  private Node emit(Node node, String path, Map<Value, Operand> own) {
    List<Operand> operands = node.operands().stream().map(operand -> translate(operand, own)).toList();
    Node copy = new Node(nodes.size(), path, node.op(), operands, node.types(), node.layer(), node.location());
    nodes.add(copy);
    return copy;
  }

  private Operand translate(Operand operand, Map<Value, Operand> own) {
    if (!(operand instanceof Value value)) {
      return operand;
    }
    Operand now = own.getOrDefault(value, translated.get(value));
    if (now == null) {
      throw new IllegalStateException("a patch reads " + value + " before it is computed");
    }
    return now;
  }

  private Value value(Value old) {
    if (translated.get(old) instanceof Value now) {
      return now;
    }
    throw new IllegalStateException("an output must be a result of a node, found none for " + old);
  }

  /** The path, or the path with the next number that makes it free. */
  private String free(String path) {
    String candidate = path;
    while (!paths.add(candidate)) {
      candidate = path + "_" + suffixes.merge(path, 1, Integer::sum);
    }
    return candidate;
  }
}
