package nacre.keras.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import nacre.importers.InvalidModelException;

/**
 * A value in a config, and where it lies. The readers throw {@link InvalidModelException} with that place if it is of
 * another kind.
 */
public final class JsonValue {
  private static final int SHOWN = 40;

  private final String path;
  private final JsonNode node;
  private Optional<Config> object = Optional.empty();
  private Optional<List<JsonValue>> elements = Optional.empty();

  JsonValue(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  /** From the root: {@code config.layers[3].name}; empty for the root itself. */
  public String path() {
    return path;
  }

  public boolean isNull() {
    return node.isNull();
  }

  public boolean isObject() {
    return node.isObject();
  }

  public boolean isList() {
    return node.isArray();
  }

  public boolean isText() {
    return node.isTextual();
  }

  /** Whether it is a number, whole or not. */
  public boolean isNumber() {
    return node.isNumber();
  }

  public boolean isFlag() {
    return node.isBoolean();
  }

  /** The object; the same at each call. */
  public Config object() {
    if (!node.isObject()) {
      throw problem("an object");
    }
    if (object.isEmpty()) {
      object = Optional.of(new Config(path, node));
    }
    return object.get();
  }

  /** The elements; the same at each call. */
  public List<JsonValue> list() {
    if (!node.isArray()) {
      throw problem("a list");
    }
    if (elements.isEmpty()) {
      elements = Optional.of(IntStream.range(0, node.size())
          .mapToObj(i -> new JsonValue(path + "[" + i + "]", node.get(i))).toList());
    }
    return elements.get();
  }

  public String text() {
    if (!node.isTextual()) {
      throw problem("a text");
    }
    return node.textValue();
  }

  /** A whole number; also one that is written with a point and zeros behind it. */
  public long whole() {
    boolean whole = node.isIntegralNumber() ? node.canConvertToLong()
        : node.isNumber() && node.doubleValue() == Math.rint(node.doubleValue())
            && Math.abs(node.doubleValue()) < 0x1p53;
    if (!whole) {
      throw problem("a whole number");
    }
    return node.longValue();
  }

  public double real() {
    if (!node.isNumber()) {
      throw problem("a number");
    }
    return node.doubleValue();
  }

  /** A truth value; Keras also writes it as 0 or 1. */
  public boolean flag() {
    if (node.isIntegralNumber() && (node.longValue() == 0 || node.longValue() == 1)) {
      return node.longValue() == 1;
    }
    if (!node.isBoolean()) {
      throw problem("`true` or `false`");
    }
    return node.booleanValue();
  }

  /** Extents, none for one that is left open. */
  public List<OptionalLong> extents() {
    return list().stream().map(extent -> extent.isNull() ? OptionalLong.empty() : OptionalLong.of(extent.whole()))
        .toList();
  }

  /** To be thrown by those who required something else. */
  public InvalidModelException problem(String required) {
    String place = path.isEmpty() ? "" : path + ": ";
    return new InvalidModelException(place + "found " + shown() + ", required " + required);
  }

  private String shown() {
    String all = node.isContainerNode() ? (node.isObject() ? "an object" : "a list") : node.toString();
    return all.length() <= SHOWN ? all : all.substring(0, SHOWN) + "...";
  }

  /** As JSON again. */
  @Override
  public String toString() {
    return node.toString();
  }
}
