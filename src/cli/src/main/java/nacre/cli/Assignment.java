package nacre.cli;

import nacre.source.Severity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What an option gives to a name: {@code NAME=VALUE}, neither of them empty. */
record Assignment(String name, String value) {
  /** A value in the words of the language. */
  static final class Setting implements ITypeConverter<Assignment> {
    @Override
    public Assignment convert(String text) {
      return parse(text, "NAME=VALUE");
    }
  }

  /** A value that is an extent of a tensor. */
  static final class Sizing implements ITypeConverter<Assignment> {
    private static final String REQUIRED = "NAME=SIZE, a size from 1 to " + Integer.MAX_VALUE;

    @Override
    public Assignment convert(String text) {
      Assignment said = parse(text, REQUIRED);
      try {
        if (Integer.parseInt(said.value()) >= 1) {
          return said;
        }
      } catch (NumberFormatException e) {
        throw mismatch(text, REQUIRED);
      }
      throw mismatch(text, REQUIRED);
    }
  }

  /** A value that is the word of a severity. */
  static final class Grading implements ITypeConverter<Assignment> {
    @Override
    public Assignment convert(String text) {
      String required = "RULE=LEVEL, a level of " + String.join(", ", Severity.words());
      Assignment said = parse(text, required);
      if (Severity.named(said.value()).isPresent()) {
        return said;
      }
      throw mismatch(text, required);
    }
  }

  private static Assignment parse(String text, String required) {
    int sign = text.indexOf('=');
    if (sign < 1 || sign == text.length() - 1) {
      throw mismatch(text, required);
    }
    return new Assignment(text.substring(0, sign), text.substring(sign + 1));
  }

  private static TypeConversionException mismatch(String text, String required) {
    return new TypeConversionException("found `" + text + "`, required " + required);
  }
}
