package nacre.codegen;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import nacre.ir.op.Candidate;

/**
 * Which locals with channels on the last axis lie as planes, channels right after the batch, and which in row-major order.
 * Convolutions and pools decide for themselves; everything between them follows, such that as few elements as possible are
 * reordered or read with jumps.
 *
 * <p>A few sweeps back and forth move one local at a time to its cheaper order until none moves: linear in the nodes, and
 * the same for the same graph.
 */
final class Orders {
  private static final int MOST_SWEEPS = 8;
  /** A reorder reads and writes every element; a read with jumps costs about one more pass. */
  private static final long REORDER = 2;
  private static final long JUMPS = 1;

  private final Selection selection;
  private final BitSet planes = new BitSet();
  private final List<List<Work>> readers = new ArrayList<>();
  private final List<Arg.Local> open = new ArrayList<>();
  private final Work[] makers;
  private final Set<Arg> outputs;

  private Orders(Selection selection) {
    this.selection = selection;
    this.makers = new Work[selection.locals().size()];
    this.outputs = new HashSet<>(selection.outputs());
    selection.locals().forEach(_ -> readers.add(new ArrayList<>()));
    for (Work work : selection.works()) {
      makers[work.result().id()] = work;
      work.reads().stream().distinct().filter(Arg.Local.class::isInstance)
          .forEach(arg -> readers.get(((Arg.Local) arg).id()).add(work));
    }
  }

  /** The ids of locals that lie as planes. */
  static BitSet planes(Selection selection) {
    Orders orders = new Orders(selection);
    orders.start();
    orders.improve();
    return orders.planes;
  }

  /** The axes of a local from outermost to innermost in memory. */
  static List<Integer> axes(int rank, boolean planes) {
    List<Integer> axes = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    if (planes) {
      axes.add(1, axes.removeLast());
    }
    return axes;
  }

  private void start() {
    for (Work work : selection.works()) {
      Arg.Local result = work.result();
      switch (Need.ofResult(work)) {
        case Need.Planes(boolean channelsLast, var _) -> planes.set(result.id(), channelsLast);
        case Need.Rows _ -> planes.clear(result.id());
        case Need.Anything _ -> {
          if (result.rank() > 2) {
            planes.set(result.id(), follows(work));
            open.add(result);
          }
        }
      }
    }
  }

  /** The order of the largest operand. */
  private boolean follows(Work work) {
    Arg widest = work.operand(0);
    for (Arg arg : work.reads()) {
      widest = arg.weight() > widest.weight() ? arg : widest;
    }
    return widest.rank() == work.result().rank() && isPlanes(widest);
  }

  private boolean isPlanes(Arg arg) {
    return arg instanceof Arg.Local local && planes.get(local.id());
  }

  private void improve() {
    boolean moved = true;
    for (int sweep = 0; moved && sweep < MOST_SWEEPS; sweep++) {
      moved = false;
      for (Arg.Local local : sweep % 2 == 0 ? open.reversed() : open) {
        boolean better = cost(local, true) < cost(local, false);
        boolean same = cost(local, true) == cost(local, false);
        if (!same && planes.get(local.id()) != better) {
          planes.set(local.id(), better);
          moved = true;
        }
      }
    }
  }

  private long cost(Arg.Local local, boolean asPlanes) {
    long cost = outputs.contains(local) && asPlanes ? REORDER * local.weight() : 0;
    for (Arg arg : makers[local.id()].reads()) {
      cost += flow(makers[local.id()], arg, isPlanes(arg), asPlanes);
    }
    boolean reordered = false;
    for (Work reader : readers.get(local.id())) {
      Need need = need(reader, local);
      boolean wrong = need instanceof Need.Rows && asPlanes
          || need instanceof Need.Planes(boolean last, var _) && last != asPlanes;
      reordered |= wrong;
      cost += need instanceof Need.Anything ? flow(reader, local, asPlanes, isPlanes(reader.result())) : 0;
    }
    return cost + (reordered ? REORDER * local.weight() : 0);
  }

  private static Need need(Work reader, Arg.Local local) {
    for (int position = 0; position < reader.operands().size(); position++) {
      if (reader.has(position) && reader.operand(position).equals(local)) {
        return Need.ofOperand(reader, position);
      }
    }
    return Need.ofResidual(reader);
  }

  /** What it costs that a work with strides reads in one order and writes in another. */
  private static long flow(Work work, Arg from, boolean fromPlanes, boolean toPlanes) {
    if (from.rank() < 3) {
      return 0;
    }
    if (work.how() instanceof Candidate.Permutation(List<Integer> permutation)) {
      List<Integer> moved = axes(work.result().rank(), toPlanes).stream().map(permutation::get).toList();
      return moved.equals(axes(from.rank(), fromPlanes)) ? 0 : REORDER * from.weight();
    }
    return from.rank() == work.result().rank() && fromPlanes != toPlanes ? JUMPS * from.weight() : 0;
  }
}
