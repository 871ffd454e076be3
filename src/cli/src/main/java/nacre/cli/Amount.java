package nacre.cli;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import nacre.ir.Dim;
import nacre.source.Json;

/** Numbers of elements, bytes and operations, which may hold symbols such as the batch. */
final class Amount {
  /** Digits that are no part of a symbol's name. */
  private static final Pattern NUMBER = Pattern.compile("(?<!\\w)\\d+");

  private Amount() {}

  /** With commas between thousands, for instance {@code 118,013,952*N}. */
  static String text(Dim amount) {
    return NUMBER.matcher(amount.toString())
        .replaceAll(number -> String.format(Locale.ROOT, "%,d", new BigInteger(number.group())));
  }

  /** The same for a cell of a table, where most are nothing. */
  static String cell(Dim amount) {
    return amount.is(0) ? "-" : text(amount);
  }

  /** A number where it is one, otherwise a string such as {@code "118013952*N"}. */
  static Json json(Dim amount) {
    return amount instanceof Dim.Known(long known) ? new Json.Whole(known) : new Json.Text(amount.toString());
  }
}
