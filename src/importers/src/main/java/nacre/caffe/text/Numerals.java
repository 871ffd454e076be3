package nacre.caffe.text;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as the text format writes them. */
public final class Numerals {
  private static final Pattern REAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?[fF]?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?(0[xX][0-9a-fA-F]+|[0-9]+)");
  /** No number of more characters is worth its time. */
  private static final int LONGEST = 1000;

  private Numerals() {}

  static boolean isNumber(String text) {
    return text.length() <= LONGEST && (REAL.matcher(text).matches() || WHOLE.matcher(text).matches());
  }

  /** A whole number: decimal, hexadecimal after {@code 0x}, octal after {@code 0}; empty for others and beyond 64 bits. */
  public static Optional<Long> whole(String text) {
    if (text.length() > LONGEST || !WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.decode(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** A number, with {@code inf} and {@code nan}; empty for others. */
  public static OptionalDouble real(String text) {
    boolean negative = text.startsWith("-");
    double size = switch (negative ? text.substring(1) : text) {
      case "inf", "infinity", "Inf" -> Double.POSITIVE_INFINITY;
      case "nan", "NaN" -> Double.NaN;
      default -> 0;
    };
    if (size != 0) {
      return OptionalDouble.of(negative ? -size : size);
    }
    if (!isNumber(text)) {
      return OptionalDouble.empty();
    }
    return REAL.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text))
        : whole(text).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
