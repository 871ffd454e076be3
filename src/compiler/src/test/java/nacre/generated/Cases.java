package nacre.generated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern SHIFT_PASSES = Pattern.compile("shift (\\w+) \\d+ yes");

  private Cases() {}

  static List<Case> read(Path resources, String op) {
    List<Case> cases = new ArrayList<>();
    for (String part : text(resources, op).split("(?m)^(?=\\[)")) {
      if (part.startsWith("[")) {
        String[] titleAndText = part.split("]\n", 2);
        cases.add(new Case(titleAndText[0].substring(1), withoutAnalyses(titleAndText[1])));
      }
    }
    return cases;
  }

  /** Operands with a case in which a constant that is added to them is added to the result. */
  static List<String> shiftable(Path resources, String op) {
    return text(resources, op).lines().map(SHIFT_PASSES::matcher).filter(Matcher::lookingAt)
        .map(shift -> shift.group(1)).distinct().toList();
  }

  private static String text(Path resources, String op) {
    try {
      return Files.readString(resources.resolve("nacre/ir/op").resolve(op + ".case"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What analyses know of an op is no part of what it computes. */
  private static String withoutAnalyses(String text) {
    return text.lines().filter(line -> !line.startsWith("axis ") && !line.startsWith("shift "))
        .reduce("", (all, line) -> all + line + "\n").strip();
  }
}
