package nacre.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nacre.front.Message;
import nacre.front.Message.Finding;
import nacre.front.ModelBuild;
import org.apache.maven.execution.MavenSession;
import org.codehaus.plexus.build.BuildContext;

/**
 * Findings as markers of an IDE: Eclipse's m2e gives a build context that makes them. Without an IDE there are none, as that
 * context would only log what is logged anyway.
 */
final class Markers {
  private final Path base;
  private final BuildContext context;
  private final boolean inIde;

  Markers(Path base, BuildContext context, MavenSession session) {
    this(base, context, session.getUserProperties().containsKey("m2e.version")
        || session.getSystemProperties().containsKey("m2e.version"));
  }

  Markers(Path base, BuildContext context, boolean inIde) {
    this.base = base;
    this.context = context;
    this.inIde = inIde;
  }

  /**
   * Replaces the markers of all files on which a result depends by those of the result, and lets the IDE see new files. A
   * file that several models use has each of its markers once.
   */
  void show(ModelBuild.Result result) {
    if (!inIde) {
      return;
    }
    Set<String> files = new TreeSet<>(result.inputs());
    result.findings().forEach(finding -> files.add(file(finding)));
    files.stream().map(file -> base.resolve(file).toFile()).filter(File::exists).forEach(context::removeMessages);
    Set<List<Object>> said = new HashSet<>();
    for (Finding finding : result.findings()) {
      if (said.add(List.of(file(finding), finding.place(), finding.rule(), finding.text()))) {
        add(finding);
      }
    }
    result.written().forEach(file -> context.refresh(base.resolve(file).toFile()));
    result.removed().forEach(file -> context.refresh(base.resolve(file).toFile()));
  }

  private static String file(Finding finding) {
    return finding.place().map(Message.Place::file).orElse(finding.unit());
  }

  private void add(Finding finding) {
    File file = base.resolve(file(finding)).toFile();
    int line = finding.place().map(Message.Place::line).orElse(1);
    int column = finding.place().map(Message.Place::column).orElse(1);
    context.addMessage(file, line, column, finding.text() + " [" + finding.rule() + "]", severity(finding.severity()),
        null);
  }

  private static int severity(Message.Severity severity) {
    return switch (severity) {
      case ERROR -> BuildContext.SEVERITY_ERROR;
      case WARNING, INFO, STYLE -> BuildContext.SEVERITY_WARNING;
    };
  }
}
