package nacre.syntax.resolve;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.ir.Frame;
import nacre.source.Diagnostic;
import nacre.source.Note;
import nacre.source.Reporter;
import nacre.source.Severity;
import nacre.source.Span;
import nacre.syntax.Statement;

/**
 * The errors of one expansion. A block that is called sixteen times is one text: what is wrong at one place of it is said
 * once, with the number of uses that it goes wrong in.
 */
final class Problems {
  /** How many block calls of a chain are shown. */
  private static final int CHAIN = 6;

  private record Place(String id, Optional<Span> span) {}

  /** An error, how often it was met, and the statement in which. */
  private static final class Entry {
    private final Diagnostic first;
    private final Optional<Statement> in;
    private int count;

    private Entry(Diagnostic first, Optional<Statement> in) {
      this.first = first;
      this.in = in;
    }
  }

  /** How often a statement was executed to a result, good or in error. */
  private final Map<Statement, int[]> executions = new IdentityHashMap<>();
  private final Map<Place, Entry> entries = new LinkedHashMap<>();
  private boolean tainted;

  /** Something is in error, whether that is reported here or has been before. */
  void taint() {
    tainted = true;
  }

  /** Whether the model is not to be used. */
  boolean tainted() {
    return tainted;
  }

  void executed(Statement statement) {
    executions.computeIfAbsent(statement, s -> new int[1])[0]++;
  }

  void report(Diagnostic diagnostic) {
    report(diagnostic, Optional.empty(), Optional.empty());
  }

  /** @param frame the block call or loop turn in which it went wrong */
  void report(Diagnostic diagnostic, Optional<Statement> in, Optional<Frame> frame) {
    tainted |= diagnostic.severity() == Severity.ERROR;
    Place place = new Place(diagnostic.id(), diagnostic.span());
    entries.computeIfAbsent(place, p -> new Entry(withChain(diagnostic, frame), in)).count++;
  }

  /** Hands everything over. */
  void flush(Reporter reporter) {
    for (Entry entry : entries.values()) {
      int uses = entry.in.map(statement -> executions.getOrDefault(statement, new int[] {1})[0]).orElse(1);
      reporter.report(uses > 1
          ? entry.first.withNote("in " + entry.count + " of " + uses + " uses")
          : entry.first);
    }
    entries.clear();
  }

  private static Diagnostic withChain(Diagnostic diagnostic, Optional<Frame> frame) {
    List<Frame> chain = frame.map(Frame::outwards).orElse(List.of());
    Diagnostic result = diagnostic;
    for (Frame step : chain.subList(0, Math.min(CHAIN, chain.size()))) {
      String what = step.turn().isPresent() ? "in turn " + step.turn().getAsInt() + " of this loop" : "in this call";
      result = result.with(Note.at(step.call(), what));
    }
    return chain.size() > CHAIN ? result.withNote("... and " + (chain.size() - CHAIN) + " more calls around it")
        : result;
  }
}
