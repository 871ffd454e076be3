package nacre.codegen;

import java.util.List;

import nacre.ir.Location;
import nacre.kernels.call.Call;

/**
 * One kernel call with its memory.
 *
 * @param number   from 0, in the order of execution; a step is one call, so this is also the number of the call in a run
 * @param reads    what the call reads from memory, in its operand order, the residual last
 * @param packed   ids of constants that the kernel packs in its own way: weights, then bias where there is one
 * @param writes   the one thing that it writes
 * @param location where in the text it comes from
 * @param ir       what it computes, in words of the graph, one line for each node
 */
public record Step(int number, Call call, List<Source> reads, List<Integer> packed, View writes, Location location,
    String ir) {
  public Step {
    reads = List.copyOf(reads);
    packed = List.copyOf(packed);
  }

  /** The same step at another place in the order. */
  Step numbered(int other) {
    return new Step(other, call, reads, packed, writes, location, ir);
  }

  /** The views among {@link #reads}. */
  public List<View> views() {
    return reads.stream().filter(View.class::isInstance).map(View.class::cast).toList();
  }
}
