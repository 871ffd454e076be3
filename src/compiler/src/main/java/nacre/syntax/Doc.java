package nacre.syntax;

import java.util.List;
import java.util.stream.Stream;

/** A text whose line ends are not decided yet; {@link DocPrinter} decides them by the width of a line. */
sealed interface Doc {
  Doc EMPTY = new Concat(List.of(), false);

  /** A line end in a group that is broken, a space in one that is not. */
  Doc LINE = new Line(" ");

  /** A line end in a group that is broken, otherwise nothing. */
  Doc SOFT = new Line("");

  /** A line end, always. */
  Doc HARD = new Hard(1);

  /** A line end and an empty line. */
  Doc BLANK = new Hard(2);

  /** A line end, unless the line is still empty. */
  Doc FRESH = new Hard(0);

  /** Whether a line end in it is certain, so that groups around it are broken. */
  default boolean breaks() {
    return false;
  }

  record Text(String text) implements Doc {}

  record Line(String flat) implements Doc {}

  record Hard(int count) implements Doc {
    @Override
    public boolean breaks() {
      return true;
    }
  }

  /** A comment that ends its line, wherever that line ends. */
  record Suffix(String text) implements Doc {}

  /** One text in a group that is broken, another in one that is not. */
  record Either(String broken, String flat) implements Doc {}

  record Concat(List<Doc> parts, boolean breaks) implements Doc {}

  /** Its own lines end at once or not at all. */
  record Group(Doc inside, boolean breaks) implements Doc {}

  /** Lines inside are indented by so many spaces more. */
  record Nest(int spaces, Doc inside, boolean breaks) implements Doc {}

  static Doc text(String text) {
    return new Text(text);
  }

  static Doc of(Doc... parts) {
    return of(List.of(parts));
  }

  static Doc of(List<Doc> parts) {
    return new Concat(List.copyOf(parts), parts.stream().anyMatch(Doc::breaks));
  }

  static Doc group(Doc... parts) {
    Doc inside = of(parts);
    return new Group(inside, inside.breaks());
  }

  static Doc nest(Doc... parts) {
    Doc inside = of(parts);
    return new Nest(2, inside, inside.breaks());
  }

  /** This one, then others. */
  default Doc then(Doc... more) {
    return of(Stream.concat(Stream.of(this), Stream.of(more)).toList());
  }
}
