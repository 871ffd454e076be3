package nacre.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import nacre.driver.FixedText;
import nacre.driver.LintSession;
import nacre.driver.Linted;
import nacre.driver.NewBaseline;
import nacre.ir.WeightEdit;
import nacre.report.Reported;
import nacre.source.Diagnostic;
import nacre.source.UnifiedDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nacre lint}: what is wrong or wasteful in models, and fixes for it. */
@Command(name = "lint", mixinStandardHelpOptions = true,
    description = "Reports what is wrong or wasteful in models. Exit code 1 if there are errors or warnings.")
final class LintCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PATH", arity = "1..*",
      description = "texts, models of other frameworks, or folders of them")
  private List<Path> paths = List.of();

  @Mixin
  private ModelOptions options = new ModelOptions();

  @Mixin
  private LintFlags flags = new LintFlags();

  @Option(names = "--fix", description = "make the fixes that keep what the model computes; each is proved first")
  private boolean fix;

  @Option(names = "--unsafe-fixes",
      description = "with --fix or --diff: also fixes that change what the model computes")
  private boolean unsafe;

  @Option(names = "--diff", description = "write nothing; print what --fix would change")
  private boolean diff;

  @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text",
      description = "text, json, sarif (SARIF 2.1.0) or github (annotations of a workflow) "
          + "(default: ${DEFAULT-VALUE})")
  private LintFormat format = LintFormat.TEXT;

  private final Console console;
  private final Set<Reported> settings = new LinkedHashSet<>();
  private final List<Reported> reported = new ArrayList<>();
  private final List<Path> foreign = new ArrayList<>();
  private int hidden;
  private int fixable;

  LintCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    LintSession session = new LintSession(flags.request());
    if (format != LintFormat.TEXT && (fix || diff)) {
      throw new MisuseException("--fix and --diff are for --format text");
    }
    if (flags.newBaseline().isPresent() && (fix || diff)) {
      throw new MisuseException("--write-baseline is for a run without --fix and --diff");
    }
    Optional<NewBaseline> baseline = flags.newBaseline().map(NewBaseline::new);
    FilePaths chosen = FilePaths.models(paths);
    List<Path> files = chosen.files();
    if (files.size() > 1 && options.load().weights().isPresent()) {
      throw new MisuseException("--weights is for one model, found " + files.size());
    }
    try (Progress progress = new Progress(console)) {
      for (Path file : files) {
        progress.step("linting " + file);
        report(lint(file, session, baseline));
      }
    }
    session.stale().forEach(this::report);
    passedOver(chosen.passedOver()).ifPresent(console::note);
    unfixed().ifPresent(console::note);
    if (baseline.isPresent()) {
      write(baseline.get());
    }
    List<Diagnostic> said = reported.stream().flatMap(one -> one.diagnostics().stream()).toList();
    format.print(console, reported);
    if (format == LintFormat.TEXT) {
      console.line((files.size() == 1 ? "1 file: " : files.size() + " files: ") + tally(said));
    }
    return said.stream().anyMatch(Said::isFinding) ? ExitCode.FINDINGS : ExitCode.FINE;
  }

  private static Optional<String> passedOver(List<Path> files) {
    return files.stream().findFirst().map(first -> files.size() == 1
        ? "nacre: " + first + " was passed over: it holds no model"
        : "nacre: " + files.size() + " files were passed over, which hold no model, such as " + first);
  }

  /** Files of other frameworks stay as they are, which nobody should have to find out. */
  private Optional<String> unfixed() {
    return foreign.stream().findFirst().map(first -> "nacre: " + (foreign.size() == 1
        ? first + " was not changed"
        : foreign.size() + " files were not changed, such as " + first)
        + ": fixes are made in .nacre texts, and `nacre import` makes one of a model of another framework");
  }

  private void write(NewBaseline baseline) throws IOException {
    if (settings.isEmpty()) {
      baseline.write();
    }
    console.note(settings.isEmpty()
        ? "wrote " + baseline.file()
        : "nacre: " + baseline.file() + " was not written, because not every model was linted");
  }

  private String tally(List<Diagnostic> said) {
    return Said.tally(said, hidden)
        + (diff && !said.isEmpty() ? "; the diff resolves " + fixable + " of " + said.size() : "");
  }

  /** Lints one file; with fixes, what there is to say when they are made. */
  private Linted lint(Path file, LintSession session, Optional<NewBaseline> baseline) throws IOException {
    Linted linted = session.lint(file, options.load());
    baseline.ifPresent(all -> all.add(linted));
    if (baseline.isPresent()) {
      return linted.hidingAll();
    }
    if (!fix && !diff) {
      return linted;
    }
    if (linted.file().resolution().isEmpty()) {
      if (linted.diagnostics().stream().anyMatch(diagnostic -> !diagnostic.fixes().isEmpty())) {
        foreign.add(file);
      }
      return linted;
    }
    FixedText fixed = session.fix(linted, unsafe);
    print(fixed);
    if (diff) {
      fixable += fixed.applied().size();
      return linted;
    }
    fixed.write().forEach(weights -> console.line(weights + ": weights changed with the text; what they were is in "
        + FixedText.backup(weights)));
    return session.lint(file, options.load());
  }

  private void report(Linted linted) {
    linted.settings().stream().filter(settings::add).forEach(this::report);
    hidden += linted.hidden();
    Reported said = linted.reported();
    reported.add(said);
    if (diff && linted.file().resolution().isPresent()) {
      return;
    }
    if (format == LintFormat.TEXT && linted.file().resolution().isEmpty()) {
      new Said(console).print(linted.file(), said.diagnostics());
    } else if (format == LintFormat.TEXT) {
      new Said(console).print(said.diagnostics(), said.sources());
    }
  }

  private void report(Reported beside) {
    reported.add(beside);
    if (format == LintFormat.TEXT) {
      new Said(console).print(beside.diagnostics(), beside.sources());
    }
  }

  private static String said(WeightEdit edit) {
    return edit.target() + (edit.factor() < 0 ? " -= " : " += ")
        + (Math.abs(edit.factor()) == 1 ? "" : Math.abs(edit.factor()) + " * ") + edit.term();
  }

  private void print(FixedText fixed) {
    if (diff) {
      console.out().print(UnifiedDiff.of(fixed.file().path().toString(), fixed.before(), fixed.after()));
      fixed.weights().forEach(edit -> console.line("# weights: " + said(edit)));
      return;
    }
    fixed.applied().forEach(diagnostic -> console.line(diagnostic.span().map(span -> span + ": ").orElse("") + "fixed: "
        + diagnostic.fixes().getFirst().title() + " [" + diagnostic.id() + "]"));
    fixed.refused().forEach(reason -> console.note("nacre: a fix was not made: " + reason));
  }
}
