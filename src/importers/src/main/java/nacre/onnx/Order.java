package nacre.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import nacre.importers.InvalidModelException;
import nacre.onnx.proto.AttributeProto;
import nacre.onnx.proto.GraphProto;
import nacre.onnx.proto.NodeProto;

/** Nodes in an order in which each comes behind those that it reads; as in the file, wherever the file has such an order. */
final class Order {
  private final List<NodeProto> nodes;
  private final Map<String, Integer> makers = new HashMap<>();

  private Order(List<NodeProto> nodes) {
    this.nodes = nodes;
    for (int i = 0; i < nodes.size(); i++) {
      for (String output : nodes.get(i).outputs()) {
        makers.putIfAbsent(output, i);
      }
    }
    makers.remove("");
  }

  /**
   * Numbers of the nodes.
   *
   * @throws InvalidModelException if some wait for each other
   */
  static List<Integer> of(List<NodeProto> nodes) {
    return new Order(nodes).sorted();
  }

  private List<Integer> sorted() {
    List<Set<Integer>> readers = new ArrayList<>();
    int[] waiting = new int[nodes.size()];
    nodes.forEach(_ -> readers.add(new HashSet<>()));
    for (int i = 0; i < nodes.size(); i++) {
      for (String read : reads(nodes.get(i))) {
        Integer maker = makers.get(read);
        if (maker != null && readers.get(maker).add(i)) {
          waiting[i]++;
        }
      }
    }
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < waiting.length; i++) {
      if (waiting[i] == 0) {
        ready.add(i);
      }
    }
    List<Integer> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.remove();
      sorted.add(next);
      for (int reader : readers.get(next)) {
        if (--waiting[reader] == 0) {
          ready.add(reader);
        }
      }
    }
    requireAll(sorted);
    return sorted;
  }

  private void requireAll(List<Integer> sorted) {
    if (sorted.size() < nodes.size()) {
      Set<Integer> done = new HashSet<>(sorted);
      int first = 0;
      while (done.contains(first)) {
        first++;
      }
      throw new InvalidModelException("node " + first + " `" + nodes.get(first).name() + "` ("
          + nodes.get(first).opType() + ") depends on its own result: " + (nodes.size() - sorted.size())
          + " nodes wait for each other");
    }
  }

  /** What a node reads, bodies inside it included. */
  static Set<String> reads(NodeProto node) {
    Set<String> reads = new HashSet<>();
    Deque<NodeProto> open = new ArrayDeque<>(List.of(node));
    while (!open.isEmpty()) {
      NodeProto next = open.pop();
      reads.addAll(next.inputs());
      next.attributes().stream().map(AttributeProto::graph).flatMap(body -> body.stream()).forEach(body -> {
        open.addAll(body.nodes());
        reads.addAll(outputs(body));
      });
    }
    reads.remove("");
    return reads;
  }

  private static List<String> outputs(GraphProto body) {
    return body.outputs().stream().map(output -> output.name()).toList();
  }
}
