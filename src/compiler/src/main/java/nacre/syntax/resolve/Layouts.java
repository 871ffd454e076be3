package nacre.syntax.resolve;

import java.util.List;
import nacre.ir.TensorType;
import nacre.source.Nearest;
import nacre.source.Span;

/** The words for where the channels of a tensor are. */
final class Layouts {
  static final List<String> NAMES = List.of("nchw", "nhwc", "ncw", "nwc", "ncdhw", "ndhwc");

  private Layouts() {}

  static boolean isLayout(String word) {
    return NAMES.contains(word);
  }

  /** The message for a word that is no layout. */
  static String unknown(String word) {
    return "found the layout `" + word + "`, required one of " + String.join(", ", NAMES) + Nearest.hint(word, NAMES);
  }

  static boolean isChannelsLast(String word) {
    return word.endsWith("c");
  }

  /** @throws Failure of that kind if a tensor cannot be laid out so */
  static void requireRank(String word, TensorType type, ErrorKind kind, Span at) {
    if (type.rank() != word.length()) {
      throw Failure.of(kind, at, "found `" + word + "` on " + type + " of rank " + type.rank()
          + ", required rank " + word.length());
    }
  }
}
