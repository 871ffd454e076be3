package nacre.codegen;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An order of the work in which little memory is held at the same time.
 *
 * <p>A search through the sets of work that can be done first, in order of their size; of several orders of one set only the
 * best is kept, as what can follow is the same. Where there are many sets, the {@link #WIDTH} best of each size go on (beam
 * search), fewer in large networks, so the result is exact for narrow networks. A second search looks for the order nearest
 * to the one that was written among those with a peak no higher than what the first one found. In wide networks going on with
 * what has just been computed may do better than the search, so it is offered too. There is nothing to search where the
 * written order holds no more than any order must.
 */
final class Schedule {
  private static final int WIDTH = 48;
  /** How many pieces of work are tried as the next one, those after which least is held. */
  private static final int MOST_TRIED = 24;
  /** More pieces of work than this are not searched. */
  private static final int LARGE = 3_000;
  /** How many of those that are ready are looked at, from the first written on and from the last written back. */
  private static final int LOOKED_AT = 64;
  /** How many orders are looked at in one search, begun ones included; fewer pieces of work are searched more widely. */
  private static final int BUDGET = 100_000;

  /**
   * Some work in an order.
   *
   * @param held  elements held after the last
   * @param peak  the most elements ever held
   * @param moved pairs of work in another order than written, so far
   */
  private record Partial(DoneSet done, int[] ready, long held, long peak, long moved, Optional<Partial> before,
      int last) {
    /** All work done so far, in order. */
    int[] path() {
      List<Integer> path = new ArrayList<>();
      for (Partial partial = this; partial.before().isPresent(); partial = partial.before().get()) {
        path.add(partial.last());
      }
      return path.reversed().stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /** How much more is held after a piece of work than before it. */
  private record Growth(int work, long elements) {}

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

  /**
   * Orders that may need less memory than the written one, which is not among them; none where it cannot be beaten.
   *
   * @param outputs locals that are read after the last piece of work
   */
  static List<List<Work>> of(List<Work> works, Places places, List<Arg.Local> inputs, List<Arg.Local> outputs) {
    Demand demand = new Demand(works, places, inputs, outputs);
    if (demand.peak() == demand.least()) {
      return List.of();
    }
    Schedule schedule = new Schedule(works, demand);
    List<Work> deep = schedule.order(schedule.depthFirst());
    List<Work> found = works.size() > LARGE ? deep : schedule.order(schedule.search().path());
    return Stream.of(found, deep).distinct().filter(order -> !order.equals(works)).toList();
  }

  /** What comes next is what the last piece of work made ready, or what was ready before that; first what was written first. */
  private int[] depthFirst() {
    Deque<Integer> ready = new ArrayDeque<>();
    int[] missing = makers.stream().mapToInt(List::size).toArray();
    IntStream.range(0, missing.length).filter(work -> missing[work] == 0).forEach(ready::addLast);
    int[] order = new int[missing.length];
    for (int count = 0; count < order.length; count++) {
      int work = ready.removeFirst();
      order[count] = work;
      users.get(work).reversed().stream().filter(user -> --missing[user] == 0).forEach(ready::addFirst);
    }
    return order;
  }

  private Partial search() {
    Comparator<Partial> smallest = Comparator.comparingLong(Partial::peak).thenComparingLong(Partial::held)
        .thenComparingLong(Partial::moved);
    Partial found = search(0, smallest);
    Partial near = search(found.peak(), Comparator.comparingLong(Partial::peak)
        .thenComparingLong(Partial::moved).thenComparingLong(Partial::held));
    return near.peak() <= found.peak() ? near : found;
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
      level = next.values().stream().sorted(better).limit(atMost(WIDTH)).toList();
    }
    return level.getFirst();
  }

  private int[] tried(Partial partial) {
    int most = atMost(MOST_TRIED);
    if (partial.ready().length <= most) {
      return partial.ready();
    }
    DoneSet done = partial.done();
    int[] ready = partial.ready();
    return IntStream.range(0, ready.length).filter(i -> i < LOOKED_AT || i >= ready.length - LOOKED_AT)
        .mapToObj(i -> new Growth(ready[i], demand.taken(ready[i], done) - demand.released(ready[i], done)))
        .sorted(Comparator.comparingLong(Growth::elements)).limit(most).mapToInt(Growth::work).toArray();
  }

  /** The root of what may be looked at for one more piece of work, within bounds. */
  private int atMost(int most) {
    return Math.clamp(Math.round(Math.sqrt((double) BUDGET / works.size())), 2, most);
  }

  private Partial with(Partial partial, int work) {
    DoneSet done = partial.done().with(work);
    long during = partial.held() + demand.taken(work, partial.done());
    int[] released = users.get(work).stream()
        .filter(user -> makers.get(user).stream().allMatch(done::contains)).mapToInt(Integer::intValue).toArray();
    int[] ready = next(partial.ready(), work, released);
    return new Partial(done, ready, during - demand.released(work, partial.done()), Math.max(partial.peak(), during),
        partial.moved() + partial.done().missingBelow(work), Optional.of(partial), work);
  }

  /** What is ready once one of it is done and others have become so, in order. */
  private static int[] next(int[] ready, int done, int[] released) {
    int at = Arrays.binarySearch(ready, done);
    int[] next = Arrays.copyOf(ready, ready.length - 1 + released.length);
    System.arraycopy(ready, at + 1, next, at, ready.length - 1 - at);
    System.arraycopy(released, 0, next, ready.length - 1, released.length);
    if (released.length > 0) {
      Arrays.sort(next);
    }
    return next;
  }

  private List<Work> order(int[] numbers) {
    return IntStream.of(numbers).mapToObj(works::get).toList();
  }
}
