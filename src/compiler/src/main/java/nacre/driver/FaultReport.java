package nacre.driver;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A fault in Nacre itself, with everything that is needed to see it again.
 *
 * @param call  what was asked for, a line or more
 * @param texts files whose contents matter, where they are texts
 */
public record FaultReport(String call, List<Path> texts, Throwable cause) {
  public FaultReport {
    texts = List.copyOf(texts);
  }

  /** The kind of the fault and its message, one line. */
  public String summary() {
    return "internal fault: " + cause.getClass().getSimpleName()
        + (cause.getMessage() == null ? "" : ": " + cause.getMessage().lines().findFirst().orElse(""));
  }

  /** Writes it into a new file of the current folder, or where temporary files go; empty if that cannot be done. */
  public Optional<Path> write() {
    Path here = Path.of("").toAbsolutePath();
    Path folder = Files.isWritable(here) ? here : Path.of(System.getProperty("java.io.tmpdir"));
    try {
      Path file = Files.createTempFile(folder, "nacre-fault-", ".txt");
      Files.writeString(file, text());
      return Optional.of(file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  public String text() {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    StringBuilder text = new StringBuilder(call).append("\n\n");
    text.append("version: ").append(NacreVersion.text()).append('\n');
    text.append("java: ").append(Runtime.version()).append('\n');
    text.append("system: ").append(System.getProperty("os.name")).append(' ').append(System.getProperty("os.arch"))
        .append("\n\n");
    text.append(trace).append('\n');
    texts.stream().filter(FaultReport::isText).forEach(file -> text.append(contents(file)));
    return text.toString();
  }

  private static boolean isText(Path file) {
    String name = file.toString();
    return (name.endsWith(".nacre") || name.endsWith(".toml")) && Files.exists(file);
  }

  private static String contents(Path file) {
    try {
      return "---- " + file + "\n" + Files.readString(file) + "\n";
    } catch (IOException | RuntimeException e) {
      return "---- " + file + " cannot be read: " + e.getMessage() + "\n";
    }
  }
}
