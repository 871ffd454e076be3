package nacre.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nacre.driver.Compiler;
import nacre.driver.OutputFiles;
import nacre.source.InputException;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.source.SourceReader;
import nacre.source.UnifiedDiff;
import nacre.syntax.Formatter;
import nacre.syntax.resolve.ExplicitSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nacre fmt}: the canonical form of texts. A text with errors is left alone. */
@Command(name = "fmt", mixinStandardHelpOptions = true, description = "Rewrites texts in their canonical form.")
final class FmtCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PATH", arity = "1..*", description = "texts, or folders of texts")
  private List<Path> paths = List.of();

  @Option(names = "--check", description = "write nothing; exit code 1 if a text is not in its canonical form")
  private boolean check;

  @Option(names = "--diff", description = "write nothing; print what would change")
  private boolean diff;

  @Option(names = "--explicit",
      description = "also write out the numbers that calls leave to defaults, such as epsilon")
  private boolean explicit;

  private final Console console;

  FmtCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    int code = ExitCode.FINE;
    for (Path file : FilePaths.texts(paths)) {
      code = Math.max(code, format(file));
    }
    return code;
  }

  private int format(Path file) throws IOException {
    if (Compiler.imports(file)) {
      throw new InputException(file + ": this is a model of another framework, required a .nacre text");
    }
    Reporter reporter = new Reporter();
    Optional<Source> source = SourceReader.read(file, reporter);
    Optional<String> formatted = source.map(text -> explicit ? ExplicitSettings.apply(text) : text)
        .flatMap(text -> Formatter.format(text, reporter));
    if (formatted.isEmpty()) {
      new Said(console).print(reporter.diagnostics(), name -> source.filter(text -> text.name().equals(name)));
      return ExitCode.FINDINGS;
    }
    String before = source.orElseThrow().text();
    if (formatted.get().equals(before)) {
      return ExitCode.FINE;
    }
    if (diff) {
      console.out().print(UnifiedDiff.of(file.toString(), before, formatted.get()));
    } else if (check) {
      console.line(file + ": not in its canonical form; run `nacre fmt " + file + "`");
    } else {
      OutputFiles.write(file, formatted.get());
      console.line(file + ": rewritten");
      return ExitCode.FINE;
    }
    return ExitCode.FINDINGS;
  }
}
