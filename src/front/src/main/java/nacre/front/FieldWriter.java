package nacre.front;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts texts on a line one after the other, for a {@link FieldReader}. */
final class FieldWriter {
  private final List<String> fields = new ArrayList<>();

  FieldWriter(String kind) {
    fields.add(kind);
  }

  FieldWriter text(String text) {
    fields.add(text);
    return this;
  }

  FieldWriter optional(Optional<?> text) {
    return text(text.map(Object::toString).orElse(""));
  }

  FieldWriter number(long number) {
    return text(Long.toString(number));
  }

  FieldWriter flag(boolean flag) {
    return text(Boolean.toString(flag));
  }

  <T> FieldWriter list(List<T> list, Consumer<T> element) {
    number(list.size());
    list.forEach(element);
    return this;
  }

  FieldWriter texts(List<String> texts) {
    return list(texts, this::text);
  }

  String line() {
    return Fields.line(fields);
  }
}
