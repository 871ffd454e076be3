package nacre.keras;

import java.util.List;
import java.util.Optional;
import nacre.keras.file.JsonValue;

/** Values of configs as the versions of Keras write them: what one writes as a list, another wraps. */
public final class Values {
  private static final String ITEMS = "items";

  private Values() {}

  /** A list without what tells tuples from lists; anything else as it is. */
  public static JsonValue plain(JsonValue value) {
    if (value.isObject() && value.object().has("class_name") && value.object().has(ITEMS)) {
      JsonValue items = value.object().value(ITEMS);
      return items.isList() ? items : value;
    }
    return value;
  }

  public static boolean isList(JsonValue value) {
    return plain(value).isList();
  }

  public static List<JsonValue> items(JsonValue value) {
    return plain(value).list();
  }

  public static int integer(JsonValue value) {
    if (value.isFlag()) {
      return value.flag() ? 1 : 0;
    }
    long whole = value.whole();
    if (whole != (int) whole) {
      throw value.problem("a whole number of 32 bits");
    }
    return (int) whole;
  }

  /** What one writes as a word, and another as an object with that class. */
  public static Optional<String> className(JsonValue value) {
    if (value.isText()) {
      return Optional.of(value.text());
    }
    return value.isObject() ? value.object().optional("class_name").filter(JsonValue::isText).map(JsonValue::text)
        : Optional.empty();
  }
}
