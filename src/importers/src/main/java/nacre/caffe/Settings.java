package nacre.caffe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import nacre.caffe.text.LocatedException;
import nacre.caffe.text.Numerals;
import nacre.caffe.text.TextField;
import nacre.caffe.text.TextMessage;
import nacre.caffe.text.TextScalar;
import nacre.importers.UnsupportedException;
import nacre.source.Nearest;
import nacre.source.Span;

/** The fields of a message by name. It remembers which were asked for, so that none is left out unseen. */
public final class Settings {
  private final String prefix;
  private final TextMessage message;
  private final Set<String> asked = new TreeSet<>();
  private final Map<TextMessage, Settings> inner = new LinkedHashMap<>();

  private Settings(String prefix, TextMessage message) {
    this.prefix = prefix;
    this.message = message;
  }

  public static Settings of(TextMessage message) {
    return new Settings("", message);
  }

  /** All fields as they are written. */
  List<TextField> fields() {
    return message.fields();
  }

  public Span span() {
    return message.span();
  }

  public boolean has(String name) {
    return message.has(name);
  }

  /** Takes note of fields that say nothing about the network; what is in them is not looked at. */
  public void ignore(String... names) {
    asked.addAll(List.of(names));
  }

  public int integer(String name, int fallback) {
    return only(name).map(this::integer).orElse(fallback);
  }

  /** @throws LocatedException if it is not there */
  public int integer(String name) {
    return only(name).map(this::integer).orElseThrow(() -> missing(name));
  }

  public LocatedException missing(String name) {
    Optional<TextField> near = message.fields().stream().filter(field -> !asked.contains(field.name()))
        .filter(field -> Nearest.to(field.name(), List.of(name)).isPresent()).findFirst();
    return new LocatedException(near.map(TextField::span).orElse(span()), "found no `" + prefix + name
        + "`, required one"
        + near.map(field -> "; found `" + field.name() + "`, did you mean `" + name + "`?").orElse(""));
  }

  public double real(String name, double fallback) {
    return only(name).map(this::real).orElse(fallback);
  }

  public boolean flag(String name, boolean fallback) {
    return only(name).map(this::flag).orElse(fallback);
  }

  public Optional<String> text(String name) {
    return only(name).map(this::text);
  }

  public List<String> texts(String name) {
    return all(name).stream().map(this::text).toList();
  }

  /** A word out of a choice; numbers stand for words in their order. */
  public String word(String name, String fallback, List<String> choice) {
    return only(name).map(field -> word(field, choice)).orElse(fallback);
  }

  public List<Integer> integers(String name) {
    return all(name).stream().map(this::integer).toList();
  }

  public List<Double> reals(String name) {
    return all(name).stream().map(this::real).toList();
  }

  /** The message of a field, without fields if it is not there. */
  public Settings inner(String name) {
    return only(name).map(this::inner)
        .orElseGet(() -> new Settings(prefix + name + ".", new TextMessage(List.of(), span())));
  }

  public List<Settings> inners(String name) {
    return all(name).stream().map(this::inner).toList();
  }

  /** What is to be said of the first field that nobody asked for, in this message or one inside. */
  Optional<String> unread() {
    for (TextField field : message.fields()) {
      if (!asked.contains(field.name())) {
        return Optional.of("`" + prefix + field.name() + "` is not known" + Nearest.hint(field.name(), asked));
      }
      Settings within = field.value() instanceof TextMessage text ? inner.get(text) : null;
      Optional<String> unread = within == null ? Optional.empty() : within.unread();
      if (unread.isPresent()) {
        return unread;
      }
    }
    return Optional.empty();
  }

  /** All such fields, with the messages that they are in before their names. */
  List<TextField> allUnread() {
    List<TextField> unread = new ArrayList<>();
    for (TextField field : message.fields()) {
      Settings within = field.value() instanceof TextMessage text ? inner.get(text) : null;
      if (!asked.contains(field.name())) {
        unread.add(new TextField(prefix + field.name(), field.span(), field.value()));
      } else if (within != null) {
        unread.addAll(within.allUnread());
      }
    }
    return unread;
  }

  /** The first field of a name, with the message that it is in before its name. */
  Optional<TextField> first(String name) {
    return message.first(name).map(field -> new TextField(prefix + name, field.span(), field.value()));
  }

  /** Numbers of a field that must be finite. */
  List<Double> finite(String name) {
    List<Double> all = new ArrayList<>();
    for (TextField field : all(name)) {
      boolean finite = field.value() instanceof TextScalar scalar
          && Double.isFinite((float) Numerals.real(scalar.text()).orElse(0));
      if (!finite) {
        throw required(field, "a finite number");
      }
      all.add(real(field));
    }
    return all;
  }

  double finite(String name, double fallback) {
    only(name);
    List<Double> all = finite(name);
    return all.isEmpty() ? fallback : all.getFirst();
  }

  private List<TextField> all(String name) {
    asked.add(name);
    return message.all(name).toList();
  }

  private Optional<TextField> only(String name) {
    List<TextField> all = all(name);
    if (all.size() > 1) {
      throw new LocatedException(all.get(1).span(), "found `" + prefix + name + "` again, required it once at most");
    }
    return all.stream().findFirst();
  }

  private Settings inner(TextField field) {
    if (!(field.value() instanceof TextMessage within)) {
      throw required(field, "a message in braces");
    }
    return inner.computeIfAbsent(within, text -> new Settings(prefix + field.name() + ".", text));
  }

  private LocatedException required(TextField field, String what) {
    String found = field.value() instanceof TextScalar scalar ? scalar.quoted() : "a message";
    return new LocatedException(field.value().span(),
        "`" + prefix + field.name() + "`: found " + found + ", required " + what);
  }

  private TextScalar scalar(TextField field, String what) {
    if (field.value() instanceof TextScalar scalar) {
      return scalar;
    }
    throw required(field, what);
  }

  /** @throws UnsupportedException for a word: files that scripts fill in have one where a number comes */
  private TextScalar number(TextField field, String what) {
    TextScalar scalar = scalar(field, what);
    if (scalar.kind() == TextScalar.Kind.WORD && !scalar.text().equals("true") && !scalar.text().equals("false")) {
      throw new UnsupportedException("`" + prefix + field.name() + "` is the word `" + scalar.text()
          + "` in place of a number");
    }
    return scalar;
  }

  private int integer(TextField field) {
    TextScalar scalar = number(field, "a whole number");
    Optional<Long> whole = scalar.kind() == TextScalar.Kind.NUMBER ? Numerals.whole(scalar.text()) : Optional.empty();
    if (whole.isEmpty()) {
      throw required(field, "a whole number");
    }
    if (whole.get() != whole.get().intValue()) {
      throw required(field, "a number of 32 bits");
    }
    return whole.get().intValue();
  }

  private double real(TextField field) {
    TextScalar scalar = number(field, "a number");
    OptionalDouble real = Numerals.real(scalar.text());
    if (scalar.kind() != TextScalar.Kind.NUMBER || real.isEmpty()) {
      throw required(field, "a number");
    }
    return narrowed(real.getAsDouble());
  }

  /** What is written, unless 32 bits cannot come near it. */
  private static double narrowed(double real) {
    return Double.isFinite(real) && Float.isInfinite((float) real) ? (float) real : real;
  }

  private boolean flag(TextField field) {
    return switch (scalar(field, "`true` or `false`").text()) {
      case "true", "True", "t", "1" -> true;
      case "false", "False", "f", "0" -> false;
      default -> throw required(field, "`true` or `false`");
    };
  }

  private String text(TextField field) {
    TextScalar scalar = scalar(field, "a string");
    if (scalar.kind() != TextScalar.Kind.STRING) {
      throw required(field, "a string");
    }
    return scalar.text();
  }

  private String word(TextField field, List<String> choice) {
    String required = "one of " + String.join(", ", choice);
    TextScalar scalar = scalar(field, required);
    List<String> known = new ArrayList<>(choice);
    Optional<Long> number = Numerals.whole(scalar.text());
    if (number.isPresent() && number.get() >= 0 && number.get() < known.size()) {
      return known.get(number.get().intValue());
    }
    if (!known.contains(scalar.text())) {
      throw required(field, required);
    }
    return scalar.text();
  }
}
