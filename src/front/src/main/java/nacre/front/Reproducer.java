package nacre.front;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file with all that is needed to see a fault of Nacre again. */
record Reproducer(Path folder) {
  /** What to say of a fault: what it is, and the file, or all that would be in it where none can be written. */
  String say(String summary, List<String> details) {
    List<String> lines = new ArrayList<>();
    lines.add(summary);
    Optional<Path> file = write(summary, details);
    lines.add("this is a fault in Nacre, not in the model; please report it with "
        + file.map(path -> "the file " + path).orElse("these lines"));
    if (file.isEmpty()) {
      details.forEach(line -> lines.add("  " + line));
    }
    return String.join("\n", lines);
  }

  private Optional<Path> write(String summary, List<String> details) {
    try {
      Path file = Files.createTempFile(Files.createDirectories(folder), "nacre-fault-", ".txt");
      Files.writeString(file, summary + "\n\n" + String.join("\n", details) + "\n");
      return Optional.of(file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
