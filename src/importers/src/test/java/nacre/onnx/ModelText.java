package nacre.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nacre.ir.DType;

/**
 * Models as lines of text, for tests:
 *
 * <pre>
 * opset 13
 * in x f32[N,3]
 * init w f32[2] 1 2
 * typed v f32[2] 1 2
 * node Add x w -> y axis=1 alpha=0.5 mode="edge" axes=[0,1] scales=[1.0,2.0] words=["a","b"] body={name}
 * out y
 * graph name: ... end
 * </pre>
 *
 * A `-` stands for an input that is left out, `@name` before a node's operator for the node's name.
 * A `typed` initialiser of one axis has no raw bytes.
 */
final class ModelText {
  private static final Pattern TYPE = Pattern.compile("(\\w+)\\[([^]]*)]");
  private static final List<String> TYPES = List.of("", "f32", "u8", "i8", "u16", "i16", "i32", "i64", "string", "bool",
      "f16", "f64", "u32", "u64", "complex64", "complex128", "bf16");

  private final Deque<String> lines;
  private final Map<String, Bytes> bodies = new HashMap<>();

  private ModelText(String text) {
    lines = new ArrayDeque<>(text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
  }

  static byte[] model(String text) {
    ModelText reader = new ModelText(text);
    Bytes model = new Bytes().number(1, 8);
    Bytes graph = reader.graph(model);
    return model.message(7, graph).toArray();
  }

  private Bytes graph(Bytes model) {
    Bytes graph = new Bytes().text(2, "test");
    while (!lines.isEmpty()) {
      String line = lines.removeFirst();
      List<String> words = Arrays.asList(line.split(" +"));
      switch (words.getFirst()) {
        case "opset" -> model.message(8, new Bytes().text(1, words.size() > 2 ? words.get(2) : "")
            .number(2, Long.parseLong(words.get(1))));
        case "in" -> graph.message(11, value(words.get(1), words.get(2)));
        case "out" -> graph.message(12, new Bytes().text(1, words.get(1)));
        case "init" -> graph.message(5, tensor(words.get(1), words.get(2), words.subList(3, words.size())));
        case "typed" -> graph.message(5, typed(words.get(1), words.get(2), words.subList(3, words.size())));
        case "node" -> graph.message(1, node(line));
        case "graph" -> bodies.put(words.get(1), graph(model));
        case "function" -> model.message(25, function(words));
        case "end" -> {
          return graph;
        }
        default -> throw new IllegalArgumentException(line);
      }
    }
    return graph;
  }

  /** {@code function domain Name x y -> z attribute}, nodes, {@code end}. */
  private Bytes function(List<String> words) {
    Bytes function = new Bytes().text(10, words.get(1)).text(1, words.get(2));
    int arrow = words.indexOf("->");
    words.subList(3, arrow).forEach(input -> function.text(4, input));
    function.text(5, words.get(arrow + 1));
    words.subList(arrow + 2, words.size()).forEach(attribute -> function.text(6, attribute));
    function.message(9, new Bytes().text(1, "").number(2, 13));
    for (String line = lines.removeFirst(); !line.equals("end"); line = lines.removeFirst()) {
      function.message(7, node(line));
    }
    return function;
  }

  private static Bytes value(String name, String type) {
    Matcher matcher = TYPE.matcher(type);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(type);
    }
    Bytes shape = new Bytes();
    for (String dim : matcher.group(2).isEmpty() ? new String[0] : matcher.group(2).split(",")) {
      shape.message(1, dim.equals("?") ? new Bytes()
          : dim.matches("-?\\d+") ? new Bytes().number(1, Long.parseLong(dim)) : new Bytes().text(2, dim));
    }
    Bytes tensor = new Bytes().number(1, TYPES.indexOf(matcher.group(1))).message(2, shape);
    return new Bytes().text(1, name).message(2, new Bytes().message(1, tensor));
  }

  static Bytes tensor(String name, String type, List<String> elements) {
    Matcher matcher = TYPE.matcher(type);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(type);
    }
    Bytes tensor = new Bytes();
    for (String dim : matcher.group(2).isEmpty() ? new String[0] : matcher.group(2).split(",")) {
      tensor.number(1, Long.parseLong(dim));
    }
    DType dtype = DType.named(matcher.group(1)).orElseThrow();
    ByteBuffer raw = ByteBuffer.allocate(elements.size() * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (String element : elements) {
      switch (dtype) {
        case F32 -> raw.putFloat(Float.parseFloat(element));
        case F64 -> raw.putDouble(Double.parseDouble(element));
        case I64 -> raw.putLong(Long.parseLong(element));
        case I32 -> raw.putInt(Integer.parseInt(element));
        case F16 -> raw.putShort(Float.floatToFloat16(Float.parseFloat(element)));
        case BF16 -> raw.putShort((short) (Float.floatToRawIntBits(Float.parseFloat(element)) >>> 16));
        case U64 -> raw.putLong(Long.parseUnsignedLong(element));
        case U32 -> raw.putInt(Integer.parseUnsignedInt(element));
        case I16, U16 -> raw.putShort((short) Integer.parseInt(element));
        case I8, U8, BOOL -> raw.put((byte) Integer.parseInt(element));
      }
    }
    return tensor.number(2, TYPES.indexOf(matcher.group(1))).text(8, name).bytes(9, raw.array());
  }

  /** The elements as numbers in the field of their kind; a repeated field need not be packed. */
  private static Bytes typed(String name, String type, List<String> elements) {
    Matcher matcher = TYPE.matcher(type);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(type);
    }
    Bytes tensor = new Bytes().number(1, elements.size()).number(2, TYPES.indexOf(matcher.group(1))).text(8, name);
    for (String element : elements) {
      switch (DType.named(matcher.group(1)).orElseThrow()) {
        case F32 -> tensor.real(4, Float.parseFloat(element));
        case F64 -> tensor.bytes(10, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN)
            .putDouble(Double.parseDouble(element)).array());
        case F16 -> tensor.number(5, Float.floatToFloat16(Float.parseFloat(element)) & 0xffff);
        case BF16 -> tensor.number(5, Float.floatToRawIntBits(Float.parseFloat(element)) >>> 16);
        case I64 -> tensor.number(7, Long.parseLong(element));
        case U32, U64 -> tensor.number(11, Long.parseUnsignedLong(element));
        default -> tensor.number(5, Integer.parseInt(element));
      }
    }
    return tensor;
  }

  private Bytes node(String line) {
    List<String> words = new ArrayList<>(Arrays.asList(line.split(" +")));
    words.removeFirst();
    Bytes node = new Bytes();
    if (words.getFirst().startsWith("@")) {
      node.text(3, words.removeFirst().substring(1));
    }
    String operator = words.removeFirst();
    int dot = operator.lastIndexOf('.');
    node.text(4, operator.substring(dot + 1));
    node.text(7, dot < 0 ? "" : operator.substring(0, dot));
    boolean outputs = false;
    for (String word : words) {
      if (word.equals("->")) {
        outputs = true;
      } else if (word.contains("=")) {
        node.message(5, attribute(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1)));
      } else {
        node.text(outputs ? 2 : 1, word.equals("-") ? "" : word);
      }
    }
    return node;
  }

  private Bytes attribute(String name, String value) {
    Bytes attribute = new Bytes().text(1, name);
    if (value.startsWith("\"")) {
      return attribute.text(4, value.substring(1, value.length() - 1)).number(20, 3);
    }
    if (value.startsWith("{")) {
      return attribute.message(6, bodies.get(value.substring(1, value.length() - 1))).number(20, 5);
    }
    if (value.startsWith("$")) {
      return attribute.text(21, value.substring(1)).number(20, 1);
    }
    if (value.startsWith("<")) {
      List<String> words = Arrays.asList(value.substring(1, value.length() - 1).split(":"));
      return attribute.message(5, tensor(name, words.getFirst(), words.subList(1, words.size()))).number(20, 4);
    }
    if (value.startsWith("[")) {
      String[] items = value.substring(1, value.length() - 1).split(",");
      if (items[0].startsWith("\"")) {
        for (String item : items) {
          attribute.text(9, item.substring(1, item.length() - 1));
        }
        return attribute.number(20, 8);
      }
      boolean real = value.contains(".");
      for (String item : items) {
        if (real) {
          attribute.real(7, Float.parseFloat(item));
        } else {
          attribute.number(8, Long.parseLong(item));
        }
      }
      return attribute.number(20, real ? 6 : 7);
    }
    return value.matches("-?\\d+") ? attribute.number(3, Long.parseLong(value)).number(20, 2)
        : attribute.real(2, Float.parseFloat(value)).number(20, 1);
  }
}
