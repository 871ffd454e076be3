package nacre.cli;

import java.util.List;
import nacre.driver.FindingsFormat;
import nacre.report.Reported;

/** In which form findings are printed. */
enum LintFormat {
  /** For people, as they are found. */
  TEXT,
  /** For programs. */
  JSON,
  /** For viewers and services that collect findings of many tools. */
  SARIF,
  /** For a workflow of GitHub. */
  GITHUB;

  /** Prints what was found, but for what was printed as it was found. */
  void print(Console console, List<Reported> files) {
    if (this != TEXT) {
      FindingsFormat.named(name()).text(files).lines().forEach(console::line);
    }
  }
}
