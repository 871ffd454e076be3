package nacre.driver;

import java.util.List;

import nacre.lint.LintConfig;

/**
 * What is asked of the linter from outside of models and settings.
 *
 * @param flags    what is said of rules; wins over settings
 * @param settings usually the {@code nacre.toml} of the model's folder, or of the next one above that has one
 * @param baseline usually the one that the settings name
 */
public record LintRequest(LintConfig flags, FileChoice settings, FileChoice baseline) {
  /** As settings say. */
  public static final LintRequest USUAL =
      new LintRequest(LintConfig.DEFAULT, new FileChoice.Usual(), new FileChoice.Usual());

  /** The user's mistakes in its flags, each said once. */
  public List<String> mistakes() {
    return flags.mistakes();
  }
}
