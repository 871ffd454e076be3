package nacre.decompile;

import java.util.List;

/**
 * What the parameters and tensors of a body are called where it is written.
 *
 * @param params one text per parameter: a name, or what a loop's body has instead
 * @param extent how a symbolic extent is said
 */
record Environment(List<String> params, List<String> entries, Extents extent) {
  /** Says an extent that depends on symbols. */
  interface Extents {
    String text(Leaf.Size size);
  }

  Environment {
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

  private String inner(Arg arg) {
    String text = text(arg);
    return text.contains(" ") ? "(" + text + ")" : text;
  }
}
