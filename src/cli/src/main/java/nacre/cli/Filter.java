package nacre.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import nacre.source.InputException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that list something take: a word that entries must have, and a form. */
final class Filter {
  @Parameters(paramLabel = "WORD", arity = "0..1",
      description = "only entries whose line has this word or part of a word")
  private Optional<String> word = Optional.empty();

  @Option(names = "--format", paramLabel = "text|json", defaultValue = "text",
      description = "for people, or for programs (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  /**
   * Those that have the word.
   *
   * @param text all that an entry says
   * @throws InputException if none has it
   */
  <T> List<T> of(List<T> all, Function<T, String> text) {
    if (word.isEmpty()) {
      return all;
    }
    String wanted = word.get().toLowerCase(Locale.ROOT);
    List<T> found = all.stream().filter(one -> text.apply(one).toLowerCase(Locale.ROOT).contains(wanted)).toList();
    if (found.isEmpty()) {
      throw new InputException("nothing listed here has `" + word.get() + "` in it");
    }
    return found;
  }

  boolean isJson() {
    return format == Format.JSON;
  }
}
