package nacre.syntax.resolve;

import java.util.HashMap;
import java.util.Map;
import nacre.source.Note;
import nacre.source.Span;

/** The paths that are taken, and by whom. */
final class Paths {
  private final Map<String, Span> taken = new HashMap<>();

  /** @throws Failure if another place has the path */
  void claim(String path, Span at) {
    Span first = taken.putIfAbsent(path, at);
    if (first != null) {
      throw Failure.of(ErrorKind.EQUAL_PATHS, at,
          "the path `" + path + "` is taken; give this one a name of its own with `as`")
          .with(Note.at(first, "by this one"));
    }
  }
}
