package nacre.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nacre.front.Message;
import nacre.front.Message.Finding;
import nacre.front.Message.Place;
import nacre.front.Request;
import org.apache.maven.plugin.logging.Log;

/** Findings in the form in which Maven's compiler plugin tells those of Java: {@code path:[line,column] message}. */
record FindingsLog(Path base, Log log) {
  /** Each finding once, although it may be said of several models. */
  void print(List<Finding> findings) {
    Set<String> said = new LinkedHashSet<>();
    for (Finding finding : findings) {
      String text = text(finding);
      if (said.add(text)) {
        switch (finding.severity()) {
          case ERROR -> log.error(text);
          case WARNING -> log.warn(text);
          case INFO, STYLE -> log.info(text);
        }
      }
    }
  }

  private String text(Finding finding) {
    List<String> lines = new ArrayList<>();
    String text = finding.text().replaceFirst("^" + Pattern.quote(finding.unit() + ": "), "");
    lines.add(
        place(finding.place()).orElse(base.resolve(finding.unit()) + ":") + " " + text + " [" + finding.rule() + "]");
    for (Message.Note note : finding.notes()) {
      lines.add("    note: " + place(note.place()).map(at -> at + " ").orElse("") + note.text());
    }
    finding.fixes().forEach(fix -> lines.add("    fix: " + fix));
    return String.join("\n", lines);
  }

  private Optional<String> place(Optional<Place> place) {
    return place.map(at -> base.resolve(at.file()) + ":[" + at.line() + "," + at.column() + "]");
  }

  /** Why findings fail a build. */
  static String failure(List<Finding> findings, Request.Threshold threshold) {
    long errors = count(findings, Message.Severity.ERROR);
    long warnings = count(findings, Message.Severity.WARNING);
    String text = errors > 0 ? counted(errors, "error") : "";
    if (threshold == Request.Threshold.WARNING && warnings > 0) {
      text = text + (text.isEmpty() ? "" : " and ") + counted(warnings, "warning") + " (failOnWarning)";
    }
    return "Models have " + text + "; nothing was written";
  }

  private static long count(List<Finding> findings, Message.Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity)
        .map(finding -> List.of(finding.place(), finding.rule(), finding.text())).distinct().count();
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
