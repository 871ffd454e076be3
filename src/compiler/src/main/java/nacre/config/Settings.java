package nacre.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import nacre.lint.LintConfig;
import nacre.source.Source;
import nacre.source.Span;

/**
 * What a file of settings says, without errors.
 *
 * @param text    the file's own
 * @param folder  where it lies, absolute; its paths start there
 * @param lint    what holds for every model
 * @param perFile what holds for some; a later one wins over an earlier
 */
public record Settings(Source text, Path folder, LintConfig lint, List<PerFile> perFile,
    Optional<BaselinePlace> baseline) {
  /** What holds for models whose paths match a pattern. */
  record PerFile(Glob files, LintConfig lint) {}

  /**
   * Which findings are old ones.
   *
   * @param file absolute
   * @param at   where the settings say so
   */
  public record BaselinePlace(Path file, Span at) {}

  public Settings {
    perFile = List.copyOf(perFile);
  }

  /** What holds for a model, whose path is absolute and without {@code .} and {@code ..}. */
  public LintConfig of(Path model) {
    String path = relative(model);
    LintConfig config = lint;
    for (PerFile entry : perFile) {
      config = entry.files.matches(path) ? config.with(entry.lint) : config;
    }
    return config;
  }

  private String relative(Path model) {
    boolean reachable = folder.getRoot() != null && folder.getRoot().equals(model.getRoot());
    return (reachable ? folder.relativize(model) : model).toString().replace('\\', '/');
  }
}
