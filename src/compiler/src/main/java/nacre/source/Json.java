package nacre.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiConsumer;

/** What commands print for other programs: JSON in ASCII, two spaces deeper per level, in the order in which it was put. */
public sealed interface Json {
  /** A string. */
  record Text(String text) implements Json {}

  /** A whole number. */
  record Whole(long number) implements Json {}

  /** A number. What is none, not finite that is, is printed as a string. */
  record Real(double number) implements Json {}

  /** {@code true} or {@code false}. */
  record Flag(boolean flag) implements Json {}

  /** An array. */
  record Items(List<Json> items) implements Json {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** An object. */
  record Fields(SequencedMap<String, Json> fields) implements Json {
    public Fields {
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    /** An object without members. */
    public Fields() {
      this(new LinkedHashMap<>(Map.of()));
    }

    /** The same with another member at its end. */
    public Fields with(String name, Json value) {
      SequencedMap<String, Json> more = new LinkedHashMap<>(fields);
      more.put(name, value);
      return new Fields(more);
    }

    public Fields with(String name, String text) {
      return with(name, new Text(text));
    }

    public Fields with(String name, List<? extends Json> items) {
      return with(name, new Items(List.copyOf(items)));
    }
  }

  /** An array of strings. */
  static Items texts(List<String> texts) {
    return new Items(texts.stream().<Json>map(Text::new).toList());
  }

  /** The lines of it, without a line end behind the last. */
  default String print() {
    StringBuilder out = new StringBuilder();
    print(this, "\n", out);
    return out.toString();
  }

  private static void print(Json json, String line, StringBuilder out) {
    switch (json) {
      case Text(String text) -> quote(text, out);
      case Whole(long number) -> out.append(number);
      case Real(double number) -> {
        if (Double.isFinite(number)) {
          out.append(number);
        } else {
          quote(Double.toString(number), out);
        }
      }
      case Flag(boolean flag) -> out.append(flag);
      case Items(List<Json> items) -> list("[]", items, line, out, (item, deeper) -> print(item, deeper, out));
      case Fields(SequencedMap<String, Json> fields) ->
          list("{}", fields.sequencedEntrySet(), line, out, (field, deeper) -> {
            quote(field.getKey(), out);
            out.append(": ");
            print(field.getValue(), deeper, out);
          });
    }
  }

  private static <T> void list(String brackets, Iterable<T> parts, String line, StringBuilder out,
      BiConsumer<T, String> print) {
    out.append(brackets.charAt(0));
    String between = "";
    for (T part : parts) {
      out.append(between).append(line).append("  ");
      print.accept(part, line + "  ");
      between = ",";
    }
    out.append(between.isEmpty() ? "" : line).append(brackets.charAt(1));
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    text.chars().forEach(unit -> {
      if (unit == '"' || unit == '\\') {
        out.append('\\').append((char) unit);
      } else if (unit < ' ' || unit > '~') {
        out.append("\\u%04x".formatted(unit));
      } else {
        out.append((char) unit);
      }
    });
    out.append('"');
  }
}
