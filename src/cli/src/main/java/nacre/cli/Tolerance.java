package nacre.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How far apart is near enough: a number, 0 or more. */
final class Tolerance implements ITypeConverter<Double> {
  @Override
  public Double convert(String text) {
    try {
      double tolerance = Double.parseDouble(text);
      if (tolerance >= 0) {
        return tolerance;
      }
    } catch (NumberFormatException e) {
      throw new TypeConversionException(required(text));
    }
    throw new TypeConversionException(required(text));
  }

  private static String required(String text) {
    return "found `" + text + "`, required a number, 0 or more";
  }
}
