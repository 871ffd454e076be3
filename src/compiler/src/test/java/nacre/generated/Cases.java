package nacre.generated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cases of an op as text. */
final class Cases {
  /**
   * One of them.
   *
   * @param error what it is refused with, if it is
   */
  record Case(String title, String text) {
    Optional<String> error() {
      return text.lines().filter(line -> line.startsWith("error ")).map(line -> line.substring("error ".length()))
          .findFirst();
    }
  }

  private Cases() {}

  static List<Case> read(Path resources, String op) {
    List<Case> cases = new ArrayList<>();
    Path file = resources.resolve("nacre/ir/op").resolve(op + ".case");
    try {
      for (String part : Files.readString(file).split("(?m)^(?=\\[)")) {
        if (part.startsWith("[")) {
          String[] titleAndText = part.split("]\n", 2);
          cases.add(new Case(titleAndText[0].substring(1), withoutAnalyses(titleAndText[1])));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  /** What analyses know of an op is no part of what it computes. */
  private static String withoutAnalyses(String text) {
    return text.lines().filter(line -> !line.startsWith("axis ") && !line.startsWith("shift "))
        .reduce("", (all, line) -> all + line + "\n").strip();
  }
}
