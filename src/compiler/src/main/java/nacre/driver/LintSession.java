package nacre.driver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.config.Search;
import nacre.config.Settings;
import nacre.lint.LintConfig;
import nacre.lint.LintReport;
import nacre.report.Baseline;
import nacre.report.Reported;
import nacre.source.Diagnostic;
import nacre.source.Span;
import nacre.syntax.resolve.ResolveOptions;

/**
 * Lints models as flags, settings and baselines ask for it: what every shell calls. Files of settings and baselines are read
 * once, when the first model needs them.
 */
public final class LintSession {
  private final LintRequest request;
  private final Map<Path, Search> searches = new HashMap<>();
  private final Map<Path, OpenSettings> settings = new HashMap<>();
  private final Map<Path, OpenBaseline> baselines = new LinkedHashMap<>();
  private final Map<Span, Reported> missing = new HashMap<>();

  public LintSession(LintRequest request) {
    this.request = request;
  }

  /** Reads a file and lints it. */
  public Linted lint(Path file, ResolveOptions options) {
    return lint(Compiler.load(file, options));
  }

  /** Lints a file that was read. */
  public Linted lint(LoadedFile file) {
    return new One(file).lint();
  }

  /** Makes fixes for what is said of a file, those that change what is computed only if asked for. Nothing is written yet. */
  public FixedText fix(Linted linted, boolean unsafe) {
    return new Fixer(linted.file(), linted.reports(), unsafe).fix();
  }

  /** What is to be said of baselines, now that all files were linted: how many of their findings are gone. */
  public List<Reported> stale() {
    return baselines.values().stream().flatMap(baseline -> baseline.stale().stream()).toList();
  }

  /** One file, and what is looked at for it. */
  private final class One {
    private final LoadedFile file;
    private final Path place;
    private final List<Path> read = new ArrayList<>();
    private final List<Path> absent = new ArrayList<>();
    private final List<Reported> errors = new ArrayList<>();

    One(LoadedFile file) {
      this.file = file;
      this.place = file.path().toAbsolutePath().normalize();
    }

    Linted lint() {
      Optional<OpenSettings> open = settingsFile().map(this::open);
      open.flatMap(OpenSettings::errors).ifPresent(errors::add);
      Optional<Settings> said = open.flatMap(OpenSettings::settings);
      Optional<OpenBaseline> baseline = baseline(said);
      baseline.flatMap(OpenBaseline::errors).ifPresent(errors::add);
      LintConfig config = said.map(all -> all.of(place)).orElse(LintConfig.DEFAULT).with(request.flags());
      List<LintReport> reports = errors.isEmpty() ? Compiler.reports(file, config) : List.of();
      Linted all = new Linted(file, config, reports, 0, errors, new Consulted(read, absent));
      return errors.isEmpty() ? baseline.map(known -> known.hide(all)).orElse(all) : all;
    }

    private Optional<Path> settingsFile() {
      return switch (request.settings()) {
        case FileChoice.None _ -> Optional.empty();
        case FileChoice.Given(Path given) -> Optional.of(given);
        case FileChoice.Usual _ -> {
          Search search = searches.computeIfAbsent(place.resolveSibling(""), Search::from);
          absent.addAll(search.absent());
          yield search.found().map(this::shown);
        }
      };
    }

    private OpenSettings open(Path shown) {
      Path path = note(shown);
      return settings.computeIfAbsent(path, _ -> OpenSettings.read(path, shown.toString()));
    }

    private Optional<OpenBaseline> baseline(Optional<Settings> said) {
      return switch (request.baseline()) {
        case FileChoice.None _ -> Optional.empty();
        case FileChoice.Given(Path given) -> Optional.of(openBaseline(given));
        case FileChoice.Usual _ -> said.flatMap(all -> all.baseline().flatMap(named -> openNamed(all, named)));
      };
    }

    private Optional<OpenBaseline> openNamed(Settings said, Settings.BaselinePlace named) {
      Path shown = shown(named.file());
      if (Files.exists(named.file())) {
        return Optional.of(openBaseline(shown));
      }
      note(shown);
      errors.add(missing.computeIfAbsent(named.at(), at -> new Reported(said.text().name(), List.of(Diagnostic.error(
          Baseline.ID, at, "no file `" + shown + "`; `nacre lint --write-baseline " + shown + "` makes it")),
          _ -> Optional.of(said.text()))));
      return Optional.empty();
    }

    private OpenBaseline openBaseline(Path shown) {
      Path path = note(shown);
      return baselines.computeIfAbsent(path, _ -> OpenBaseline.read(path, shown.toString()));
    }

    /** Remembers that a file counts, and whether it is there; its absolute path. */
    private Path note(Path shown) {
      Path path = shown.toAbsolutePath().normalize();
      (Files.exists(path) ? read : absent).add(path);
      return path;
    }

    /** An absolute path as the user would write it who named the model as it is named. */
    private Path shown(Path path) {
      Path here = Path.of("").toAbsolutePath();
      boolean reachable = here.getRoot() != null && here.getRoot().equals(path.getRoot());
      return file.path().isAbsolute() || !reachable ? path : here.relativize(path);
    }
  }
}
