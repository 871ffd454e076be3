package nacre.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import nacre.config.Settings.BaselinePlace;
import nacre.config.Settings.PerFile;
import nacre.lint.LintConfig;
import nacre.source.Diagnostic;
import nacre.source.InputException;
import nacre.source.Nearest;
import nacre.source.Reporter;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.source.Span;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/** Reads settings. All that is wrong with what they say is reported, each at its place; of what is no TOML, the first. */
public final class SettingsReader {
  /** The {@link Diagnostic#id} of everything reported here. */
  public static final String ID = "invalid-configuration";
  /** The most bytes that a file of settings may have. */
  public static final int MOST_BYTES = 1 << 20;

  private static final TomlParseOptions OPTIONS =
      TomlParseOptions.sourceless().withVersion(TomlVersion.V1_1_0); // nothing is written back
  private static final List<String> OF_RULES = List.of("select", "ignore", "severity");
  private static final List<String> TOP = List.of("select", "ignore", "severity", "per-file", "baseline");

  private final Source text;
  private final Path folder;
  private final TomlSpans spans;
  private final Reporter reporter;

  private SettingsReader(Source text, Path folder, Reporter reporter) {
    this.text = text;
    this.folder = folder;
    this.spans = new TomlSpans(text);
    this.reporter = reporter;
  }

  /**
   * What a text says; empty if it was reported to be wrong.
   *
   * @param folder   where the file lies, absolute
   * @param reporter new
   */
  public static Optional<Settings> read(Source text, Path folder, Reporter reporter) {
    TomlParseResult toml = Toml.parse(text.text(), OPTIONS);
    SettingsReader reader = new SettingsReader(text, folder, reporter);
    if (toml.hasErrors()) {
      reader.refuse(toml.errors().getFirst());
      return Optional.empty();
    }
    Settings settings = reader.settings(toml);
    return reporter.hasErrors() ? Optional.empty() : Optional.of(settings);
  }

  private void refuse(TomlParseError error) {
    String message = String.valueOf(error.getMessage());
    reporter.error(ID, spans.at(error.position()),
        "this is no TOML: " + message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
  }

  private Settings settings(TomlTable top) {
    checkKeys(top, TOP);
    return new Settings(text, folder, lint(top), perFile(top), baseline(top));
  }

  private void checkKeys(TomlTable table, List<String> known) {
    for (String key : table.keySet()) {
      if (!known.contains(key)) {
        String hint = LintConfig.ids().contains(key)
            ? "; what a rule counts for stands below `[severity]`"
            : Nearest.hint(key, known);
        reporter.error(ID, key(table, key),
            "there is no setting `" + key + "` here, required " + words(known) + hint);
      }
    }
  }

  private LintConfig lint(TomlTable table) {
    return new LintConfig(rules(table, "select", LintConfig::selecting), rules(table, "ignore", LintConfig::ignoring),
        severities(table));
  }

  private List<String> rules(TomlTable table, String key, Function<String, Optional<String>> mistake) {
    List<String> rules = new ArrayList<>();
    TomlArray list = value(table, key, TomlArray.class, "a list of rules such as [\"double-norm\"]").orElse(null);
    for (int i = 0; list != null && i < list.size(); i++) {
      Span at = spans.value(list.inputPositionOf(i));
      if (list.get(i) instanceof String rule) {
        mistake.apply(rule).ifPresentOrElse(message -> reporter.error(ID, at, message), () -> rules.add(rule));
      } else {
        reporter.error(ID, at, "found " + kind(list.get(i)) + ", required the id of a rule, or `all`, in quotes");
      }
    }
    return rules;
  }

  private Map<String, Severity> severities(TomlTable table) {
    Map<String, Severity> severities = new LinkedHashMap<>();
    value(table, "severity", TomlTable.class, "a table of rules").ifPresent(levels -> {
      for (String rule : levels.keySet()) {
        LintConfig.grading(rule).ifPresent(message -> reporter.error(ID, key(levels, rule), message));
        value(levels, rule, String.class, words(Severity.words()))
            .ifPresent(level -> Severity.named(level).ifPresentOrElse(
                severity -> severities.put(rule, severity),
                () -> reporter.error(ID, place(levels, rule),
                    "found `" + level + "`, required " + words(Severity.words())
                        + Nearest.hint(level, Severity.words()))));
      }
    });
    return severities;
  }

  private List<PerFile> perFile(TomlTable top) {
    List<PerFile> entries = new ArrayList<>();
    value(top, "per-file", TomlTable.class, "tables such as [per-file.\"old/**\"]").ifPresent(files -> {
      Comparator<String> order = Comparator.comparing((String pattern) -> key(files, pattern));
      for (String pattern : files.keySet().stream().sorted(order).toList()) {
        Optional<Glob> glob = glob(files, pattern);
        value(files, pattern, TomlTable.class, "a table of " + words(OF_RULES)).ifPresent(table -> {
          checkKeys(table, OF_RULES);
          LintConfig config = lint(table);
          glob.ifPresent(matching -> entries.add(new PerFile(matching, config)));
        });
      }
    });
    return entries;
  }

  private Optional<Glob> glob(TomlTable files, String pattern) {
    try {
      return Optional.of(Glob.parse(pattern));
    } catch (InputException e) {
      reporter.error(ID, key(files, pattern), e.text());
      return Optional.empty();
    }
  }

  private Optional<BaselinePlace> baseline(TomlTable top) {
    return value(top, "baseline", String.class, "the path of a file").flatMap(path -> {
      Span at = place(top, "baseline");
      try {
        if (!path.isBlank()) {
          return Optional.of(new BaselinePlace(folder.resolve(path).normalize(), at));
        }
        reporter.error(ID, at, "found an empty path, required that of a file");
      } catch (InvalidPathException e) {
        reporter.error(ID, at, "no file can be called `" + path + "`");
      }
      return Optional.empty();
    });
  }

  /** The value of a key, if it is there and of the type that is required. */
  private <T> Optional<T> value(TomlTable table, String key, Class<T> type, String required) {
    Object value = table.get(List.of(key));
    if (value == null || type.isInstance(value)) {
      return Optional.ofNullable(type.cast(value));
    }
    reporter.error(ID, place(table, key), "`" + key + "`: found " + kind(value) + ", required " + required);
    return Optional.empty();
  }

  private static String kind(Object value) {
    return switch (value) {
      case String _ -> "a string";
      case Long _ -> "a whole number";
      case Double _ -> "a number";
      case Boolean _ -> "a truth value";
      case TomlArray _ -> "a list";
      case TomlTable _ -> "a table";
      default -> "a date or time";
    };
  }

  private Span key(TomlTable table, String key) {
    return spans.key(table.inputPositionOf(List.of(key)));
  }

  /** Where the value of a key is; of a table, its header or key. */
  private Span place(TomlTable table, String key) {
    return table.get(List.of(key)) instanceof TomlTable
        ? key(table, key)
        : spans.value(table.entry(List.of(key)).value().position());
  }

  private static String words(List<String> words) {
    return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }
}
