package nacre.ir;

/** What is known of the parameters' values. A rewrite may rely on values only when they are {@link Fixed}. */
public sealed interface Weights {
  /** Nothing is bound. */
  record Absent() implements Weights {}

  /** Every parameter starts from its {@link Init} and this seed. */
  record Seeded(long seed) implements Weights {}

  /** Bound to contents with this SHA-256, in hex. */
  record Fixed(String hash) implements Weights {}

  Absent ABSENT = new Absent();
}
