package nacre.importers;

import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.lint.Named;
import nacre.lint.Vocabulary;

/** The words of a framework whose models are made of things with names of their own. */
public interface FrameworkWords extends Vocabulary {
  /** What it calls such a thing: a layer, a node. */
  String thing();

  /** A setting given a value, as a command; its place is the thing's. */
  default String set(Graph graph, Node node, String name, Attr value) {
    return "set `" + setting(graph, node, name, value) + "` in " + named(node);
  }

  @Override
  default String command(Graph graph, Edit edit) {
    return switch (edit) {
      case Edit.SetAttribute(int id, String name, Attr value) -> set(graph, graph.node(id), name, value);
      case Edit.Remove(int id) -> "remove " + named(graph.node(id));
      case Edit.Swap(int first, int second) ->
          "put " + named(graph.node(second)) + " before " + named(graph.node(first));
      case Edit.Insert insert -> "add `" + word(insert.op()) + "` after " + named(graph.node(insert.after()));
      case Edit.RemoveLayer(int layer) -> "remove " + thing() + " `" + Named.of(graph.layers().get(layer)) + "`";
    };
  }

  /** For instance {@code layer `conv1`}. */
  default String named(Node node) {
    return thing() + " `" + Named.of(node) + "`";
  }
}
