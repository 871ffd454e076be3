package nacre.passes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

import nacre.analysis.Analyses;
import nacre.ir.Graph;
import nacre.ir.IrPrinter;
import nacre.ir.Verifier;

/** One graph on its way through a pipeline. */
final class PassSession {
  /** More than any text expands to and any pass makes of that; a pass that doubles a graph is stopped here. */
  private static final int MOST_NODES = 1 << 22;

  private final PassOptions options;
  private final Names names = new Names();
  private final Remarks remarks;
  private final List<PassRun> runs = new ArrayList<>();
  private Graph graph;
  /** Of {@link #graph}; the last look of one pass and the first of the next share it. */
  private Analyses analyses;
  private long left;

  PassSession(Graph source, PassOptions options) {
    this.options = options;
    this.graph = source;
    this.analyses = new Analyses(source);
    this.left = options.limit().orElse(Long.MAX_VALUE);
    this.remarks = new Remarks(source, names);
  }

  Optimized result() {
    return new Optimized(graph, remarks.all(), runs);
  }

  void run(Rewrite pass) {
    long start = System.nanoTime();
    Graph before = graph;
    int sweeps = 0;
    int replaced = 0;
    int matches;
    do {
      matches = sweep(pass);
      sweeps++;
      replaced += matches;
      requireEnd(pass, before, replaced, sweeps);
    } while (matches > 0);
    verify(pass, before);
    runs.add(new PassRun(pass.name(), sweeps, replaced, before.nodes().size(), graph.nodes().size(),
        System.nanoTime() - start));
    options.listener().after(pass.name(), replaced > 0, graph);
  }

  /** Applies what one look at the graph finds, and returns how much that is. */
  private int sweep(Rewrite pass) {
    try {
      Sweep sweep = Sweep.over(graph, pass, new MatchContext(analyses, names), left);
      if (sweep.matches().isEmpty()) {
        sweep.rest().forEach(entry -> remarks.undone(pass, entry.node(), entry.outcome(), graph));
        return 0;
      }
      if (options.validation() == PassOptions.Validation.EVERY_PATCH) {
        validate(pass, sweep.matches());
      }
      apply(pass, sweep.matches());
      left -= sweep.matches().size();
      return sweep.matches().size();
    } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException | NoSuchElementException e) {
      throw fault(pass, graph, String.valueOf(e.getMessage()), Optional.of(e));
    }
  }

  private void apply(Rewrite pass, List<Sweep.Match> matches) {
    Rebuild rebuild = new Rebuild(graph, matches.stream().map(match -> match.replaced().patch()).toList());
    Graph next = rebuild.result();
    Map<String, Names.Name> renamed = new LinkedHashMap<>();
    for (Sweep.Match match : matches) {
      Outcome.Deed deed = match.replaced().deed();
      remarks.done(pass, deed, names.of(deed.subject()));
      for (Patch.Added added : match.replaced().patch().added()) {
        added.origin().ifPresent(origin -> renamed.put(rebuild.path(added), names.of(graph.node(origin))));
      }
    }
    renamed.forEach(names::put);
    graph = next;
    analyses = new Analyses(next);
  }

  private void validate(Rewrite pass, List<Sweep.Match> matches) {
    Probe.Renamed renamed = new Probe.Renamed();
    for (Sweep.Match match : matches) {
      RegionCheck.difference(analyses, match, renamed).ifPresent(difference -> {
        throw fault(pass, graph, "it changes what `" + match.root().path() + "` computes: " + difference,
            Optional.empty());
      });
      renamed.add(graph, match.replaced().patch());
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same object is the same graph; to compare contents would cost more than to verify
  private void verify(Rewrite pass, Graph before) {
    List<Verifier.Violation> violations = graph == before ? List.of() : Verifier.violations(graph);
    if (!violations.isEmpty()) {
      throw fault(pass, before, "it leaves a graph that is not sound: " + violations.getFirst(), Optional.empty());
    }
  }

  /** Every patch of a pass that ends takes something away that no patch of it adds, and nodes have few such things. */
  private void requireEnd(Rewrite pass, Graph before, int replaced, int sweeps) {
    long nodes = Math.max(before.nodes().size(), graph.nodes().size());
    if (replaced > 4 * nodes + 64 || sweeps > 4L * before.nodes().size() + 64 || nodes > MOST_NODES) {
      throw fault(pass, before, "it does not come to an end", Optional.empty());
    }
  }

  private static PassException fault(Rewrite pass, Graph graph, String what, Optional<Throwable> cause) {
    String message = "internal fault in the pass `" + pass.name() + "`: " + what;
    String reproducer = "# " + message.replace("\n", "\n# ") + "\n# --pipeline \"" + pass.name() + "\"\n"
        + IrPrinter.print(graph);
    return new PassException(message, reproducer, cause);
  }
}
