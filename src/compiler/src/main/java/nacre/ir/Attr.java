package nacre.ir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A static setting: what an attribute, a training fact or an input's setting may be. */
public sealed interface Attr {
  record Int(long value) implements Attr {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  record Real(double value) implements Attr {
    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  record Bool(boolean value) implements Attr {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** A bare name out of a choice, such as {@code same}. */
  record Word(String word) implements Attr {
    @Override
    public String toString() {
      return word;
    }
  }

  /** A quoted text; printed with JSON's escapes. */
  record Text(String text) implements Attr {
    @Override
    public String toString() {
      return quote(text);
    }
  }

  record Many(List<Attr> items) implements Attr {
    public Many {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      return items.stream().map(Attr::toString).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** A call with static arguments, such as {@code sgd(0.1, momentum=0.9)} or {@code normal(0.02)}. */
  record Made(String name, List<Attr> positional, SequencedMap<String, Attr> named) implements Attr {
    public Made {
      positional = List.copyOf(positional);
      named = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(named));
    }

    @Override
    public String toString() {
      return Stream.concat(positional.stream().map(Attr::toString),
          named.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()))
          .collect(Collectors.joining(", ", name + "(", ")"));
    }
  }

  /** An extent that may hold symbols; a plain number is always an {@link Int}. */
  record Size(Dim dim) implements Attr {
    @Override
    public String toString() {
      return dim.toString();
    }
  }

  record None() implements Attr {
    @Override
    public String toString() {
      return "none";
    }
  }

  None NONE = new None();

  static Attr of(long value) {
    return new Int(value);
  }

  static Attr of(double value) {
    return new Real(value);
  }

  static Attr of(boolean value) {
    return new Bool(value);
  }

  static Attr ints(List<Integer> values) {
    return new Many(values.stream().map(value -> of((long) value)).toList());
  }

  /** {@code text} in double quotes; quotes, backslashes and what cannot be seen escaped as in JSON. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars().forEach(c -> {
      if (c == '"' || c == '\\') {
        out.append('\\').append((char) c);
      } else if (isUnseen(c)) {
        out.append("\\u%04x".formatted(c));
      } else {
        out.append((char) c);
      }
    });
    return out.append('"').toString();
  }

  /** Control characters, line ends, and those that turn the direction of writing. */
  private static boolean isUnseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
