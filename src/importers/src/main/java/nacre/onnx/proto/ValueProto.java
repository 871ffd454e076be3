package nacre.onnx.proto;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nacre.importers.wire.Message;

/**
 * A named value with its declared type, if it has one.
 *
 * @param isTensor    false if it is declared as something else: a sequence, a map, an optional value
 * @param elementType the number of the tensor's element type
 * @param shape       the declared extents; empty where not even their number is said
 */
public record ValueProto(String name, boolean isTensor, Optional<Integer> elementType, Optional<List<Extent>> shape) {
  /** An extent: a number, a name, or nothing. */
  public record Extent(Optional<Long> size, String symbol) {}

  static ValueProto read(Message message) {
    ValueProto value = new ValueProto("", true, Optional.empty(), Optional.empty());
    while (message.next()) {
      switch (message.field()) {
        case 1 -> value = new ValueProto(message.text(), value.isTensor, value.elementType, value.shape);
        case 2 -> value = value.typed(message.message());
        default -> message.skip();
      }
    }
    return value;
  }

  /** Field 6 is the name of a type, of whatever kind it is. */
  private ValueProto typed(Message type) {
    ValueProto value = this;
    while (type.next()) {
      switch (type.field()) {
        case 1 -> value = value.tensor(type.message());
        case 6 -> type.skip();
        default -> {
          value = new ValueProto(name, false, Optional.empty(), Optional.empty());
          type.skip();
        }
      }
    }
    return value;
  }

  private ValueProto tensor(Message tensor) {
    ValueProto value = this;
    while (tensor.next()) {
      switch (tensor.field()) {
        case 1 -> value = new ValueProto(name, true, Optional.of((int) tensor.varint()), value.shape);
        case 2 -> value = new ValueProto(name, true, value.elementType, Optional.of(extents(tensor.message())));
        default -> tensor.skip();
      }
    }
    return value;
  }

  private static List<Extent> extents(Message shape) {
    List<Extent> extents = new ArrayList<>();
    while (shape.next()) {
      if (shape.field() == 1) {
        extents.add(extent(shape.message()));
      } else {
        shape.skip();
      }
    }
    return List.copyOf(extents);
  }

  private static Extent extent(Message dim) {
    Optional<Long> size = Optional.empty();
    String symbol = "";
    while (dim.next()) {
      switch (dim.field()) {
        case 1 -> size = Optional.of(dim.varint());
        case 2 -> symbol = dim.text();
        default -> dim.skip();
      }
    }
    return new Extent(size, symbol);
  }
}
