package nacre.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nacre.source.Diagnostic;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.source.Span;
import nacre.source.Visible;

/**
 * Findings that a project had when it began to be linted, and that are not to be told again. As a text, the header
 * {@value #HEADER}, then a line for each, its parts separated by tabs: fingerprint, rule, path of the file from the
 * baseline's folder, and for readers the text of the finding's line, or its message where it has none. Lines are in the order
 * of files, rules and texts, so that those who change different files change different parts. Empty lines and comments,
 * which begin with {@code #}, are allowed.
 */
public record Baseline(List<Entry> entries) {
  /** The {@link Diagnostic#id} of what is wrong in a text that is to be a baseline. */
  public static final String ID = "invalid-baseline";
  /** The most bytes that the text may have. */
  public static final int MOST_BYTES = 64 << 20;

  private static final String HEADER = "# nacre baseline 1";
  private static final Pattern ANY_HEADER = Pattern.compile("# nacre baseline (\\d{1,9})");
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{" + Fingerprint.LENGTH + "}");
  private static final Pattern RULE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int PARTS = 4;
  private static final int LONGEST_TEXT = 120;
  private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::file).thenComparing(Entry::rule)
      .thenComparing(Entry::text).thenComparing(Entry::fingerprint);

  /**
   * A finding.
   *
   * @param file what {@link #name} calls its file
   * @param text what a reader knows it by
   * @param at   its line, where it was read from a text
   */
  public record Entry(String fingerprint, String rule, String file, String text, Optional<Span> at) {}

  public Baseline {
    entries = entries.stream().sorted(ORDER).toList();
  }

  /** What a baseline calls a file: its path from the baseline's folder, harmless to print. Both paths are absolute. */
  public static String name(Path folder, Path file) {
    return Visible.text(relative(folder, file));
  }

  private static String relative(Path folder, Path file) {
    boolean reachable = folder.getRoot() != null && folder.getRoot().equals(file.getRoot());
    return (reachable ? folder.normalize().relativize(file.normalize()) : file).toString().replace('\\', '/');
  }

  /** The fingerprints, from the baseline's folder, of all that is said of a file. */
  public static List<String> fingerprints(Path folder, Path file, Reported reported) {
    return Fingerprint.of(ArtifactUri.relative(relative(folder, file)), reported);
  }

  /** An entry for all that is said of a file, in its order. */
  public static List<Entry> entries(Path folder, Path file, Reported reported) {
    List<String> fingerprints = fingerprints(folder, file, reported);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < fingerprints.size(); i++) {
      Diagnostic diagnostic = reported.diagnostics().get(i);
      String line = diagnostic.span().map(span -> reported.line(span.file(), span.line())).orElse("");
      String text = readable(line.isEmpty() ? diagnostic.message() : line);
      entries.add(new Entry(fingerprints.get(i), diagnostic.id(), name(folder, file), text, Optional.empty()));
    }
    return entries;
  }

  private static String readable(String text) {
    boolean fits = text.codePointCount(0, text.length()) <= LONGEST_TEXT;
    return Visible.text(fits ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) + "...");
  }

  /** The text of it, which {@link #parse} reads. */
  public String print() {
    return entries.stream().map(entry -> String.join("\t", entry.fingerprint, entry.rule, entry.file, entry.text))
        .distinct().collect(Collectors.joining("\n", HEADER + "\n", entries.isEmpty() ? "" : "\n"));
  }

  /** What a text holds; every line that is damaged is reported. Empty for a text that is no baseline, which is reported. */
  public static Optional<Baseline> parse(Source text, Reporter reporter) {
    String header = text.line(1);
    if (!header.equals(HEADER)) {
      boolean other = ANY_HEADER.matcher(header).matches();
      reporter.error(ID, line(text, 1), other
          ? "found another version of baselines, required `" + HEADER + "`; write it anew with --write-baseline"
          : "found no baseline, required `" + HEADER + "` in its first line");
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>();
    for (int number = 2; number <= text.lineCount(); number++) {
      String line = text.line(number);
      if (!line.isBlank() && !line.startsWith("#")) {
        entry(text, number, reporter).ifPresent(entries::add);
      }
    }
    return Optional.of(new Baseline(entries));
  }

  private static Optional<Entry> entry(Source text, int number, Reporter reporter) {
    List<String> parts = List.of(text.line(number).split("\t", PARTS));
    if (parts.size() == PARTS && FINGERPRINT.matcher(parts.get(0)).matches() && RULE.matcher(parts.get(1)).matches()
        && !parts.get(2).isEmpty()) {
      return Optional
          .of(new Entry(parts.get(0), parts.get(1), parts.get(2), parts.get(3), Optional.of(line(text, number))));
    }
    reporter.error(ID, line(text, number), "found a damaged line, required a fingerprint of " + Fingerprint.LENGTH
        + " hexadecimal digits, a rule, a path and a text, with tabs between them");
    return Optional.empty();
  }

  private static Span line(Source text, int number) {
    return new Span(text.name(), number, 1, number, text.line(number).length() + 1);
  }
}
