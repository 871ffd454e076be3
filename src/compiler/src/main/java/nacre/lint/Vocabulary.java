package nacre.lint;

import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.WeightEdit;

/**
 * How the author of a network says what rules talk about: Nacre's own words, or those of the framework that a model came
 * from. What has no word there keeps Nacre's.
 */
public interface Vocabulary {
  /** Nacre's own. */
  Vocabulary NACRE = new Vocabulary() {};

  /** What an op is called, such as {@code conv2d}, or a parameter. */
  default String word(String nacre) {
    return nacre;
  }

  /** What a loss is called that Nacre calls so, and that is fed logits or probabilities. */
  default String loss(String nacre, boolean logits) {
    return nacre;
  }

  /** A setting of a node with a value, as it is written. */
  default String setting(Graph graph, Node node, String name, Attr value) {
    return name + "=" + value;
  }

  /** A fact of the training, as it is written. */
  default String fact(String name, Attr value) {
    return name + " = " + value;
  }

  /** A change of weights: {@code `bn.running_mean` loses `conv.bias`}. */
  default String change(Graph graph, WeightEdit edit) {
    return "`" + Named.param(graph, edit.target()) + (edit.factor() < 0 ? "` loses " : "` gains ")
        + (Math.abs(edit.factor()) == 1 ? "" : Math.abs(edit.factor()) + " times ") + "`"
        + Named.param(graph, edit.term()) + "`";
  }

  /** A change, as a command: {@code set `bias=false`}. */
  default String command(Graph graph, Edit edit) {
    return switch (edit) {
      case Edit.SetAttribute(int id, String name, Attr value) ->
          "set `" + setting(graph, graph.node(id), name, value) + "`";
      case Edit.Remove(int id) -> "remove `" + Named.of(graph.node(id)) + "`";
      case Edit.Swap(int first, int second) ->
          "put `" + Named.of(graph.node(second)) + "` before `" + Named.of(graph.node(first)) + "`";
      case Edit.Insert insert -> "put `" + word(insert.op()) + "` after `" + Named.of(graph.node(insert.after())) + "`";
      case Edit.RemoveLayer(int layer) -> "remove `" + Named.of(graph.layers().get(layer)) + "`";
    };
  }
}
