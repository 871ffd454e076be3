package nacre.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import nacre.lint.LintConfig;
import nacre.source.DiagnosticPrinter;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.testing.Golden;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What settings say of files, and what is wrong with them, at its place. A case's {@code [settings]} are indented, as TOML has
 * headers that would be sections of the case.
 */
class SettingsGoldenTest {
  private static final Path FOLDER = Path.of("/project").toAbsolutePath();

  @TestFactory
  @DisplayName("each setting and each mistake has a case, whose text is what a user writes and reads")
  Stream<DynamicTest> cases() {
    return Golden.cases("nacre/config", SettingsGoldenTest::outcome);
  }

  private static Map<String, String> outcome(Golden golden) {
    Source text = Source.of("nacre.toml", golden.section("settings").stripIndent());
    Reporter reporter = new Reporter();
    Optional<Settings> settings = SettingsReader.read(text, FOLDER, reporter);
    Map<String, String> sections = new LinkedHashMap<>();
    settings.ifPresent(all -> sections.put("says", golden.section("files").lines()
        .map(file -> file + ": " + say(all.of(FOLDER.resolve(file)))).collect(Collectors.joining("\n"))
        + all.baseline().map(place -> "\nbaseline: " + FOLDER.relativize(place.file())).orElse("")));
    sections.put("errors", DiagnosticPrinter.plain(text).print(reporter));
    return sections;
  }

  private static String say(LintConfig config) {
    return "select " + config.select() + ", ignore " + config.ignore() + ", severity "
        + new TreeMap<>(config.severity());
  }
}
