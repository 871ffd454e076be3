package nacre.codegen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import nacre.ir.op.Candidate;

/**
 * How much memory each piece of work takes and gives back, given what was done before it: a storage is held from the first
 * work that touches it to the last, one that a caller sees always. Elements are counted for one image.
 */
final class Demand {
  private final List<Work> works;
  private final Places places;
  private final List<Storage> storages;
  private final List<Set<Integer>> touched = new ArrayList<>();
  private final List<List<Integer>> touching = new ArrayList<>();
  private final Set<Integer> filled = new HashSet<>();
  private final Set<Integer> shown = new HashSet<>();

  Demand(List<Work> works, Places places, List<Arg.Local> inputs, List<Arg.Local> outputs) {
    this.works = works;
    this.places = places;
    this.storages = places.storages();
    storages.forEach(_ -> touching.add(new ArrayList<>()));
    for (int number = 0; number < works.size(); number++) {
      Work work = works.get(number);
      Set<Integer> own = new LinkedHashSet<>();
      own.add(storage(work.result()));
      work.reads().stream().filter(Arg.Local.class::isInstance).forEach(arg -> own.add(storage((Arg.Local) arg)));
      touched.add(own);
      int current = number;
      own.forEach(storage -> touching.get(storage).add(current));
    }
    inputs.forEach(input -> filled.add(storage(input)));
    outputs.forEach(output -> shown.add(storage(output)));
    shown.addAll(filled);
  }

  private int storage(Arg.Local local) {
    return places.of(local).storage();
  }

  private long size(int storage) {
    return storages.get(storage).geometry().size().exactlyAt(1);
  }

  /** What is held before the first work. */
  long atFirst() {
    return filled.stream().mapToLong(this::size).sum();
  }

  /** What a work takes in addition, before it gives anything back. */
  long taken(int work, DoneSet before) {
    boolean inPlace = takenOver(work, before).isPresent();
    int result = storage(works.get(work).result());
    return touched.get(work).stream().filter(storage -> isNew(storage, before))
        .filter(storage -> !inPlace || storage != result).mapToLong(this::size).sum();
  }

  /** What is given back once a work is done. */
  long released(int work, DoneSet before) {
    Optional<Integer> kept = takenOver(work, before);
    return touched.get(work).stream().filter(storage -> endsWith(storage, work, before))
        .filter(storage -> !kept.equals(Optional.of(storage))).mapToLong(this::size).sum();
  }

  private boolean isNew(int storage, DoneSet before) {
    return !filled.contains(storage) && touching.get(storage).stream().noneMatch(before::contains);
  }

  private boolean endsWith(int storage, int work, DoneSet before) {
    return !shown.contains(storage)
        && touching.get(storage).stream().allMatch(other -> other == work || before.contains(other));
  }

  /** The storage whose memory the result takes over. */
  private Optional<Integer> takenOver(int number, DoneSet before) {
    Work work = works.get(number);
    int result = storage(work.result());
    if (!isNew(result, before)) {
      return Optional.empty();
    }
    return overwritable(work).stream().filter(Arg.Local.class::isInstance).map(arg -> storage((Arg.Local) arg))
        .filter(storage -> storage != result && endsWith(storage, number, before)
            && storages.get(storage).geometry().equals(storages.get(result).geometry()))
        .findFirst();
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
}
