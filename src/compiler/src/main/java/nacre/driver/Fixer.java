package nacre.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.WeightEdit;
import nacre.lint.LintReport;
import nacre.source.Diagnostic;
import nacre.source.Edits;
import nacre.source.Fix;
import nacre.source.InputException;
import nacre.source.Source;
import nacre.syntax.resolve.Resolution;
import nacre.syntax.resolve.Resolved;

/**
 * Makes fixes in a text. Safe ones are proved: the text before and the text after are run and compared. All together first,
 * and only if that fails one by one, so that a single bad one keeps no other from being made.
 */
final class Fixer {
  private final LoadedFile file;
  private final Source source;
  private final boolean unsafe;
  private final List<LintReport> reports;
  private final List<String> refused = new ArrayList<>();

  /** @param reports all that is to be seen of what the linter says of the file */
  Fixer(LoadedFile file, List<LintReport> reports, boolean unsafe) {
    this.file = file;
    this.source =
        file.source().orElseThrow(() -> new InputException(file.path() + ": cannot be read, so nothing is fixed"));
    this.unsafe = unsafe;
    this.reports =
        new ArrayList<>(reports.stream().filter(report -> !report.diagnostic().fixes().isEmpty()).toList());
  }

  FixedText fix() {
    leaveOtherTexts();
    List<LintReport> made = new ArrayList<>();
    extend(made, reports.stream().filter(LintReport::hasSafeFix).toList());
    if (unsafe) {
      extend(made, reports.stream().filter(report -> !report.hasSafeFix()).toList());
    }
    List<WeightEdit> weights = file.resolution().stream().flatMap(all -> all.models().stream())
        .filter(model -> model.weights().isPresent()).flatMap(model -> weightEdits(model.graph(), made).stream())
        .distinct()
        .toList();
    return new FixedText(file, source.text(), text(made), made.stream().map(LintReport::diagnostic).toList(), refused,
        weights);
  }

  /** What is in a text that this one uses is fixed there, where all that is in it is seen. */
  private void leaveOtherTexts() {
    for (LintReport report : List.copyOf(reports)) {
      List<String> texts = fix(report).edits().stream().map(edit -> edit.span().file()).distinct().toList();
      Optional<String> other = texts.stream().filter(name -> !name.equals(source.name())).findFirst();
      if (other.isPresent() && (unsafe || report.hasSafeFix())) {
        refused.add(place(report) + (texts.size() == 1
            ? "it is in " + other.get() + "; lint that file"
            : "it changes " + String.join(" and ", texts) + ", which are fixed one at a time; make it by hand"));
      }
      other.ifPresent(_ -> reports.remove(report));
    }
  }

  private void extend(List<LintReport> made, List<LintReport> more) {
    List<LintReport> all = new ArrayList<>(made);
    all.addAll(more);
    if (objection(all).isEmpty()) {
      made.addAll(more);
      return;
    }
    for (LintReport report : more) {
      List<LintReport> tried = new ArrayList<>(made);
      tried.add(report);
      objection(tried).ifPresentOrElse(
          reason -> refused.add(place(report) + reason),
          () -> made.add(report));
    }
  }

  /** Why the fixes must not be made together, if so. */
  private Optional<String> objection(List<LintReport> chosen) {
    List<Fix> fixes = chosen.stream().map(Fixer::fix).toList();
    if (!Edits.apply(source, fixes).skipped().isEmpty()) {
      return Optional.of("it changes what another fix changes; run once more");
    }
    LoadedFile after = Compiler.load(file.path(), Source.of(source.name(), text(chosen)), file.options());
    if (after.hasErrors()) {
      return Optional.of("the text would have errors: " + after.diagnostics().getFirst().message());
    }
    return chosen.stream().allMatch(LintReport::hasSafeFix) ? disproof(chosen, after) : Optional.empty();
  }

  private Optional<String> disproof(List<LintReport> chosen, LoadedFile after) {
    List<Resolved> before = all(file);
    List<Resolved> now = all(after);
    if (before.size() != now.size()) {
      return Optional.of("the text would have other models");
    }
    for (int i = 0; i < before.size(); i++) {
      int number = i;
      List<Edit> edits = chosen.stream().flatMap(report -> report.edits(number).stream()).toList();
      List<WeightEdit> weights =
          chosen.stream().flatMap(report -> report.weightEdits(number).stream()).distinct().toList();
      Optional<String> reason = edits.isEmpty()
          ? Optional.empty()
          : switch (FixProof.prove(before.get(i).graph(), now.get(i).graph(), edits, weights)) {
            case FixProof.Proved _ -> Optional.empty();
            case FixProof.Refuted refuted -> Optional.of(refuted.reason());
            case FixProof.Undecided undecided -> Optional.of("it cannot be proved: " + undecided.reason());
          };
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }

  private List<WeightEdit> weightEdits(Graph graph, List<LintReport> made) {
    List<Resolved> all = all(file);
    List<WeightEdit> edits = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).graph().equals(graph)) {
        int number = i;
        made.forEach(report -> edits.addAll(report.weightEdits(number)));
      }
    }
    return edits;
  }

  private static List<Resolved> all(LoadedFile file) {
    List<Resolved> all = new ArrayList<>();
    Optional<Resolution> resolution = file.resolution();
    resolution.ifPresent(found -> {
      all.addAll(found.models());
      all.addAll(found.blocks());
    });
    return all;
  }

  private String text(List<LintReport> chosen) {
    return Edits.apply(source, chosen.stream().map(Fixer::fix).toList()).text();
  }

  private static String place(LintReport report) {
    return report.diagnostic().span().map(span -> span + ": ").orElse("");
  }

  private static Fix fix(LintReport report) {
    Diagnostic diagnostic = report.diagnostic();
    return diagnostic.fixes().getFirst();
  }
}
