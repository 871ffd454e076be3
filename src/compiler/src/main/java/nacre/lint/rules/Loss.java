package nacre.lint.rules;

import java.util.Optional;

import nacre.ir.Attr;
import nacre.lint.LintContext;

/**
 * A cross-entropy, by the names that Keras and PyTorch give it. Of other losses nothing is known here.
 *
 * @param word   as written
 * @param logits whether it takes its own softmax or sigmoid of what it is fed
 */
record Loss(Kind kind, String word, boolean logits) {
  /** What the classes are to each other. */
  enum Kind {
    /** Each is there or not, whatever the others are. */
    BINARY("sigmoid"),
    /** Exactly one is there. */
    CATEGORICAL("softmax");

    private final String activation;

    Kind(String activation) {
      this.activation = activation;
    }

    /** The op that makes its probabilities. */
    String activation() {
      return activation;
    }
  }

  /**
   * The loss of a setting.
   *
   * @param fromLogits what the text says beside it; losses take probabilities where neither that nor their name says more
   */
  static Optional<Loss> of(Attr loss, Optional<Attr> fromLogits) {
    return switch (loss) {
      case Attr.Word(String word) -> named(word, fromLogits);
      case Attr.Made made ->
          named(made.name(), Optional.ofNullable(made.named().get("from_logits")).or(() -> fromLogits));
      default -> Optional.empty();
    };
  }

  /** What the network's author calls it. */
  String name(LintContext context) {
    return context.loss(word, logits);
  }

  private static Optional<Loss> named(String word, Optional<Attr> fromLogits) {
    boolean said = fromLogits.equals(Optional.of(Attr.of(true)));
    return switch (word) {
      case "binary_crossentropy", "binary_cross_entropy", "bce" -> Optional.of(new Loss(Kind.BINARY, word, said));
      case "categorical_crossentropy", "sparse_categorical_crossentropy" ->
          Optional.of(new Loss(Kind.CATEGORICAL, word, said));
      case "bce_with_logits", "binary_cross_entropy_with_logits" -> Optional.of(new Loss(Kind.BINARY, word, true));
      case "cross_entropy" -> Optional.of(new Loss(Kind.CATEGORICAL, word, true));
      default -> Optional.empty();
    };
  }
}
