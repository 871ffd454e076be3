package nacre.cli;

import java.util.List;
import nacre.driver.RuleTable;
import nacre.report.FindingsJson;
import nacre.report.GithubAnnotations;
import nacre.report.Reported;
import nacre.report.SarifLog;

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
    switch (this) {
      case TEXT -> {}
      case JSON -> FindingsJson.of(files).print().lines().forEach(console::line);
      case SARIF -> SarifLog.of(Version.text(), RuleTable.all(), files).print().lines().forEach(console::line);
      case GITHUB -> GithubAnnotations.of(files).forEach(console::line);
    }
  }
}
