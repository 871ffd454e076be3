package nacre.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many there are of something: a whole number from 1 to 65536. */
final class Count implements ITypeConverter<Integer> {
  private static final int MOST = 65536;

  @Override
  public Integer convert(String text) {
    try {
      int count = Integer.parseInt(text);
      if (count >= 1 && count <= MOST) {
        return count;
      }
    } catch (NumberFormatException e) {
      throw new TypeConversionException(required(text));
    }
    throw new TypeConversionException(required(text));
  }

  private static String required(String text) {
    return "found `" + text + "`, required a whole number from 1 to " + MOST;
  }
}
