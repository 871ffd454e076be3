package nacre.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * One golden case: a text file with input and expectation on one screen, in sections.
 *
 * <pre>
 * [source]
 * nacre 1
 *
 * [errors]
 * ...
 * </pre>
 *
 * A section lasts to the next line of the form {@code [name]}; blank lines at its end do not count. What stands before
 * the first section is a comment on the case. With {@code -Dnacre.bless} the expected sections are rewritten instead.
 */
public final class Golden {
  private static final Pattern HEADER = Pattern.compile("\\[([a-z][a-z-]*)]");
  private static final String COMMENT = "";

  private final Path file;
  private final SequencedMap<String, String> sections;

  private Golden(Path file, SequencedMap<String, String> sections) {
    this.file = file;
    this.sections = sections;
  }

  /**
   * A test for each {@code .txt} below {@code folder} of the test resources.
   *
   * @param outcome computes the expected sections of a case; an empty text stands for no section
   */
  public static Stream<DynamicTest> cases(String folder, Function<Golden, Map<String, String>> outcome) {
    Path root = resources().resolve(folder);
    List<Path> files = filesBelow(root);
    assertTrue(!files.isEmpty(), () -> "no golden case below " + root);
    return files.stream().map(file -> DynamicTest.dynamicTest(root.relativize(file).toString(), file.toUri(),
        () -> read(file).check(outcome)));
  }

  /** Every case below {@code folder}, to be read only. */
  public static List<Golden> all(String folder) {
    return filesBelow(resources().resolve(folder)).stream().map(Golden::read).toList();
  }

  /** The folder of test resources in the source tree, where blessed files are written. */
  public static Path resources() {
    Path base = Path.of(System.getProperty("basedir", ""));
    return Stream.of(base, base.resolve("src/compiler")).map(p -> p.resolve("src/test/resources"))
        .filter(Files::isDirectory).findFirst()
        .orElseThrow(() -> new IllegalStateException("no src/test/resources below " + base.toAbsolutePath()));
  }

  /** The file's name without its ending. */
  public String name() {
    return file.getFileName().toString().replaceFirst("\\.txt$", "");
  }

  /** The name of the folder that the file is in. */
  public String folder() {
    return file.getName(file.getNameCount() - 2).toString();
  }

  /** What stands before the first section. */
  public String comment() {
    return sections.getOrDefault(COMMENT, "").strip();
  }

  /** The text of a section, which ends with a line end; the case fails without it. */
  public String section(String name) {
    return find(name).orElseGet(() -> fail("%s has no section [%s]".formatted(file, name)));
  }

  public Optional<String> find(String name) {
    return Optional.ofNullable(sections.get(name));
  }

  private void check(Function<Golden, Map<String, String>> outcome) throws IOException {
    SequencedMap<String, String> after = new LinkedHashMap<>(sections);
    outcome.apply(this).forEach((name, text) -> {
      if (text.isBlank()) {
        after.remove(name);
      } else {
        after.put(name, trimmed(text));
      }
    });
    if (System.getProperty("nacre.bless") == null) {
      assertEquals(print(sections), print(after), () -> file + " (-Dnacre.bless rewrites it)");
    } else if (!after.equals(sections)) {
      Files.writeString(file, print(after));
    }
  }

  private static Golden read(Path file) {
    try {
      return new Golden(file, sections(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SequencedMap<String, String> sections(String text) {
    Map<String, StringBuilder> texts = new LinkedHashMap<>();
    StringBuilder current = texts.computeIfAbsent(COMMENT, name -> new StringBuilder());
    for (String line : text.split("\n", -1)) {
      Matcher header = HEADER.matcher(line);
      if (header.matches()) {
        current = texts.computeIfAbsent(header.group(1), name -> new StringBuilder());
      } else {
        current.append(line).append('\n');
      }
    }
    SequencedMap<String, String> sections = new LinkedHashMap<>();
    texts.forEach((name, lines) -> sections.put(name, trimmed(lines.toString())));
    return sections;
  }

  private static String print(Map<String, String> sections) {
    return sections.entrySet().stream().filter(e -> !e.getKey().equals(COMMENT) || !e.getValue().isBlank())
        .map(e -> e.getKey().equals(COMMENT) ? e.getValue() : "[" + e.getKey() + "]\n" + e.getValue())
        .collect(Collectors.joining("\n"));
  }

  private static String trimmed(String text) {
    return text.replaceFirst("\\n+$", "") + "\n";
  }

  private static List<Path> filesBelow(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
