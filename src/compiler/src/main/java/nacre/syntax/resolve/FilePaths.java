package nacre.syntax.resolve;

import java.util.Optional;

/** Which paths a text may mention: relative ones with {@code /} between folders, so that they mean the same everywhere. */
final class FilePaths {
  private FilePaths() {}

  /** What is wrong with a path, as found and required. */
  static Optional<String> problem(String path) {
    if (path.isBlank()) {
      return Optional.of("found an empty path, required that of a file");
    }
    if (path.indexOf('\\') >= 0) {
      return Optional.of("found `\\` in a path, required `/` between folders");
    }
    if (path.startsWith("/") || path.startsWith("~") || path.matches("[A-Za-z]:.*")) {
      return Optional.of("found the absolute path `" + path + "`, required one relative to this file");
    }
    if (path.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("found a control character in a path");
    }
    return Optional.empty();
  }
}
