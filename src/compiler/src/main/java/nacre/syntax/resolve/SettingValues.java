package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.source.Nearest;
import nacre.source.Span;
import nacre.syntax.Syntax;

/** The settings in braces after a statement, each evaluated when it is asked for. */
final class SettingValues {
  private final SequencedMap<String, Syntax.Setting> settings = new LinkedHashMap<>();
  private final Evaluator evaluator;
  private final Scope scope;

  /**
   * @param what  the statement, for messages
   * @param known the settings that there are
   * @throws Failure if one is unknown, or there twice
   */
  SettingValues(String what, List<Syntax.Setting> written, List<String> known, Evaluator evaluator, Scope scope) {
    this.evaluator = evaluator;
    this.scope = scope;
    for (Syntax.Setting setting : written) {
      String name = setting.key().text();
      if (!known.contains(name)) {
        throw Failure.of(ErrorKind.UNKNOWN_SETTING, setting.key().span(), "`" + what + "` has no setting `" + name + "`"
            + (Nearest.to(name, known).isPresent() ? Nearest.hint(name, known)
                : "; there are " + String.join(", ", known)));
      }
      if (settings.put(name, setting) != null) {
        throw Failure.of(ErrorKind.DUPLICATE_NAME, setting.key().span(), "found `" + name + "` twice, required once");
      }
    }
  }

  boolean isEmpty() {
    return settings.isEmpty();
  }

  /** Where the value of a setting stands. */
  Optional<Span> span(String name) {
    return Optional.ofNullable(settings.get(name)).map(setting -> setting.value().span());
  }

  Optional<Datum> value(String name, Expect expect) {
    return Optional.ofNullable(settings.get(name)).map(setting -> {
      Datum value = evaluator.value(setting.value(), expect, scope);
      if (value.poisoned()) {
        throw Failure.silent();
      }
      return value;
    });
  }

  /** One of {@code words}. */
  Optional<String> word(String name, List<String> words) {
    return value(name, Expect.words(words))
        .map(value -> value instanceof Datum.Word(String word, _) && words.contains(word)
            ? word
            : fail(name, value, String.join(" or ", words.stream().map(w -> "`" + w + "`").toList())));
  }

  Optional<Boolean> truth(String name) {
    return value(name, Expect.VALUE)
        .map(value -> value instanceof Datum.Bool(boolean truth) ? truth : fail(name, value, "`true` or `false`"));
  }

  /** A finite number. */
  Optional<Double> number(String name) {
    return value(name, Expect.VALUE)
        .map(value -> Arithmetic.isNumber(value) ? Double.valueOf(Arithmetic.number(value))
            : fail(name, value, "a number"));
  }

  /** Numbers in a list, or one by itself. */
  Optional<List<Double>> numbers(String name) {
    return value(name, Expect.VALUE).map(value -> {
      List<Double> numbers = new ArrayList<>();
      for (Datum item : value instanceof Datum.Many(List<Datum> items) ? items : List.of(value)) {
        numbers.add(Arithmetic.isNumber(item) ? Double.valueOf(Arithmetic.number(item))
            : fail(name, item, "a list of numbers"));
      }
      return numbers;
    });
  }

  /** @throws Failure always; typed so that it stands where a value does */
  <T> T fail(String name, Datum found, String required) {
    throw failure(name, "found " + found.describe() + ", required " + required);
  }

  Failure failure(String name, String message) {
    Syntax.Setting setting = Optional.ofNullable(settings.get(name)).orElseThrow();
    return Failure.of(ErrorKind.INVALID_SETTING, setting.value().span(), "`" + name + "`: " + message);
  }

  /** Every setting with its key, in the order of the text. */
  Map<String, Syntax.Setting> all() {
    return settings;
  }
}
