package nacre.passes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.passes.Remark.Kind;

/**
 * Collects what is said of the nodes of the source graph; of its own nodes the compiler says nothing. A miss is known by
 * pass, node and code; what is done to a node withdraws whatever was missed or prepared there before, so that in the end
 * each batch norm has been folded or says once why not.
 */
final class Remarks {
  private final Map<String, Integer> order = new HashMap<>();
  private final Map<String, List<Remark>> byPath = new HashMap<>();
  private final Names names;

  /** @param source the graph as it was before any pass, in whose order remarks are given and on which edits are made */
  Remarks(Graph source, Names names) {
    this.names = names;
    source.nodes().forEach(node -> order.put(node.path(), node.id()));
  }

  void done(Rewrite rewrite, Outcome.Deed deed, Names.Name subject) {
    if (!order.containsKey(subject.path())) {
      return;
    }
    Kind kind = deed.done() ? Kind.PASSED : Kind.ANALYSIS;
    String message = deed.text() + Places.suffix(subject.location());
    List<Remark> own = at(subject.path());
    own.removeIf(remark -> remark.kind() != Kind.PASSED);
    own.add(remark(kind, rewrite, subject, Optional.empty(), message, Optional.empty()));
  }

  /** What a rewrite says of a node that it left alone, in place of what it said there before. */
  void undone(Rewrite rewrite, Node node, Outcome outcome, Graph graph) {
    String path = names.of(node).path();
    if (!order.containsKey(path)) {
      return;
    }
    if (byPath.containsKey(path)) {
      at(path).removeIf(remark -> remark.kind() == Kind.MISSED && remark.pass().equals(rewrite.name()));
    }
    if (outcome instanceof Outcome.Missed missed) {
      missed(rewrite, missed, graph);
    }
  }

  private void missed(Rewrite rewrite, Outcome.Missed missed, Graph graph) {
    Names.Name subject = names.of(missed.node());
    List<Remark> own = at(subject.path());
    own.removeIf(remark -> remark.kind() == Kind.ANALYSIS);
    String message =
        rewrite.subject(subject.title()) + Places.suffix(subject.location()) + " not " + rewrite.achievement() + ": "
            + missed.evidence();
    own.add(remark(Kind.MISSED, rewrite, subject, Optional.of(missed.code()), message,
        missed.enabling().flatMap(edit -> onSource(edit, graph))));
  }

  private static Remark remark(Kind kind, Rewrite rewrite, Names.Name subject, Optional<MissCode> code, String message,
      Optional<Edit> enabling) {
    return new Remark(kind, rewrite.name(), subject.path(), code, message, subject.location(), enabling,
        rewrite.achievement(), rewrite.noun(subject.op()));
  }

  private List<Remark> at(String path) {
    return byPath.computeIfAbsent(path, _ -> new ArrayList<>());
  }

  /** The edit on the nodes of the source graph; empty if one of them is the compiler's own. */
  private Optional<Edit> onSource(Edit edit, Graph graph) {
    return switch (edit) {
      case Edit.SetAttribute(int node, String name, var value) ->
          onSource(node, graph).map(id -> new Edit.SetAttribute(id, name, value));
      case Edit.Remove(int node) -> onSource(node, graph).map(Edit.Remove::new);
      case Edit.Swap(int first, int second) ->
          onSource(first, graph).flatMap(a -> onSource(second, graph).map(b -> new Edit.Swap(a, b)));
      case Edit.Insert(int after, String op, var arguments) ->
          onSource(after, graph).map(id -> new Edit.Insert(id, op, arguments));
      case Edit.RemoveLayer layer -> Optional.of(layer);
    };
  }

  private Optional<Integer> onSource(int node, Graph graph) {
    return Optional.ofNullable(order.get(names.of(graph.node(node)).path()));
  }

  /** In the order of the source graph's nodes. */
  List<Remark> all() {
    return byPath.values().stream().flatMap(List::stream)
        .sorted(Comparator.comparing(remark -> order.getOrDefault(remark.path(), 0))).toList();
  }
}
