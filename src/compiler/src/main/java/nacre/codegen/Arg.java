package nacre.codegen;

import java.util.List;

import nacre.ir.DType;
import nacre.kernels.call.Extent;

/** What a piece of work reads: something computed, or a constant. */
sealed interface Arg {
  DType dtype();

  /** The logical extents, outermost first. */
  List<Extent> dims();

  /**
   * Something computed while the network runs: a value of the graph, or a link between two pieces of one node.
   *
   * @param id its index among all locals
   */
  record Local(int id, DType dtype, List<Extent> dims) implements Arg {
    public Local {
      dims = List.copyOf(dims);
    }
  }

  /** A constant, by its id; it lies in row-major order. */
  record Stored(int constant, DType dtype, List<Extent> dims) implements Arg {
    public Stored {
      dims = List.copyOf(dims);
    }
  }

  default int rank() {
    return dims().size();
  }

  /** Elements when one image runs: what costs are weighed by. */
  default long weight() {
    long product = 1;
    for (Extent dim : dims()) {
      product *= dim.exactlyAt(1);
    }
    return product;
  }

  /** Whether there is nothing in it, however many images run. */
  default boolean isEmpty() {
    return dims().contains(Extent.NONE);
  }
}
