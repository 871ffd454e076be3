package nacre.ir;

import java.util.Map;
import java.util.OptionalLong;

/**
 * One extent of a shape. Sizes that are not numbers are polynomials over symbols and floor divisions, kept in a normal
 * form, so that equality of records is equality of extents wherever that can be proved at all.
 */
public sealed interface Dim {
  /** A number of elements, {@code size >= 0}. */
  record Known(long size) implements Dim {
    public Known {
      if (size < 0) {
        throw new IllegalArgumentException("an extent is never negative, found " + size);
      }
    }

    @Override
    public String toString() {
      return Long.toString(size);
    }
  }

  /** An extent that a caller chooses, such as the batch {@code N}. Bounds live in {@link Symbols}. */
  record Symbol(String name) implements Dim {
    public Symbol {
      check(name);
    }

    /** True for a letter or an underscore, followed by letters, digits and underscores. */
    public static boolean isName(String name) {
      return !name.isEmpty() && !Character.isDigit(name.charAt(0))
          && name.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
    }

    static void check(String name) {
      if (!isName(name)) {
        throw new IllegalArgumentException("found " + Attr.quote(name) + ", required a symbol's name: letters, digits "
            + "and underscores");
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Anything else that is known, such as {@code 2*H + 1} or {@code (H - 1)//2}. */
  record Expr(Polynomial polynomial) implements Dim {
    @Override
    public String toString() {
      return polynomial.toString();
    }
  }

  /** Nothing is known; equal to no extent, not even to itself. Ask {@link #provablyEquals}. */
  record Unknown() implements Dim {
    @Override
    public String toString() {
      return "?";
    }
  }

  Unknown UNKNOWN = new Unknown();
  Known ONE = new Known(1);
  /** Floor divisions inside one another, at most. */
  int DEEPEST = 16;
  /** Symbols and numbers in one expression, at most. */
  int LARGEST = 64;

  static Dim of(long size) {
    return new Known(size);
  }

  /** Simplest form of a polynomial: a number, a symbol, or an expression; unknown where that is too large to be of use. */
  static Dim of(Polynomial polynomial) {
    OptionalLong constant = polynomial.constant();
    if (constant.isPresent()) {
      return new Known(constant.getAsLong());
    }
    if (polynomial.size() > LARGEST) {
      return UNKNOWN;
    }
    return polynomial.symbol().<Dim>map(Symbol::new).orElseGet(() -> new Expr(polynomial));
  }

  /** The number of elements, where it is a number. */
  default OptionalLong known() {
    return this instanceof Known(long size) ? OptionalLong.of(size) : OptionalLong.empty();
  }

  default boolean is(long size) {
    return this instanceof Known(long own) && own == size;
  }

  /** True only if both extents are the same for every choice of symbols. */
  default boolean provablyEquals(Dim other) {
    return !(this instanceof Unknown) && equals(other);
  }

  /** {@code this + other}; unknown as soon as one side is. */
  default Dim plus(Dim other) {
    return this instanceof Unknown || other instanceof Unknown ? UNKNOWN
        : of(polynomialOf().plus(other.polynomialOf()));
  }

  default Dim plus(long other) {
    return this instanceof Unknown ? this : of(polynomialOf().plus(Polynomial.of(other)));
  }

  /** {@code this * other}; a known zero wins over the unknown. */
  default Dim times(Dim other) {
    if (is(0) || other.is(0)) {
      return of(0);
    }
    return this instanceof Unknown || other instanceof Unknown ? UNKNOWN
        : of(polynomialOf().times(other.polynomialOf()));
  }

  default Dim times(long other) {
    return times(of(other));
  }

  /** {@code floor(this / divisor)}, {@code divisor > 0}; unknown where divisions would nest too deeply to be of use. */
  default Dim floorDiv(long divisor) {
    if (this instanceof Unknown) {
      return this;
    }
    Polynomial quotient = polynomialOf().floorDiv(divisor);
    return quotient.depth() > DEEPEST ? UNKNOWN : of(quotient);
  }

  /** {@code ceil(this / divisor)}, {@code divisor > 0}. */
  default Dim ceilDiv(long divisor) {
    return plus(divisor - 1).floorDiv(divisor);
  }

  /**
   * The value under a choice of symbols.
   *
   * @throws IllegalArgumentException if a symbol has no value or nothing is known
   */
  default long at(Map<String, Long> symbols) {
    return switch (this) {
      case Known(long size) -> size;
      case Unknown _ -> throw new IllegalArgumentException("an unknown extent has no value");
      default -> polynomialOf().at(symbols);
    };
  }

  /** This extent with some symbols replaced by numbers. */
  default Dim substitute(Map<String, Long> symbols) {
    return this instanceof Known || this instanceof Unknown ? this : of(polynomialOf().substitute(symbols));
  }

  /** @throws IllegalStateException for {@link Unknown} */
  default Polynomial polynomialOf() {
    return switch (this) {
      case Known(long size) -> Polynomial.of(size);
      case Symbol(String name) -> Polynomial.of(name);
      case Expr(Polynomial polynomial) -> polynomial;
      case Unknown _ -> throw new IllegalStateException("an unknown extent is no polynomial");
    };
  }
}
