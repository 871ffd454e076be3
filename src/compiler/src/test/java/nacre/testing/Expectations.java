package nacre.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import nacre.source.Diagnostic;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.source.Span;

/**
 * What a text says will be said of it: {@code #~ rule: part of the message} at the end of a line stands for one diagnostic
 * that starts on this line. The part may be left out, and a severity put first: {@code #~ info double-norm}. Several on one
 * line follow each other.
 */
public final class Expectations {
  private static final Pattern MARK =
      Pattern.compile("(?:(error|warning|info|style)\\s+)?([a-z][a-z0-9-]*)\\s*(?::\\s*(.*?))?\\s*");

  /** One that is expected. */
  public record Expected(String file, int line, Optional<Severity> severity, String id, String part) {
    boolean isMetBy(Diagnostic diagnostic) {
      Optional<Span> span = diagnostic.span();
      return span.isPresent() && span.get().file().equals(file) && span.get().line() == line
          && diagnostic.id().equals(id)
          && severity.filter(wanted -> wanted != diagnostic.severity()).isEmpty()
          && diagnostic.message().contains(part);
    }

    @Override
    public String toString() {
      return file + ":" + line + ": " + severity.map(s -> s.word() + " ").orElse("") + id
          + (part.isEmpty() ? "" : ": " + part);
    }
  }

  private Expectations() {}

  /** Those of a text, by line. */
  public static List<Expected> of(Source source) {
    List<Expected> expected = new ArrayList<>();
    for (int line = 1; line <= source.lineCount(); line++) {
      String[] parts = source.line(line).split("#~", -1);
      for (int i = 1; i < parts.length; i++) {
        Matcher mark = MARK.matcher(parts[i].strip());
        if (!mark.matches()) {
          throw new IllegalArgumentException(source.name() + ":" + line + ": found `#~" + parts[i]
              + "`, required `#~ [severity] rule[: part of the message]`");
        }
        Optional<Severity> severity =
            Optional.ofNullable(mark.group(1)).map(s -> Severity.valueOf(s.toUpperCase(Locale.ROOT)));
        String part = Optional.ofNullable(mark.group(3)).orElse("");
        expected.add(new Expected(source.name(), line, severity, mark.group(2), part));
      }
    }
    return expected;
  }

  /**
   * Where a text and what was said of it disagree, one line each: expectations that nothing meets, and diagnostics that
   * nothing expects. Each expectation is met by one diagnostic.
   *
   * @param sources the text, and others whose expectations count too
   */
  public static List<String> disagreements(List<Source> sources, List<Diagnostic> said) {
    List<Diagnostic> open = new ArrayList<>(said);
    List<Expected> unmet = new ArrayList<>();
    for (Expected expected : sources.stream().flatMap(source -> of(source).stream()).toList()) {
      Optional<Diagnostic> met = open.stream().filter(expected::isMetBy).findFirst();
      met.ifPresentOrElse(open::remove, () -> unmet.add(expected));
    }
    return Stream.concat(unmet.stream().map(expected -> "not said: " + expected),
        open.stream()
            .map(diagnostic -> "not expected: " + diagnostic.span().map(Span::toString).orElse("nowhere") + ": "
                + diagnostic.severity().word() + " " + diagnostic.id() + ": " + diagnostic.message()))
        .toList();
  }
}
