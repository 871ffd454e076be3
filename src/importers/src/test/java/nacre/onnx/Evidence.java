package nacre.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.op.Identity;
import nacre.ir.op.OpaqueOp;
import nacre.onnx.proto.ModelProto;
import nacre.onnx.proto.NodeProto;

/** What own cases show of operators: what their nodes become, and what they say where they are known. */
final class Evidence {
  private final Map<String, Map<String, Integer>> ops = new HashMap<>();
  private final Map<String, Set<String>> attributes = new HashMap<>();
  private final Map<String, Set<String>> cases = new HashMap<>();
  private final Map<String, Integer> sizes = new HashMap<>();

  /** @param folder where models may be written */
  static Evidence of(List<ImportCase> cases, Path folder) throws IOException {
    Evidence evidence = new Evidence();
    for (ImportCase each : cases) {
      evidence.see(each.name(), Files.write(folder.resolve("case.onnx"), each.model()));
    }
    return evidence;
  }

  private void see(String name, Path file) {
    ModelProto model;
    try {
      model = ModelProto.read(MemorySegment.ofArray(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    OnnxModel imported = new OnnxFile(file).read(ImportOptions.none());
    sizes.put(name, model.graph().orElseThrow().nodes().size());
    boolean bodies = !model.functions().isEmpty();
    List<NodeProto> nodes = model.graph().orElseThrow().nodes();
    Set<String> unknown = new TreeSet<>();
    imported.unsupported().forEach(each -> unknown.add(each.operator()));
    for (int i = 0; i < nodes.size(); i++) {
      NodeProto node = nodes.get(i);
      boolean body = node.attributes().stream().anyMatch(each -> each.graph().isPresent());
      List<Node> made = bodies || body ? List.of() : made(imported.model().graph(), node, i);
      boolean known = made.stream().noneMatch(each -> each.op() instanceof OpaqueOp)
          && !(made.isEmpty() && unknown.contains(node.opType()));
      if (known && node.domain().isEmpty()) {
        see(name, node, made);
      }
    }
  }

  private void see(String name, NodeProto node, List<Node> made) {
    cases.computeIfAbsent(node.opType(), _ -> new TreeSet<>()).add(name);
    Set<String> said = attributes.computeIfAbsent(node.opType(), _ -> new TreeSet<>());
    node.attributes().forEach(each -> said.add(each.name()));
    Map<String, Integer> counts = ops.computeIfAbsent(node.opType(), _ -> new TreeMap<>());
    made.stream().map(each -> each.op().name()).distinct().forEach(op -> counts.merge(op, 1, Integer::sum));
  }

  /** Nodes of the graph that were made for a node of the model. */
  private static List<Node> made(Graph graph, NodeProto node, int index) {
    String name = node.name().isEmpty()
        ? node.outputs().stream().filter(output -> !output.isEmpty()).findFirst().orElse("")
        : node.name();
    return graph.nodes().stream().filter(each -> !each.op().name().equals("input") && !isStored(each)
        && each.location() instanceof Location.Model at && at.index() == index && at.layerPath().equals(name)).toList();
  }

  /** Whether a node is there for an output that a file holds. */
  private static boolean isStored(Node node) {
    return node.op() instanceof Identity && node.operands().getFirst() instanceof Operand.ParamRef;
  }

  /** Ops that nodes of an operator became, the most frequent first. */
  List<String> ops(String operator) {
    return ops.getOrDefault(operator, Map.of()).entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey).toList();
  }

  /** Attributes that some node said that is known. */
  Set<String> attributes(String operator) {
    return attributes.getOrDefault(operator, Set.of());
  }

  /** Cases in which the operator is known, those first that have few nodes beside it. */
  List<String> cases(String operator) {
    return cases.getOrDefault(operator, Set.of()).stream()
        .sorted(Comparator.comparing((String name) -> sizes.get(name)).thenComparing(Comparator.naturalOrder()))
        .toList();
  }
}
