package nacre.codegen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import nacre.ir.op.Candidate;

/**
 * How much memory each piece of work takes and gives back, given what was done before it: a storage is held from the first
 * work that touches it to the last, one that a caller sees always. Elements are counted for one image.
 */
final class Demand {
  private static final int NONE = -1;

  private final long[] sizes;
  /** By piece of work: the storages that it touches, that of its result, and those whose memory this may take over. */
  private final int[][] touched;
  private final int[] results;
  private final int[][] heritable;
  /** By storage: the work that touches it. */
  private final int[][] touching;
  private final Set<Integer> filled = new HashSet<>();
  private final boolean[] shown;

  Demand(List<Work> works, Places places, List<Arg.Local> inputs, List<Arg.Local> outputs) {
    List<Storage> storages = places.storages();
    sizes = storages.stream().mapToLong(storage -> storage.geometry().size().exactlyAt(1)).toArray();
    results = works.stream().mapToInt(work -> places.of(work.result()).storage()).toArray();
    touched = new int[works.size()][];
    heritable = new int[works.size()][];
    List<List<Integer>> touchedBy = new ArrayList<>();
    storages.forEach(_ -> touchedBy.add(new ArrayList<>()));
    for (int number = 0; number < works.size(); number++) {
      int current = number;
      Set<Integer> own = new LinkedHashSet<>(List.of(results[number]));
      own.addAll(storages(works.get(number).reads(), places));
      own.forEach(storage -> touchedBy.get(storage).add(current));
      touched[number] = own.stream().mapToInt(Integer::intValue).toArray();
      Geometry geometry = storages.get(results[number]).geometry();
      heritable[number] = storages(overwritable(works.get(number)), places).stream()
          .mapToInt(Integer::intValue)
          .filter(storage -> storage != results[current] && storages.get(storage).geometry().equals(geometry))
          .toArray();
    }
    touching = touchedBy.stream().map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
    filled.addAll(storages(inputs, places));
    shown = new boolean[sizes.length];
    filled.forEach(storage -> shown[storage] = true);
    storages(outputs, places).forEach(storage -> shown[storage] = true);
  }

  private static List<Integer> storages(List<? extends Arg> args, Places places) {
    return args.stream().filter(Arg.Local.class::isInstance).map(arg -> places.of((Arg.Local) arg).storage()).toList();
  }

  /** Operands that the kernels of a work may write over; {@link InPlace} decides, once there is a call. */
  private static List<Arg> overwritable(Work work) {
    return switch (work.how()) {
      case Candidate.Convolution _, Candidate.Dense _, Candidate.MatrixProduct _ -> work.residual().stream().toList();
      case Candidate.Elementwise _, Candidate.Binary _, Candidate.ScaleShift _, Candidate.ParametricRelu _ -> work.reads();
      case Candidate.Select _, Candidate.Cast _, Candidate.Softmax _, Candidate.BatchStatistics _ -> work.reads();
      default -> List.of();
    };
  }

  /** What is held before the first work. */
  long atFirst() {
    return filled.stream().mapToLong(storage -> sizes[storage]).sum();
  }

  /** The most that is held at once if everything is done in the order of the list. */
  long peak() {
    DoneSet done = DoneSet.none();
    long held = atFirst();
    long peak = held;
    for (int work = 0; work < results.length; work++) {
      long during = held + taken(work, done);
      peak = Math.max(peak, during);
      held = during - released(work, done);
      done = done.with(work);
    }
    return peak;
  }

  /** No order holds less at its peak: what callers filled, and what a single piece of work touches. */
  long least() {
    long least = atFirst();
    for (int work = 0; work < results.length; work++) {
      long own = IntStream.of(touched[work]).filter(storage -> !filled.contains(storage))
          .mapToLong(storage -> sizes[storage]).sum();
      least = Math.max(least, atFirst() + own - (heritable[work].length > 0 ? sizes[results[work]] : 0));
    }
    return least;
  }

  /** What a work takes in addition, before it gives anything back. */
  long taken(int work, DoneSet before) {
    long taken = 0;
    for (int storage : touched[work]) {
      boolean inherits = storage == results[work] && heir(work, before) != NONE;
      taken += isNew(storage, before) && !inherits ? sizes[storage] : 0;
    }
    return taken;
  }

  /** What is given back once a work is done. */
  long released(int work, DoneSet before) {
    int kept = heir(work, before);
    long released = 0;
    for (int storage : touched[work]) {
      released += storage != kept && endsWith(storage, work, before) ? sizes[storage] : 0;
    }
    return released;
  }

  private boolean isNew(int storage, DoneSet before) {
    if (filled.contains(storage)) {
      return false;
    }
    for (int work : touching[storage]) {
      if (before.contains(work)) {
        return false;
      }
    }
    return true;
  }

  private boolean endsWith(int storage, int work, DoneSet before) {
    if (shown[storage]) {
      return false;
    }
    for (int other : touching[storage]) {
      if (other != work && !before.contains(other)) {
        return false;
      }
    }
    return true;
  }

  /** The storage whose memory the result takes over, if there is one. */
  private int heir(int work, DoneSet before) {
    if (heritable[work].length > 0 && isNew(results[work], before)) {
      for (int storage : heritable[work]) {
        if (endsWith(storage, work, before)) {
          return storage;
        }
      }
    }
    return NONE;
  }
}
