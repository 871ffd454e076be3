package nacre.syntax.resolve;

import java.util.List;
import java.util.Optional;
import nacre.source.Diagnostic;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.source.Span;

/** Files with one label per line. */
final class LabelFiles {
  private final TextFiles files;
  private final Problems problems;

  LabelFiles(TextFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /** The labels; none, with a warning, where the file is not there: everything but their names works without them. */
  List<String> read(String path, String from, Span at) {
    FilePaths.problem(path).ifPresent(problem -> {
      throw Failure.of(ErrorKind.LABELS, at, "`labels`: " + problem);
    });
    String name = files.resolve(from, path);
    Reporter reporter = new Reporter();
    Optional<Source> source = files.read(name, reporter);
    if (reporter.hasErrors()) {
      throw Failure.of(ErrorKind.LABELS, at, "`labels`: " + reporter.diagnostics().getFirst().message());
    }
    if (source.isEmpty()) {
      problems.report(Diagnostic.warning(ErrorKind.LABELS.id(), at,
          "no file `" + name + "`, so classes are shown by their numbers; the path is relative to `" + from + "`"));
      return List.of();
    }
    return source.get().text().lines().map(String::strip).toList();
  }
}
