package nacre.picture;

import java.util.Optional;

/**
 * What is shown.
 *
 * @param depth how many levels of blocks are opened; empty for as many as can be read
 */
public record PictureOptions(Stage stage, Alike alike, Optional<Integer> depth) {
  /** Boxes that can be read when nothing else is asked for. */
  static final int READABLE = 320;

  /** Which graph is drawn. */
  public enum Stage {
    /** As written, with what will become of each layer. */
    SOURCE,
    /** What is compiled, with what each layer has taken in. */
    OPTIMISED
  }

  /** What becomes of neighbouring blocks that are the same but for their place. */
  public enum Alike {
    /** The first stands for all. */
    ONCE,
    /** Each is drawn. */
    EACH
  }
}
