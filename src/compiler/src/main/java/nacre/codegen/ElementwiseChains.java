package nacre.codegen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import nacre.ir.DType;
import nacre.ir.op.Candidate;
import nacre.kernels.call.Chain;
import nacre.kernels.call.Curve;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Pointwise;

/**
 * Joins works that compute functions of corresponding elements into one that walks over the elements once. Each result but
 * the last is read by others of them alone, has the last one's extents, and gets no place in memory; so it is no longer
 * observed. A reduction may take the last result in turn. A walk has at most {@link Chain#MOST_READS} operands and {@link Chain#MOST_LINKS} functions.
 *
 * <p>What a joined work reads must live until the walk, which is where the last of them was. Away from it a work joins only
 * if that keeps no more than one large operand alive, in place of the result that needs no memory any more.
 *
 * <p>A sum or product that two walks read is computed in both, as the centred elements of a norm are, whose variance is one
 * walk and whose result another; what it is computed from is not repeated in turn.
 *
 * <p>From the last work to the first: when one is looked at, all that may read its result have been decided.
 */
final class ElementwiseChains {
  private static final Set<Pointwise.Function> CHEAP =
      Set.of(Pointwise.Function.ADD, Pointwise.Function.SUB, Pointwise.Function.MUL, Pointwise.Function.AFFINE);

  private final Selection selection;
  private final List<Work> works;
  /** Large operands that a walk is the last to read. */
  private final int most;
  private final Map<Arg, Integer> makers = new HashMap<>();
  private final Map<Arg, List<Integer>> readers = new HashMap<>();
  /** What ports show: it lives to the end. */
  private final Set<Arg> kept;
  private final Map<Integer, Work> joined = new HashMap<>();
  private final Map<Integer, Set<Integer>> servedBy = new HashMap<>();
  private final Set<Integer> refused = new HashSet<>();
  private final Set<Integer> inner = new HashSet<>();

  private ElementwiseChains(Selection selection, int most) {
    this.selection = selection;
    this.most = most;
    this.works = selection.works();
    this.kept = new HashSet<>(selection.outputs());
    kept.addAll(selection.inputs());
    for (int i = 0; i < works.size(); i++) {
      makers.put(works.get(i).result(), i);
      for (Arg arg : new HashSet<>(works.get(i).reads())) {
        readers.computeIfAbsent(arg, _ -> new ArrayList<>()).add(i);
      }
    }
  }

  /** As few steps as possible. */
  static Selection joinedIn(Selection selection) {
    return new ElementwiseChains(selection, Integer.MAX_VALUE).result();
  }

  /** No walk waits for more large operands than a function of two does, so that a sum can grow while these come and go. */
  static Selection sparinglyJoinedIn(Selection selection) {
    return new ElementwiseChains(selection, 2).result();
  }

  private Selection result() {
    for (int last = works.size() - 1; last >= 0; last--) {
      if (!inner.contains(last) && (isLink(works.get(last)) || isReduction(works.get(last)))) {
        join(last);
      }
    }
    List<Work> all = IntStream.range(0, works.size()).filter(i -> !inner.contains(i))
        .mapToObj(i -> joined.getOrDefault(i, works.get(i))).toList();
    return new Selection(selection.locals(), all, selection.values(), selection.inputs(), selection.outputs(),
        selection.constants());
  }

  private void join(int last) {
    if (servedBy.containsKey(last)) {
      kept.addAll(works.get(last).reads()); // a walk computes this too, another could not: both need what it reads
    }
    TreeMap<Integer, Work> links = new TreeMap<>(Map.of(last, works.get(last)));
    PriorityQueue<Integer> open = new PriorityQueue<>(Collections.reverseOrder());
    addMakers(open, last);
    while (!open.isEmpty()) {
      int candidate = open.remove();
      if (!links.containsKey(candidate) && mayJoin(candidate, last, links)) {
        links.put(candidate, works.get(candidate));
        addMakers(open, candidate);
      } else if (!links.containsKey(candidate)) {
        refused.add(candidate);
      }
    }
    if (links.size() > 1) {
      links.headMap(last).keySet().forEach(link -> serve(link, links));
      joined.put(last, works.get(last).after(List.copyOf(links.headMap(last, isLink(works.get(last))).values())));
    }
  }

  /** Notes who has this work in the same walk; once all of its readers have, it needs no step of its own. */
  private void serve(int link, Map<Integer, Work> links) {
    List<Integer> all = readers.getOrDefault(works.get(link).result(), List.of());
    Set<Integer> served = servedBy.computeIfAbsent(link, _ -> new HashSet<>());
    all.stream().filter(links::containsKey).forEach(served::add);
    if (served.containsAll(all)) {
      inner.add(link);
    }
  }

  private void addMakers(PriorityQueue<Integer> open, int reader) {
    works.get(reader).reads().stream().map(makers::get).flatMap(maker -> Optional.ofNullable(maker).stream())
        .forEach(open::add);
  }

  private boolean mayJoin(int candidate, int last, Map<Integer, Work> links) {
    Work work = works.get(candidate);
    List<Integer> all = readers.getOrDefault(work.result(), List.of());
    boolean fits = isLink(work) && work.result().dims().equals(walked(works.get(last)))
        && !kept.contains(work.result()) && all.stream().allMatch(reader -> walksOver(reader, work.result()))
        && (links.keySet().containsAll(all) || isCheap(work) && all.size() == 2 && !refused.contains(candidate))
        && all.stream().filter(links::containsKey).allMatch(reader -> reader == last || isReadByAll(reader, links));
    return fits && links.size() < Chain.MOST_LINKS && reads(work, links) <= Chain.MOST_READS
        && (last - candidate == links.size() || keepsLittleAlive(work, last, links)) && dying(work, links) <= most;
  }

  /** How many operands of about the size of the result would be read for the last time if this work joined too. */
  private long dying(Work work, Map<Integer, Work> links) {
    List<Work> all = new ArrayList<>(List.of(work));
    all.addAll(links.values());
    return Work.readings(all).stream().map(Reading::arg).distinct()
        .filter(arg -> arg instanceof Arg.Local && !kept.contains(arg) && isLarge(arg, work))
        .filter(arg -> readers.getOrDefault(arg, List.of()).stream()
            .allMatch(reader -> links.containsKey(reader) || works.get(reader).result().equals(work.result())))
        .count();
  }

  private static boolean isLarge(Arg arg, Work work) {
    return 2 * arg.weight() > work.result().weight();
  }

  /** The extents that a walk which ends with this work has. */
  private static List<Extent> walked(Work last) {
    return isLink(last) ? last.result().dims() : last.operand(0).dims();
  }

  /** Whether a work reads a local element by element in a walk that has the local's extents. */
  private boolean walksOver(int reader, Arg.Local local) {
    Work work = works.get(reader);
    return (isLink(work) || isReduction(work)) && walked(work).equals(local.dims())
        && work.readings().stream().filter(reading -> reading.arg().equals(local))
            .allMatch(reading -> reading.channel().isEmpty());
  }

  private boolean isReadByAll(int link, Map<Integer, Work> links) {
    return links.keySet().containsAll(readers.getOrDefault(works.get(link).result(), List.of()));
  }

  /** Whether to compute it twice takes no longer than to write it and to read it twice. */
  private static boolean isCheap(Work work) {
    boolean plain = !work.epilogue().clamps() && work.epilogue().curve() == Curve.NONE;
    return plain && Functions.of(work).filter(CHEAP::contains).isPresent();
  }

  private static int reads(Work more, Map<Integer, Work> links) {
    List<Work> all = new ArrayList<>(List.of(more));
    all.addAll(links.values());
    return Work.readings(all).size();
  }

  /** Whether at most one operand of the size of the result, of which there is no trace then, lives longer than before. */
  private boolean keepsLittleAlive(Work work, int last, Map<Integer, Work> links) {
    return work.reads().stream().distinct().filter(arg -> arg instanceof Arg.Local && !kept.contains(arg))
        .filter(arg -> isLarge(arg, work))
        .filter(arg -> readers.getOrDefault(arg, List.of()).getLast() <= last
            && links.values().stream().noneMatch(link -> link.reads().contains(arg)))
        .count() <= 1;
  }

  /** Whether a work computes a function of floats and truth values, for each element of its result. */
  static boolean isLink(Work work) {
    Optional<Pointwise.Function> function = Functions.of(work);
    if (function.isEmpty() || work.residual().isPresent() || work.result().isEmpty()) {
      return false;
    }
    List<Arg> reads = work.reads();
    Chain.Link link = new Chain.Link(function.get(), IntStream.range(0, reads.size()).boxed().toList(),
        work.epilogue());
    return is(work.result(), link.isTruth())
        && IntStream.range(0, reads.size()).allMatch(i -> is(reads.get(i), link.takesTruth(i)));
  }

  /** Whether a work folds floats, which may be computed on the way. */
  private static boolean isReduction(Work work) {
    return work.how() instanceof Candidate.Reduction && work.operand(0).dtype().isReal() && !work.result().isEmpty();
  }

  private static boolean is(Arg arg, boolean truth) {
    return truth ? arg.dtype() == DType.BOOL : arg.dtype().isReal();
  }
}
