package nacre.cli;

import java.math.BigInteger;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number of 64 bits. */
final class WholeNumber implements ITypeConverter<Long> {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

  @Override
  public Long convert(String text) {
    if (!text.matches("[+-]?[0-9]+")) {
      throw new TypeConversionException("found `" + text + "`, required a whole number");
    }
    BigInteger number = new BigInteger(text);
    if (number.compareTo(LEAST) < 0 || number.compareTo(GREATEST) > 0) {
      throw new TypeConversionException("found `" + text + "`, required a whole number of 64 bits");
    }
    return number.longValueExact();
  }
}
