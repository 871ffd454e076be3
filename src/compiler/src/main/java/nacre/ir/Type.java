package nacre.ir;

/** What is known of a value. */
public sealed interface Type permits TensorType, Type.Opaque, Type.Poison {
  /** The result of an operation that Nacre does not know; only other unknown operations may read it freely. */
  record Opaque() implements Type {
    @Override
    public String toString() {
      return "opaque";
    }
  }

  /** The result of something that is in error already. Whatever reads it stays silent and is poison too. */
  record Poison() implements Type {
    @Override
    public String toString() {
      return "poison";
    }
  }

  Opaque OPAQUE = new Opaque();
  Poison POISON = new Poison();
}
