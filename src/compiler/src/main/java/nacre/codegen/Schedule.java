package nacre.codegen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An order of the work in which little memory is held at the same time.
 *
 * <p>A search through the sets of work that can be done first, in order of their size; of several orders of one set only the
 * best is kept, as what can follow is the same. Where there are many sets, the {@link #WIDTH} best of each size go on (beam
 * search), fewer where a lot can be done next, so the result is exact for narrow networks and good for wide ones. A second
 * search looks for the order nearest to
 * the one that was written among those with a peak no higher than what the first one found.
 */
final class Schedule {
  private static final int WIDTH = 48;
  /** How many pieces of work are tried as the next one, those after which least is held. */
  private static final int MOST_TRIED = 24;
  /** Bounds the product of pieces of work, sets and what is ready in each. */
  private static final long BUDGET = 3_000_000;

  /**
   * Some work in an order.
   *
   * @param held  elements held after the last
   * @param peak  the most elements ever held
   * @param moved pairs of work in another order than written, so far
   */
  private record Partial(DoneSet done, int[] ready, long held, long peak, long moved, Optional<Partial> before,
      int last) {}

  private final List<Work> works;
  private final Demand demand;
  private final List<List<Integer>> makers = new ArrayList<>();
  private final List<List<Integer>> users = new ArrayList<>();

  private Schedule(List<Work> works, Demand demand) {
    this.works = works;
    this.demand = demand;
    Map<Arg, Integer> makerOf = new HashMap<>();
    for (int number = 0; number < works.size(); number++) {
      users.add(new ArrayList<>());
      makers.add(works.get(number).reads().stream().distinct().map(makerOf::get).filter(Objects::nonNull).toList());
      for (int maker : makers.getLast()) {
        users.get(maker).add(number);
      }
      makerOf.put(works.get(number).result(), number);
    }
  }

  /** @param outputs locals that are read after the last piece of work */
  static List<Work> of(List<Work> works, Places places, List<Arg.Local> inputs, List<Arg.Local> outputs) {
    Schedule schedule = new Schedule(works, new Demand(works, places, inputs, outputs));
    Comparator<Partial> smallest = Comparator.comparingLong(Partial::peak).thenComparingLong(Partial::held)
        .thenComparingLong(Partial::moved);
    Partial found = schedule.search(0, smallest);
    Partial near = schedule.search(found.peak(), Comparator.comparingLong(Partial::peak)
        .thenComparingLong(Partial::moved).thenComparingLong(Partial::held));
    return schedule.order(near.peak() <= found.peak() ? near : found);
  }

  /** @param floor a peak below it counts as much */
  private Partial search(long floor, Comparator<Partial> better) {
    int[] first = IntStream.range(0, works.size()).filter(work -> makers.get(work).isEmpty()).toArray();
    long held = demand.atFirst();
    List<Partial> level =
        List.of(new Partial(DoneSet.none(), first, held, Math.max(floor, held), 0, Optional.empty(), -1));
    for (int count = 0; count < works.size(); count++) {
      Map<DoneSet, Partial> next = new LinkedHashMap<>();
      for (Partial partial : level) {
        for (int work : tried(partial)) {
          Partial longer = with(partial, work);
          next.merge(longer.done(), longer, (a, b) -> better.compare(b, a) < 0 ? b : a);
        }
      }
      level = next.values().stream().sorted(better).limit(atMost(WIDTH, level.getFirst())).toList();
    }
    return level.getFirst();
  }

  private int[] tried(Partial partial) {
    int most = atMost(MOST_TRIED, partial);
    if (partial.ready().length <= most) {
      return partial.ready();
    }
    DoneSet done = partial.done();
    return IntStream.of(partial.ready()).boxed()
        .sorted(Comparator.comparingLong(work -> demand.taken(work, done) - demand.released(work, done)))
        .limit(most).mapToInt(Integer::intValue).toArray();
  }

  private int atMost(int most, Partial partial) {
    long affordable = BUDGET / works.size() / Math.max(1, partial.ready().length);
    return Math.clamp(affordable, 1, most);
  }

  private Partial with(Partial partial, int work) {
    DoneSet done = partial.done().with(work);
    long during = partial.held() + demand.taken(work, partial.done());
    IntStream released = users.get(work).stream().filter(user -> makers.get(user).stream().allMatch(done::contains))
        .mapToInt(Integer::intValue);
    int[] ready = IntStream.concat(IntStream.of(partial.ready()).filter(other -> other != work), released).sorted()
        .toArray();
    return new Partial(done, ready, during - demand.released(work, partial.done()), Math.max(partial.peak(), during),
        partial.moved() + partial.done().missingBelow(work), Optional.of(partial), work);
  }

  private List<Work> order(Partial end) {
    List<Work> order = new ArrayList<>();
    for (Partial partial = end; partial.before().isPresent(); partial = partial.before().get()) {
      order.add(works.get(partial.last()));
    }
    return order.reversed();
  }
}
