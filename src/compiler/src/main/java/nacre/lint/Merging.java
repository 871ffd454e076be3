package nacre.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import nacre.ir.Edit;
import nacre.ir.Frame;
import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.source.Diagnostic;
import nacre.source.Fix;
import nacre.source.Note;
import nacre.source.Severity;
import nacre.source.Span;
import nacre.source.TextEdit;

/** Makes one report of all findings of one rule at one place. */
final class Merging {
  /** More related places than this say nothing new. */
  private static final int MOST_RELATED = 3;

  /** Findings with one key are one report; those that no text has stay apart. */
  private record Key(String rule, Optional<Span> span, int graph, Location location) {
    static Key of(Finding finding) {
      Optional<Span> span = finding.location().inText();
      return span.isPresent() ? new Key(finding.rule(), span, 0, Location.NONE)
          : new Key(finding.rule(), span, finding.graph(), finding.location());
    }
  }

  private final List<Graph> graphs;
  private final SpanUses uses;
  private final EditTranslator translator;
  private final Vocabulary words;

  Merging(List<Graph> graphs, EditTranslator translator, Vocabulary words) {
    this.graphs = graphs;
    this.translator = translator;
    this.words = words;
    uses = new SpanUses(graphs);
  }

  List<LintReport> reports(List<Finding> findings) {
    Map<Key, List<Finding>> groups = new LinkedHashMap<>();
    findings.forEach(finding -> groups.computeIfAbsent(Key.of(finding), _ -> new ArrayList<>()).add(finding));
    return groups.values().stream().map(this::report).toList();
  }

  private LintReport report(List<Finding> group) {
    Finding first = group.getFirst();
    Optional<Span> span = first.location().inText();
    boolean written = first.location().text().isPresent();
    int total = Math.max(group.size(), span.map(uses::of).orElse(1));
    String message =
        written && total > 1 ? first.message() + ", in " + group.size() + " of " + total + " uses" : first.message();
    Severity severity = group.stream().map(Finding::severity).min(Severity::compareTo).orElseThrow();
    List<Note> notes = new ArrayList<>();
    first.location().note().ifPresent(notes::add);
    notes.addAll(related(first));
    if (group.size() < total) {
      notes.addAll(calls(first.location()));
    }
    List<Fix> fixes = (written ? fix(group, total) : advice(group)).stream().toList();
    notes.addAll(written ? List.of() : weights(group));
    return new LintReport(new Diagnostic(first.rule(), severity, span, message, notes, fixes), group);
  }

  private static List<Note> related(Finding finding) {
    return finding.related().stream().limit(MOST_RELATED)
        .map(related -> new Note(related.location().inText(), related.message()
            + related.location().model().filter(layer -> layer.span().isEmpty())
                .map(layer -> " (" + layer.place() + ")").orElse("")))
        .toList();
  }

  /** Which of several uses it is: the calls and loop turns that lead to it, the inmost first. */
  private static List<Note> calls(Location location) {
    Stream<Frame> frames = location.text().stream().flatMap(text -> text.frame().stream())
        .flatMap(frame -> frame.outwards().stream());
    return frames.map(frame -> Note.at(frame.call(), frame.turn().isPresent()
        ? "in turn " + frame.turn().getAsInt() + " of this loop"
        : "in this call")).toList();
  }

  /** One fix for the whole place, only if every use of it has one: the text of a block is all its uses' text. */
  private Optional<Fix> fix(List<Finding> group, int total) {
    List<Repair> repairs = group.stream().flatMap(finding -> finding.repair().stream()).toList();
    if (repairs.size() < total) {
      return Optional.empty();
    }
    List<TextEdit> changes = new ArrayList<>();
    for (int graph = 0; graph < graphs.size(); graph++) {
      List<Edit> edits = edits(group, graph);
      Optional<List<TextEdit>> translated =
          edits.isEmpty() ? Optional.of(List.of()) : translator.translate(graphs.get(graph), edits);
      if (translated.isEmpty()) {
        return Optional.empty();
      }
      changes.addAll(translated.get());
    }
    boolean safe = repairs.stream().allMatch(Repair::safe);
    List<TextEdit> once = changes.stream().distinct().toList();
    return once.isEmpty() ? Optional.empty() : Optional.of(new Fix(title(group), safe, once));
  }

  /** What the model's author would do, without edits: Nacre writes no files of other frameworks. */
  private Optional<Fix> advice(List<Finding> group) {
    List<Repair> repairs = group.stream().flatMap(finding -> finding.repair().stream()).toList();
    return repairs.size() < group.size() || title(group).isEmpty() ? Optional.empty()
        : Optional.of(new Fix(title(group), repairs.stream().allMatch(Repair::safe), List.of()));
  }

  /** What must happen to trained weights beside it. */
  private List<Note> weights(List<Finding> group) {
    return group.stream().flatMap(finding -> finding.repair().stream()
        .flatMap(repair -> repair.weights().stream())
        .map(edit -> "where weights are trained already, " + words.change(graphs.get(finding.graph()), edit)))
        .distinct().limit(MOST_RELATED).map(Note::of).toList();
  }

  private String title(List<Finding> group) {
    return group.stream().filter(finding -> finding.repair().isPresent()).limit(1)
        .flatMap(finding -> finding.repair().orElseThrow().edits().stream()
            .map(edit -> words.command(graphs.get(finding.graph()), edit)))
        .distinct().collect(Collectors.joining(" and "));
  }

  private static List<Edit> edits(List<Finding> group, int graph) {
    return group.stream().filter(finding -> finding.graph() == graph)
        .flatMap(finding -> finding.repair().stream()).flatMap(repair -> repair.edits().stream()).distinct().toList();
  }
}
