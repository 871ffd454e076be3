package nacre.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nacre.driver.FaultReport;

/** Says that Nacre itself is at fault. */
final class Fault {
  private Fault() {}

  /** Writes the reproducer and says where it is; the exit code. */
  static int report(Console console, List<String> arguments, Throwable cause) {
    String call = "nacre " + arguments.stream().map(Fault::quoted).collect(Collectors.joining(" "));
    List<Path> texts = arguments.stream().filter(argument -> argument.endsWith(".nacre")).map(Path::of).toList();
    FaultReport report = new FaultReport(call, texts, cause);
    console.note("nacre: " + report.summary());
    Optional<Path> file = report.write();
    console.note("nacre: this is a fault in nacre, not in the model; please report it with "
        + file.map(path -> "the file " + path).orElse("these lines:"));
    if (file.isEmpty()) {
      report.text().lines().forEach(console::note);
    }
    return ExitCode.INTERNAL;
  }

  private static String quoted(String argument) {
    return argument.matches("[A-Za-z0-9_./=:-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
  }
}
