package nacre.front;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes the texts of a line one after the other. */
final class FieldReader {
  private final String line;
  private final List<String> fields;
  private int next;

  FieldReader(String line) {
    this.line = line;
    fields = Fields.read(line);
  }

  String text() {
    if (next == fields.size()) {
      throw broken();
    }
    return fields.get(next++);
  }

  /** Nothing was written as an empty text. */
  Optional<String> optional() {
    return Optional.of(text()).filter(text -> !text.isEmpty());
  }

  int number() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException e) {
      throw broken();
    }
  }

  long longNumber() {
    try {
      return Long.parseLong(text());
    } catch (NumberFormatException e) {
      throw broken();
    }
  }

  boolean flag() {
    return Boolean.parseBoolean(text());
  }

  <E extends Enum<E>> E word(Class<E> type) {
    try {
      return Enum.valueOf(type, text());
    } catch (IllegalArgumentException e) {
      throw broken();
    }
  }

  /** A number, and that many elements. */
  <T> List<T> list(Supplier<T> element) {
    int size = number();
    List<T> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(element.get());
    }
    return List.copyOf(list);
  }

  private ProtocolException broken() {
    return new ProtocolException("found the line `" + line + "`, in which field " + next + " is not what it should be");
  }
}
