package nacre.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nacre.source.Diagnostic;
import nacre.source.Source;

/**
 * What is said of one file.
 *
 * @param file    its path, as the user gives it
 * @param sources texts by the names that spans use: the file's own, and those that it uses
 */
public record Reported(String file, List<Diagnostic> diagnostics, Function<String, Optional<Source>> sources) {
  public Reported {
    diagnostics = List.copyOf(diagnostics);
  }

  /** The text of a line, without the white space around it; empty where the text is not known. */
  String line(String source, int number) {
    return sources.apply(source).map(text -> text.line(number)).orElse("").strip();
  }
}
