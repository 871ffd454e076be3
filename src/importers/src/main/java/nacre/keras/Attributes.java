package nacre.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nacre.ir.Attr;
import nacre.keras.file.JsonValue;

/** Settings of layers that are not known, to be printed. */
final class Attributes {
  /** More of a list or text tells nobody more. */
  private static final int LONGEST = 256;

  private Attributes() {}

  /** The setting, unless it holds more settings or is too long to show. */
  static Optional<Attr> of(JsonValue value) {
    if (Values.isList(value)) {
      return many(Values.items(value));
    }
    if (value.isText()) {
      return value.text().length() > LONGEST ? Optional.empty() : Optional.of(new Attr.Text(value.text()));
    }
    if (value.isFlag()) {
      return Optional.of(Attr.of(value.flag()));
    }
    if (!value.isNumber() || !Double.isFinite(value.real())) {
      return Optional.empty();
    }
    boolean whole = Math.abs(value.real()) < 0x1p53 && value.toString().matches("-?\\d+");
    return Optional.of(whole ? Attr.of(value.whole()) : Attr.of(value.real()));
  }

  private static Optional<Attr> many(List<JsonValue> list) {
    List<Attr> items = new ArrayList<>();
    for (JsonValue item : list) {
      Optional<Attr> attr = Values.isList(item) ? Optional.empty() : of(item);
      if (attr.isEmpty() || items.size() == LONGEST) {
        return Optional.empty();
      }
      items.add(attr.get());
    }
    return Optional.of(new Attr.Many(items));
  }
}
