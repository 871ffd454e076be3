package nacre.onnx.proto;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.importers.wire.Message;

/**
 * A tensor as it is stored: its contents are slices of the file, or said to lie in another one.
 *
 * @param elementType the number of its element type
 * @param raw         little-endian elements
 * @param numbers     elements in typed fields, packed or one by one, by field number
 * @param external    where the contents are instead: `location`, `offset`, `length`
 */
public record TensorProto(String name, List<Long> dims, int elementType, Optional<MemorySegment> raw,
    Map<Integer, List<MemorySegment>> numbers, boolean isExternal, Map<String, String> external) {
  /** Fields of typed contents. */
  public static final int FLOATS = 4;
  public static final int INTS = 5;
  public static final int LONGS = 7;
  public static final int DOUBLES = 10;
  public static final int UNSIGNED_LONGS = 11;

  public TensorProto {
    dims = List.copyOf(dims);
    numbers = Map.copyOf(numbers);
    external = Map.copyOf(external);
  }

  /** The same tensor under another name. */
  public TensorProto named(String other) {
    return new TensorProto(other, dims, elementType, raw, numbers, isExternal, external);
  }

  /** A file that holds a tensor and nothing else. */
  public static TensorProto read(MemorySegment file) {
    return read(Message.of(file));
  }

  static TensorProto read(Message message) {
    String name = "";
    List<Long> dims = new ArrayList<>();
    int elementType = 0;
    Optional<MemorySegment> raw = Optional.empty();
    Map<Integer, List<MemorySegment>> numbers = new LinkedHashMap<>();
    boolean isExternal = false;
    Map<String, String> external = new LinkedHashMap<>();
    while (message.next()) {
      switch (message.field()) {
        case 1 -> message.varints(dims);
        case 2 -> elementType = (int) message.varint();
        case FLOATS, INTS, LONGS, DOUBLES, UNSIGNED_LONGS ->
            message.numbers(numbers.computeIfAbsent(message.field(), _ -> new ArrayList<>()));
        case 8 -> name = message.text();
        case 9 -> raw = Optional.of(message.slice());
        case 13 -> entry(message.message(), external);
        case 14 -> isExternal = message.varint() == 1;
        default -> message.skip();
      }
    }
    return new TensorProto(name, dims, elementType, raw, numbers, isExternal, external);
  }

  private static void entry(Message message, Map<String, String> into) {
    String key = "";
    String value = "";
    while (message.next()) {
      switch (message.field()) {
        case 1 -> key = message.text();
        case 2 -> value = message.text();
        default -> message.skip();
      }
    }
    into.put(key, value);
  }
}
