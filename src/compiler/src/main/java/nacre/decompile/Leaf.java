package nacre.decompile;

import java.math.BigDecimal;
import nacre.ir.Dim;

/** A number, truth value or extent that a call says. Calls that differ in leaves alone can be one block. */
sealed interface Leaf {
  record Whole(long value) implements Leaf {}

  record Real(double value) implements Leaf {}

  record Flag(boolean value) implements Leaf {}

  /** An extent that depends on symbols; only shapes of values can say it. */
  record Size(Dim dim) implements Leaf {}

  /** The type of a block's parameter that holds it. */
  default String type() {
    return switch (this) {
      case Whole _ -> "int";
      case Real _ -> "float";
      case Flag _ -> "bool";
      case Size _ -> throw new IllegalArgumentException("a symbolic extent is no parameter");
    };
  }

  /** As a text says it; not for symbolic extents. */
  default String text() {
    return switch (this) {
      case Whole(long value) -> Long.toString(value);
      case Real(double value) -> number(value);
      case Flag(boolean value) -> Boolean.toString(value);
      case Size(Dim dim) -> dim.toString();
    };
  }

  /** Plain digits where they are few, {@code 1e-5} otherwise; a whole number is taken where a real one is required. */
  private static String number(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    String plain = exact.toPlainString();
    if (plain.length() <= 12) {
      return plain;
    }
    return exact.toString().replace("E+", "e").replace('E', 'e');
  }
}
