package nacre.decompile;

import java.util.List;
import java.util.Optional;
import nacre.ir.TensorType;

/** How a body says a leaf: outright, or from what the block is given. */
sealed interface Arg {
  record Said(Leaf leaf) implements Arg {}

  /** A parameter of the block, by its index. */
  record Parameter(int index) implements Arg {}

  /** {@code x.channels}, or {@code x.shape[axis]}, of a tensor that the block is given. */
  record Extent(int entry, int axis, boolean channels) implements Arg {}

  record Times(Arg of, long factor) implements Arg {}

  /** {@code of // divisor}. */
  record Over(Arg of, long divisor) implements Arg {}

  /** What it stands for in one call; empty if it cannot be told. */
  default Optional<Leaf> value(List<Leaf> params, List<TensorType> entries) {
    return switch (this) {
      case Said(Leaf leaf) -> Optional.of(leaf);
      case Parameter(int index) -> Optional.of(params.get(index));
      case Extent(int entry, int axis, boolean _) -> extent(entries.get(entry), axis);
      case Times(Arg of, long factor) -> whole(of, params, entries).map(v -> new Leaf.Whole(v * factor));
      case Over(Arg of, long divisor) -> whole(of, params, entries).map(v -> new Leaf.Whole(Math.floorDiv(v, divisor)));
    };
  }

  private static Optional<Long> whole(Arg arg, List<Leaf> params, List<TensorType> entries) {
    return arg.value(params, entries)
        .flatMap(leaf -> leaf instanceof Leaf.Whole(long value) ? Optional.of(value) : Optional.empty());
  }

  private static Optional<Leaf> extent(TensorType type, int axis) {
    if (!type.isRanked() || axis >= type.rank()) {
      return Optional.empty();
    }
    var dim = type.dim(axis);
    return Optional.of(dim.known().isPresent() ? new Leaf.Whole(dim.known().getAsLong()) : new Leaf.Size(dim));
  }
}
