package nacre.ir;

import java.util.List;

/**
 * A change to a network as lint and passes propose it, on nodes. The language turns it into text edits, an importer
 * into the words of the framework that the model came from.
 */
public sealed interface Edit {
  /** Sets an attribute or parameter switch of the call that made a node, such as {@code bias=false}. */
  record SetAttribute(int node, String name, Attr value) implements Edit {}

  /** Takes a node out: its readers read its first input instead. */
  record Remove(int node) implements Edit {}

  /** Exchanges two neighbours: {@code second} reads what {@code first} read. */
  record Swap(int first, int second) implements Edit {}

  /** Puts a call right after a node. */
  record Insert(int after, String op, List<Attr> arguments) implements Edit {
    public Insert {
      arguments = List.copyOf(arguments);
    }
  }

  /** Takes a declared layer out that nothing applies, by its index in {@link Graph#layers}. */
  record RemoveLayer(int layer) implements Edit {}
}
