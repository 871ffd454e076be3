package nacre.lint;

/** What comes with the findings of a rule, where the place allows for it at all. */
public enum Fixes {
  NONE("no fix"),
  /** The network computes the same afterwards. */
  SAFE("a safe fix"),
  /** The network computes something else afterwards. */
  UNSAFE("an unsafe fix"),
  /** One or the other; it depends on the place. */
  SAFE_OR_UNSAFE("a safe or an unsafe fix");

  private final String words;

  Fixes(String words) {
    this.words = words;
  }

  /** In words, for instance {@code a safe fix}. */
  public String words() {
    return words;
  }
}
