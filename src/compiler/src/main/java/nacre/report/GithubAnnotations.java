package nacre.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.source.Diagnostic;
import nacre.source.Severity;
import nacre.source.Span;

/**
 * Findings as workflow commands of GitHub Actions, which shows each at its line of a change: {@code ::error
 * file=F,line=L,col=C,endLine=M,endColumn=D,title=RULE::MESSAGE}.
 */
public final class GithubAnnotations {
  private GithubAnnotations() {}

  /** A line for each finding, without line ends. */
  public static List<String> of(List<Reported> files) {
    return files.stream().flatMap(file -> file.diagnostics().stream().map(one -> line(file, one))).toList();
  }

  private static String line(Reported file, Diagnostic diagnostic) {
    String place = diagnostic.span().map(GithubAnnotations::place).orElseGet(() -> "file=" + property(file.file()));
    String message = Stream.of(Stream.of(diagnostic.message()),
        diagnostic.notes().stream().map(note -> "note: " + note.message()),
        diagnostic.fixes().stream().map(fix -> "fix: " + fix.title()))
        .flatMap(lines -> lines).collect(Collectors.joining("\n"));
    return "::" + command(diagnostic.severity()) + " " + place + ",title=" + property(diagnostic.id()) + "::"
        + data(message);
  }

  private static String command(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO, STYLE -> "notice";
    };
  }

  private static String place(Span span) {
    return "file=" + property(span.file()) + ",line=" + span.line() + ",col=" + span.column() + ",endLine="
        + span.endLine() + ",endColumn=" + span.endColumn();
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
