package nacre.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.ir.op.Candidate;
import nacre.kernels.call.Chain;
import nacre.kernels.call.Epilogue;

/**
 * The functions of works that were joined into one walk. A function of one element that follows another function alone is done
 * in that one's epilogue, as far as it reaches.
 */
final class ChainLinks {
  private final Work work;
  private final List<Reading> reads;
  private final List<Chain.Link> links = new ArrayList<>();
  /** The numbers of the results of links. */
  private final Map<Arg, Integer> numbers = new HashMap<>();

  private ChainLinks(Work work) {
    this.work = work;
    this.reads = work.readings();
  }

  /** The functions in order; their operands are those that the work reads, in their order, then results. */
  static List<Chain.Link> of(Work work) {
    ChainLinks chain = new ChainLinks(work);
    work.links().forEach(chain::add);
    return List.copyOf(chain.links);
  }

  private void add(Work link) {
    Optional<Integer> before = Optional.ofNullable(numbers.get(link.operand(0)));
    Optional<Epilogue> followed = before.flatMap(number -> followed(number, link));
    if (followed.isPresent()) {
      Chain.Link own = links.get(before.get() - reads.size());
      links.set(before.get() - reads.size(), new Chain.Link(own.function(), own.operands(), followed.get()));
      numbers.put(link.result(), before.get());
    } else {
      numbers.put(link.result(), reads.size() + links.size());
      links.add(new Chain.Link(Functions.of(link).orElseThrow(), link.readings().stream().map(this::number).toList(),
          link.epilogue()));
    }
  }

  private int number(Reading reading) {
    return Optional.ofNullable(numbers.get(reading.arg())).orElseGet(() -> reads.indexOf(reading));
  }

  /** The epilogue of an earlier function with that of {@code link} behind it, if that is all that reads its result. */
  private Optional<Epilogue> followed(int number, Work link) {
    Epilogue own = links.get(number - reads.size()).epilogue();
    boolean only = work.links().stream().flatMap(other -> other.reads().stream()).filter(link.operand(0)::equals)
        .count() == 1;
    boolean bare = link.how() instanceof Candidate.Elementwise function
        && EpilogueChain.followed(Epilogue.NONE, function).filter(link.epilogue()::equals).isPresent();
    return only && bare ? EpilogueChain.followed(own, (Candidate.Elementwise) link.how()) : Optional.empty();
  }
}
