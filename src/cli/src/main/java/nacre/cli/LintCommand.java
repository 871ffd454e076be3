package nacre.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nacre.driver.Compiler;
import nacre.driver.FixedText;
import nacre.driver.LoadedFile;
import nacre.ir.WeightEdit;
import nacre.lint.LintConfig;
import nacre.report.Reported;
import nacre.source.Diagnostic;
import nacre.source.Nearest;
import nacre.source.UnifiedDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nacre lint}: what is wrong or wasteful in models, and fixes for it. */
@Command(name = "lint", mixinStandardHelpOptions = true,
    description = "Reports what is wrong or wasteful in models. Exit code 1 if there are errors or warnings.")
final class LintCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PATH", arity = "1..*", description = "texts, .onnx models, or folders of them")
  private List<Path> paths = List.of();

  @Mixin
  private ModelOptions options = new ModelOptions();

  @Option(names = "--select", paramLabel = "RULE", split = ",",
      description = "also run a rule that is off; `all` for every rule")
  private List<String> select = List.of();

  @Option(names = "--ignore", paramLabel = "RULE", split = ",", description = "do not run a rule")
  private List<String> ignore = List.of();

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
  private final List<Reported> reported = new ArrayList<>();
  private int fixable;

  LintCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    LintConfig config = config();
    if (format != LintFormat.TEXT && (fix || diff)) {
      throw new MisuseException("--fix and --diff are for --format text");
    }
    List<Diagnostic> said = new ArrayList<>();
    List<Path> files = FilePaths.models(paths);
    try (Progress progress = new Progress(console)) {
      for (Path file : files) {
        progress.step("linting " + file);
        said.addAll(lint(file, config));
      }
    }
    format.print(console, reported);
    if (format != LintFormat.TEXT) {
      return code(said);
    }
    console.line((files.size() == 1 ? "1 file: " : files.size() + " files: ") + Said.tally(said)
        + (diff && !said.isEmpty() ? "; the diff resolves " + fixable + " of " + said.size() : ""));
    return code(said);
  }

  private static int code(List<Diagnostic> said) {
    return said.stream().anyMatch(Said::isFinding) ? ExitCode.FINDINGS : ExitCode.FINE;
  }

  private LintConfig config() {
    LintConfig config = new LintConfig(select, ignore, Map.of());
    config.unknown().stream().findFirst().ifPresent(rule -> {
      throw new MisuseException("there is no rule `" + rule + "`" + Nearest.hint(rule, LintConfig.ids()));
    });
    config.lawsIgnored().stream().findFirst().ifPresent(rule -> {
      throw new MisuseException("--ignore " + rule + ": this is a law of shapes, which nothing turns off: a layer that "
          + "breaks it has no result");
    });
    return config;
  }

  /** Lints one file and prints what there is to say; with fixes, what is left to say. */
  private List<Diagnostic> lint(Path file, LintConfig config) throws IOException {
    LoadedFile loaded = Compiler.load(file, options.load());
    if ((fix || diff) && loaded.resolution().isPresent()) {
      FixedText fixed = Compiler.fix(loaded, config, unsafe);
      print(fixed);
      if (diff) {
        fixable += fixed.applied().size();
        return Compiler.lint(loaded, config);
      }
      fixed.write().forEach(weights -> console.line(weights + ": weights changed with the text; what they were is in "
          + FixedText.backup(weights)));
      loaded = Compiler.load(file, options.load());
    }
    List<Diagnostic> diagnostics = Compiler.lint(loaded, config);
    if (format == LintFormat.TEXT && loaded.resolution().isEmpty()) {
      new Said(console).print(diagnostics, file);
    } else if (format == LintFormat.TEXT) {
      new Said(console).print(diagnostics, loaded::source);
    }
    reported.add(new Reported(file.toString(), diagnostics, loaded::source));
    return diagnostics;
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
