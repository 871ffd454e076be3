package nacre.decompile;

import java.util.Set;

/** Names of a text for names of a model. */
final class Identifiers {
  /** Words that are no names. */
  private static final Set<String> KEYWORDS = Set.of("use", "assert", "for", "in", "repeat", "as", "if", "else", "and",
      "or", "not", "true", "false", "none");

  private Identifiers() {}

  /** Whether the language reads it as a name. */
  static boolean isName(String word) {
    return word.matches("[A-Za-z_][A-Za-z0-9_]*") && !isKeyword(word);
  }

  static boolean isKeyword(String word) {
    return KEYWORDS.contains(word);
  }

  /** Letters, digits and underscores of a name; in front of them {@code word} where they do not start with a letter. */
  static String of(String name, String word) {
    String letters =
        name.codePoints().mapToObj(c -> c < 128 && Character.isLetterOrDigit(c) ? Character.toString(c) : "_")
            .reduce("", String::concat).replaceAll("_+", "_").replaceAll("^_|_$", "");
    boolean fine = !letters.isEmpty() && Character.isLetter(letters.charAt(0)) && !isKeyword(letters);
    return fine ? letters : letters.isEmpty() ? word : word + "_" + letters;
  }
}
