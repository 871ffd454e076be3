package nacre.syntax.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.source.Diagnostic;
import nacre.source.Nearest;
import nacre.source.Reporter;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.source.Span;
import nacre.syntax.Syntax;
import nacre.syntax.SyntaxParser;

/** Reads a text and those that it uses, each once. */
final class Loader {
  /** How many files may use one another in a row. */
  private static final int DEEPEST = 64;

  private final TextFiles files;
  private final Reporter reporter;
  private final SequencedMap<String, FileUnit> loaded = new LinkedHashMap<>();
  private final SequencedMap<String, Span> loading = new LinkedHashMap<>();

  Loader(TextFiles files, Reporter reporter) {
    this.files = files;
    this.reporter = reporter;
  }

  FileUnit load(Source source) {
    FileUnit unit = new FileUnit(source, parse(source));
    loaded.put(source.name(), unit);
    if (droppedSomething(unit)) {
      unit.missesSomething();
    }
    new Definitions(unit, reporter).read();
    for (Syntax.Use use : unit.file().uses()) {
      loading.put(source.name(), use.span());
      find(unit, use).ifPresentOrElse(used -> bring(unit, use, used), unit::missesSomething);
    }
    loading.remove(source.name());
    return unit;
  }

  /** All texts that were read, the first one first. */
  List<FileUnit> units() {
    return List.copyOf(loaded.values());
  }

  private Syntax.File parse(Source source) {
    return SyntaxParser.parse(source, reporter);
  }

  /** A syntax error outside every item that could be read stands for an item that could not. */
  private boolean droppedSomething(FileUnit unit) {
    List<Syntax.Item> items = unit.file().items();
    return reporter.diagnostics().stream().filter(d -> d.severity() == Severity.ERROR).flatMap(d -> d.span().stream())
        .filter(span -> span.file().equals(unit.source().name()) && span.line() > 1)
        .anyMatch(span -> items.stream().noneMatch(item -> item.span().covers(span)));
  }

  private Optional<FileUnit> find(FileUnit user, Syntax.Use use) {
    return switch (use.target()) {
      case Syntax.Use.Library(Syntax.Dotted name) -> library(name);
      case Syntax.Use.FilePath path -> file(user, path);
    };
  }

  private Optional<FileUnit> library(Syntax.Dotted name) {
    boolean std = name.parts().size() == 2 && name.parts().getFirst().text().equals("std");
    Optional<Source> text = std ? StandardLibrary.text(name.last().text()) : Optional.empty();
    if (text.isEmpty()) {
      List<String> known = StandardLibrary.NAMES.stream().map(n -> "std." + n).toList();
      error(name.span(), "found the library `" + name.text() + "`, required one of " + String.join(", ", known)
          + ", or a file in double quotes" + Nearest.hint(name.text(), known));
    }
    return text.map(source -> Optional.ofNullable(loaded.get(source.name())).orElseGet(() -> load(source)));
  }

  private Optional<FileUnit> file(FileUnit user, Syntax.Use.FilePath path) {
    Optional<String> problem = FilePaths.problem(path.path());
    if (problem.isPresent()) {
      error(path.span(), problem.get());
      return Optional.empty();
    }
    String name = files.resolve(user.source().name(), path.path());
    if (loading.containsKey(name)) {
      cycle(path, name);
      return Optional.empty();
    }
    FileUnit known = loaded.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (loading.size() >= DEEPEST) {
      error(path.span(), "files use one another more than " + DEEPEST + " deep");
      return Optional.empty();
    }
    int before = reporter.count(Severity.ERROR);
    Optional<Source> source = files.read(name, reporter);
    if (source.isEmpty() && reporter.count(Severity.ERROR) == before) {
      error(path.span(), "no file `" + name + "`; the path is relative to `" + user.source().name() + "`");
    }
    return source.filter(text -> isNacre(text, path)).map(this::load);
  }

  /** Only a file that says it is one is read: of any other, its lines would be told as errors. */
  private boolean isNacre(Source text, Syntax.Use.FilePath path) {
    boolean starts = SyntaxParser.startsWithVersion(text);
    if (!starts) {
      error(path.span(), "`" + text.name() + "` does not start with a line such as `nacre 1`, so it is not read");
    }
    return starts;
  }

  private void cycle(Syntax.Use.FilePath path, String name) {
    Diagnostic error = Diagnostic.error(ErrorKind.USE.id(), path.span(),
        "files use one another in a circle; move the blocks that both need into a third file");
    boolean inCircle = false;
    for (var step : loading.entrySet()) {
      inCircle |= step.getKey().equals(name);
      if (inCircle && !step.getValue().covers(path.span())) {
        error = error.withNote(step.getValue(), "`" + step.getKey() + "` uses the next one here");
      }
    }
    reporter.report(error);
  }

  private void bring(FileUnit unit, Syntax.Use use, FileUnit used) {
    if (use.alias().isPresent()) {
      Syntax.Name alias = use.alias().get();
      if (unit.aliases().putIfAbsent(alias.text(), used) != null) {
        reporter.error(ErrorKind.DUPLICATE_NAME.id(), alias.span(),
            "`" + alias.text() + "` names two files; rename one");
      }
      return;
    }
    unit.open().add(used);
  }

  private void error(Span span, String message) {
    reporter.error(ErrorKind.USE.id(), span, message);
  }
}
