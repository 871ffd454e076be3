package nacre.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A fault in Nacre itself: everything that is needed to see it again goes into a file. */
final class Fault {
  private Fault() {}

  /** Writes the reproducer and says where it is; the exit code. */
  static int report(Console console, List<String> arguments, Throwable cause) {
    String text = reproducer(arguments, cause);
    console.note("nacre: internal fault: " + cause.getClass().getSimpleName()
        + (cause.getMessage() == null ? "" : ": " + cause.getMessage().lines().findFirst().orElse("")));
    try {
      Path file = place();
      Files.writeString(file, text);
      console.note("nacre: this is a fault in nacre, not in the model; please report it with the file " + file);
    } catch (IOException e) {
      console.note("nacre: this is a fault in nacre, not in the model; please report it with these lines:");
      text.lines().forEach(console::note);
    }
    return ExitCode.INTERNAL;
  }

  private static Path place() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path folder = Files.isWritable(here) ? here : Path.of(System.getProperty("java.io.tmpdir"));
    return Files.createTempFile(folder, "nacre-fault-", ".txt");
  }

  private static String reproducer(List<String> arguments, Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    StringBuilder text = new StringBuilder();
    text.append("nacre ").append(arguments.stream().map(Fault::quoted).collect(Collectors.joining(" "))).append("\n\n");
    text.append("version: ").append(Version.text()).append('\n');
    text.append("java: ").append(Runtime.version()).append('\n');
    text.append("system: ").append(System.getProperty("os.name")).append(' ').append(System.getProperty("os.arch"))
        .append("\n\n");
    text.append(trace).append('\n');
    arguments.stream().filter(argument -> argument.endsWith(".nacre")).forEach(file -> text.append(contents(file)));
    return text.toString();
  }

  private static String contents(String file) {
    try {
      return "---- " + file + "\n" + Files.readString(Path.of(file)) + "\n";
    } catch (IOException | RuntimeException e) {
      return "---- " + file + " cannot be read: " + e.getMessage() + "\n";
    }
  }

  private static String quoted(String argument) {
    return argument.matches("[A-Za-z0-9_./=:-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
  }
}
