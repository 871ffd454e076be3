package nacre.decompile;

import java.util.List;
import java.util.Optional;

/**
 * What the parameters and tensors of a body are called where it is written.
 *
 * @param layers names of the model's layers
 * @param params one text per parameter: a name, or what a loop's body has instead
 * @param extent how a symbolic extent is said
 */
record Environment(List<String> layers, List<String> params, List<String> entries, Extents extent) {
  /** Says an extent that depends on symbols. */
  interface Extents {
    String text(Leaf.Size size);
  }

  Environment {
    layers = List.copyOf(layers);
    params = List.copyOf(params);
    entries = List.copyOf(entries);
  }

  String text(Arg arg) {
    return switch (arg) {
      case Arg.Said(Leaf.Size size) -> extent.text(size);
      case Arg.Said(Leaf leaf) -> leaf.text();
      case Arg.Parameter(int index) -> params.get(index);
      case Arg.Extent(int entry, int axis, boolean channels) ->
          entries.get(entry) + (channels ? ".channels" : ".shape[" + axis + "]");
      case Arg.Times(Arg of, long factor) -> factor + " * " + inner(of);
      case Arg.Over(Arg of, long divisor) -> inner(of) + " // " + divisor;
    };
  }

  /** The tensors whose shapes an argument reads: they must keep their names. */
  Optional<String> shapeIn(Arg arg) {
    return switch (arg) {
      case Arg.Extent(int entry, int _, boolean _) -> Optional.of(entries.get(entry));
      case Arg.Times(Arg of, long _) -> shapeIn(of);
      case Arg.Over(Arg of, long _) -> shapeIn(of);
      case Arg.Parameter _, Arg.Said _ -> Optional.empty();
    };
  }

  private String inner(Arg arg) {
    String text = text(arg);
    return text.contains(" ") ? "(" + text + ")" : text;
  }
}
