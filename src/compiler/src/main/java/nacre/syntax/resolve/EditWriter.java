package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.op.Constant;
import nacre.source.Span;
import nacre.source.TextEdit;

/**
 * Turns edits on nodes into edits of the texts that the nodes come from. A text that makes several nodes, as one in a
 * block does, is edited only if the same is asked for all of them. Paths of other layers stay as they are.
 */
public final class EditWriter {
  private final Map<String, CallPlaces> texts = new HashMap<>();
  private final Map<Graph, Sharing> sharings = new IdentityHashMap<>();

  /** Which nodes of a graph, and which layers, come from one place. */
  private record Sharing(Map<Span, List<Integer>> nodes, Map<Span, List<Integer>> layers) {}

  /** @param texts those that graphs were made of; standard blocks are never edited */
  public EditWriter(List<Resolution.ReadText> texts) {
    texts.stream().filter(text -> !StandardLibrary.isPart(text.source()))
        .forEach(text -> this.texts.put(text.source().name(), new CallPlaces(text)));
  }

  /** The edits in the texts, each once; empty if one of them cannot be made without changing something else too. */
  public Optional<List<TextEdit>> translate(Graph graph, List<Edit> edits) {
    Set<TextEdit> all = new LinkedHashSet<>();
    for (Edit edit : edits) {
      Optional<List<TextEdit>> made = translate(graph, edit, edits);
      if (made.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(made.get());
    }
    return Optional.of(List.copyOf(all));
  }

  private Optional<List<TextEdit>> translate(Graph graph, Edit edit, List<Edit> all) {
    return switch (edit) {
      case Edit.SetAttribute(int id, String name, Attr value) -> {
        Node node = graph.node(id);
        boolean everywhere =
            sharing(graph, node).stream().allMatch(other -> all.contains(new Edit.SetAttribute(other, name, value)));
        yield everywhere ? place(node).flatMap(place -> settable(graph, node, place, all, name, value))
            .flatMap(place -> new ArgumentEdits(text(place).orElseThrow()).set(place, name, value)) : Optional.empty();
      }
      case Edit.Remove(int id) -> movable(graph, id, removed(all))
          .flatMap(place -> stages(place).remove(place,
              removed(all).stream().flatMap(other -> place(graph.node(other)).stream()).toList()));
      case Edit.Insert(int id, String op, List<Attr> arguments) -> movable(graph, id,
          sharing(graph, graph.node(id)).stream()
              .filter(other -> all.contains(new Edit.Insert(other, op, arguments))).toList())
          .flatMap(place -> stages(place).insert(place, op, arguments));
      case Edit.Swap(int first, int second) -> swap(graph, first, second, all);
      case Edit.RemoveLayer(int layer) -> removeLayer(graph, layer, all);
    };
  }

  private static List<Integer> removed(List<Edit> all) {
    return all.stream().filter(Edit.Remove.class::isInstance).map(edit -> ((Edit.Remove) edit).node()).toList();
  }

  private Optional<List<TextEdit>> swap(Graph graph, int first, int second, List<Edit> all) {
    List<Edit.Swap> swaps = all.stream().filter(Edit.Swap.class::isInstance).map(Edit.Swap.class::cast).toList();
    Optional<CallPlaces.Place> from = movable(graph, first, swaps.stream().map(Edit.Swap::first).toList());
    Optional<CallPlaces.Place> to = movable(graph, second, swaps.stream().map(Edit.Swap::second).toList());
    return from.flatMap(a -> to.flatMap(b -> stages(a).swap(a, b)));
  }

  /**
   * The call of a node, if it may come, go or move.
   *
   * @param same the nodes for which the same is asked
   */
  private Optional<CallPlaces.Place> movable(Graph graph, int id, List<Integer> same) {
    Node node = graph.node(id);
    return place(node).filter(place -> same.containsAll(sharing(graph, node)))
        .filter(place -> isOp(node, place) || isLayer(place));
  }

  private StageEdits stages(CallPlaces.Place place) {
    return new StageEdits(text(place).orElseThrow());
  }

  private Optional<List<TextEdit>> removeLayer(Graph graph, int layer, List<Edit> all) {
    Optional<Span> span = graph.layers().get(layer).location().text().map(text -> text.span());
    List<Integer> same = span.map(at -> sharing(graph).layers().getOrDefault(at, List.of())).orElse(List.of());
    boolean everywhere = same.stream().allMatch(other -> all.contains(new Edit.RemoveLayer(other)));
    return span.filter(at -> everywhere).flatMap(this::place)
        .flatMap(place -> place instanceof CallPlaces.OfLayer declared
            ? Optional.of(List.of(StatementEdits.remove(declared.statement(), text(place).orElseThrow().source())))
            : Optional.empty());
  }

  /** Where an attribute of a node is said: in its call, or where the layer that it applies is declared. */
  private Optional<CallPlaces.Place> settable(Graph graph, Node node, CallPlaces.Place place, List<Edit> all,
      String name, Attr value) {
    if (isOp(node, place)) {
      return Optional.of(place);
    }
    if (node.layer().isEmpty()) {
      return Optional.empty();
    }
    int layer = node.layer().getAsInt();
    boolean everywhere = graph.nodes().stream().filter(other -> other.layer().equals(node.layer()))
        .allMatch(other -> all.contains(new Edit.SetAttribute(other.id(), name, value)));
    return graph.layers().get(layer).location().text().filter(at -> everywhere).flatMap(at -> place(at.span()))
        .filter(declared -> isOp(node, declared));
  }

  /** Whether a call names the node's op itself, and no layer, block or parameter of that name. */
  private boolean isOp(Node node, CallPlaces.Place place) {
    String name = place.callee().text();
    boolean parameter = place.in().params().stream().anyMatch(param -> param.name().text().equals(name));
    return !parameter && !isLayer(place)
        && Callees.op(name).filter(op -> op.spec().equals(node.op().spec())).isPresent();
  }

  /** Whether a call applies a layer that its definition declares. */
  private boolean isLayer(CallPlaces.Place place) {
    String name = place.callee().text();
    return text(place).stream().flatMap(text -> text.in(place.in()).stream()).anyMatch(
        other -> other instanceof CallPlaces.OfLayer declared && declared.statement().name().text().equals(name));
  }

  private Optional<CallPlaces.Place> place(Node node) {
    return node.location().text().flatMap(at -> place(at.span()));
  }

  private Optional<CallPlaces.Place> place(Span span) {
    return Optional.ofNullable(texts.get(span.file())).flatMap(text -> text.at(span));
  }

  private Optional<CallPlaces> text(CallPlaces.Place place) {
    return Optional.ofNullable(texts.get(place.callee().span().file()));
  }

  private List<Integer> sharing(Graph graph, Node node) {
    return node.location().text().map(at -> sharing(graph).nodes().getOrDefault(at.span(), List.of()))
        .orElse(List.of(node.id()));
  }

  private Sharing sharing(Graph graph) {
    return sharings.computeIfAbsent(graph, EditWriter::share);
  }

  private static Sharing share(Graph graph) {
    Map<Span, List<Integer>> nodes = new HashMap<>();
    graph.nodes().stream().filter(node -> !(node.op() instanceof Constant)).forEach(node -> node.location().text()
        .ifPresent(at -> nodes.computeIfAbsent(at.span(), _ -> new ArrayList<>()).add(node.id())));
    Map<Span, List<Integer>> layers = new HashMap<>();
    for (int i = 0; i < graph.layers().size(); i++) {
      int layer = i;
      graph.layers().get(i).location().text()
          .ifPresent(at -> layers.computeIfAbsent(at.span(), _ -> new ArrayList<>()).add(layer));
    }
    return new Sharing(nodes, layers);
  }
}
