package nacre.cli;

import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Numbers in the words of a user: what is none is said without naming a type of Java. */
final class Numbers {
  private Numbers() {}

  /** Has all options of a command and its subcommands read their numbers this way. */
  static void register(CommandLine line) {
    line.registerConverter(Long.class, Numbers::whole);
    line.registerConverter(long.class, Numbers::whole);
    line.registerConverter(Double.class, Numbers::real);
  }

  private static Long whole(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("found `" + text + "`, required a whole number below 2^63");
    }
  }

  private static Double real(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("found `" + text + "`, required a number");
    }
  }
}
