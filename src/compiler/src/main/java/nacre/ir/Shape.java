package nacre.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The extents of a tensor, outermost first, or nothing where not even their number is known. */
public sealed interface Shape {
  /** A shape of known rank; rank 0 is a scalar. */
  record Ranked(List<Dim> dims) implements Shape {
    public Ranked {
      dims = List.copyOf(dims);
    }

    @Override
    public String toString() {
      return dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** Not even the rank is known. */
  record Unranked() implements Shape {
    @Override
    public String toString() {
      return "[*]";
    }
  }

  static Ranked of(List<? extends Dim> dims) {
    return new Ranked(List.copyOf(dims));
  }

  static Ranked of(long... sizes) {
    return new Ranked(Arrays.stream(sizes).<Dim>mapToObj(Dim.Known::new).toList());
  }

  /**
   * The shape of an elementwise operation by NumPy's rule: aligned at the last axis, an extent of 1 stretches. Empty
   * if two extents differ, or cannot be proved equal.
   */
  static Optional<Ranked> broadcast(Ranked a, Ranked b) {
    int rank = Math.max(a.dims().size(), b.dims().size());
    List<Dim> dims = new ArrayList<>(rank);
    for (int i = 0; i < rank; i++) {
      Dim left = aligned(a, rank, i);
      Dim right = aligned(b, rank, i);
      if (left.is(1)) {
        dims.add(right);
      } else if (right.is(1) || left.provablyEquals(right)) {
        dims.add(left);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new Ranked(dims));
  }

  private static Dim aligned(Ranked shape, int rank, int axis) {
    int own = axis - (rank - shape.dims().size());
    return own < 0 ? Dim.ONE : shape.dims().get(own);
  }

  /** The product of the extents; unknown for an unranked shape. */
  default Dim elements() {
    return switch (this) {
      case Unranked _ -> Dim.UNKNOWN;
      case Ranked(List<Dim> dims) -> {
        Dim product = Dim.ONE;
        for (Dim dim : dims) {
          product = product.times(dim);
        }
        yield product;
      }
    };
  }

  default Shape substitute(Map<String, Long> symbols) {
    return switch (this) {
      case Unranked _ -> this;
      case Ranked(List<Dim> dims) -> new Ranked(dims.stream().map(dim -> dim.substitute(symbols)).toList());
    };
  }
}
