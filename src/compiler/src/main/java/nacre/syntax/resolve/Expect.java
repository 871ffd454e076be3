package nacre.syntax.resolve;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import nacre.ir.op.Initializers;

/**
 * What bare names and calls mean where an expression stands: looked up here first, then in scope.
 *
 * @param words   names of a choice
 * @param calls   what a call is other than a use of an op or block
 * @param element what holds for the elements of a list
 */
record Expect(SequencedSet<String> words, Calls calls, Optional<Expect> element) {
  /** How a bare name that is no word, and a call, are read. */
  enum Calls {
    /** As a value, and as a use. */
    USE,
    /** As an op or block without its inputs. */
    BLOCK,
    /** As an initialiser. */
    INITIALISER,
    /** As a word, and as a call that makes nothing: {@code sgd(0.1)}. */
    FACT
  }

  static final Expect VALUE = new Expect(new LinkedHashSet<>(), Calls.USE, Optional.empty());
  static final Expect BLOCK = new Expect(new LinkedHashSet<>(), Calls.BLOCK, Optional.empty());
  static final Expect FACT = new Expect(new LinkedHashSet<>(), Calls.FACT, Optional.empty());
  static final Expect INITIALISER = new Expect(new LinkedHashSet<>(Initializers.NAMES), Calls.INITIALISER,
      Optional.empty());

  static Expect words(List<String> words) {
    return new Expect(new LinkedHashSet<>(words), Calls.USE, Optional.empty());
  }

  static Expect listOf(Expect element) {
    return new Expect(new LinkedHashSet<>(), Calls.USE, Optional.of(element));
  }

  /** One of the words, as a value. */
  Datum word(String word) {
    return new Datum.Word(word, words);
  }

  /** What holds for an element of a list written here. */
  Expect inner() {
    return element.orElse(this);
  }
}
