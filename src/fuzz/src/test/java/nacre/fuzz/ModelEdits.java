package nacre.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of some models with a few fields changed, each into what it is in another model or into an awkward value. */
final class ModelEdits {
  private static final long[] NUMBERS = {0, 1, -1, 2, 3, -2, 4, 7, 16, 64, 255, 1000, 65536, 1 << 20, Integer.MAX_VALUE,
    Integer.MIN_VALUE, 1L << 31, 1L << 32, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE};
  private static final float[] REALS = {0, -0.0f, 1, -1, 0.5f, 2, 1e-45f, 1e30f, Float.MAX_VALUE, Float.NaN,
    Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
  private static final List<String> FILES =
      List.of("own.bin", "./own.bin", "link.bin", "../secret.bin", "up/secret.bin",
          "", ".", "own.bin/../../secret.bin", "m.onnx", "/dev/zero");
  private static final int MOST_EDITS = 12;
  private static final String NODE = "graph.1";
  private static final String NODE_INPUT = "node.1";
  private static final String NODE_OUTPUT = "node.2";

  /** A field and the message that it is in. */
  private record Spot(List<Field> around, Field field) {}

  private final List<List<Field>> models = new ArrayList<>();
  private final Map<String, List<Field>> pool = new HashMap<>();

  ModelEdits(List<byte[]> models) {
    for (byte[] model : models) {
      List<Field> fields = Field.read("model", model);
      this.models.add(fields);
      spots(fields).forEach(spot -> pool.computeIfAbsent(spot.field().place, _ -> new ArrayList<>()).add(spot.field()));
    }
  }

  byte[] edited(Choices choices) {
    List<Field> model = new ArrayList<>();
    models.get(choices.of(models.size())).forEach(field -> model.add(field.copy()));
    int most = 1 + choices.of(MOST_EDITS);
    for (int i = 0; i < most && !choices.isEmpty(); i++) {
      List<Spot> spots = spots(model);
      if (!spots.isEmpty()) {
        edit(spots, spots.get(choices.of(spots.size())), choices);
      }
    }
    return Field.write(model);
  }

  private void edit(List<Spot> spots, Spot spot, Choices choices) {
    int at = spot.around().indexOf(spot.field());
    switch (choices.of(9)) {
      case 0 -> spot.around().remove(at);
      case 1 -> spot.around().add(at, spot.field().copy());
      case 2 -> spot.around().set(at, other(spot.field().place, choices));
      case 3 -> spot.around().add(at, other(spot.field().place, choices));
      case 4, 5 -> node(spots, choices);
      case 6 -> external(spots, choices);
      default -> value(spots, spot.field(), choices);
    }
  }

  /** A tensor's contents are said to lie in a file, beside the model or where none must be read. */
  private static void external(List<Spot> spots, Choices choices) {
    List<Field> tensors = spots.stream().map(Spot::field)
        .filter(field -> field.message().filter("tensor"::equals).isPresent()).toList();
    if (!tensors.isEmpty()) {
      Field tensor = tensors.get(choices.of(tensors.size()));
      tensor.fields.add(entry("location", FILES.get(choices.of(FILES.size()))));
      tensor.fields.add(entry("offset", String.valueOf(NUMBERS[choices.of(NUMBERS.length)])));
      tensor.fields.add(Field.of("tensor", 14, 1));
    }
  }

  private static Field entry(String key, String value) {
    return Field.of("tensor", 13, new byte[0], Field.of("entry", 1, key.getBytes(StandardCharsets.US_ASCII)),
        Field.of("entry", 2, value.getBytes(StandardCharsets.US_ASCII)));
  }

  private Field other(String place, Choices choices) {
    List<Field> all = pool.getOrDefault(place, List.of());
    return all.isEmpty() ? Field.read("model", new byte[] {8, 8}).getFirst()
        : all.get(choices.of(all.size())).copy();
  }

  /** Adds a node of another model that reads values of this one; its results are results of the model. */
  private void node(List<Spot> spots, Choices choices) {
    List<Field> values = spots.stream().map(Spot::field).filter(ModelEdits::namesValue).toList();
    List<Spot> nodes = spots.stream().filter(spot -> spot.field().place.equals(NODE)).toList();
    if (values.isEmpty() || nodes.isEmpty()) {
      return;
    }
    Field node = other(NODE, choices);
    for (Field field : node.fields) {
      if (field.place.equals(NODE_INPUT)) {
        field.bytes = values.get(choices.of(values.size())).bytes;
      } else if (field.place.equals(NODE_OUTPUT)) {
        field.bytes = ("made" + spots.size() + "_" + node.fields.indexOf(field)).getBytes(StandardCharsets.US_ASCII);
      }
    }
    Spot place = nodes.get(choices.of(nodes.size()));
    place.around().add(place.around().indexOf(place.field()) + 1, node);
    node.fields.stream().filter(field -> field.place.equals(NODE_OUTPUT)).forEach(output -> {
      Field result = pool.get("graph.12").getFirst().copy();
      result.fields.getFirst().bytes = output.bytes;
      place.around().add(result);
    });
  }

  /** Names of inputs, of initialisers and of what nodes make. */
  private static boolean namesValue(Field field) {
    return field.place.equals("value.1") || field.place.equals("tensor.8") || field.place.equals(NODE_OUTPUT);
  }

  private static void value(List<Spot> spots, Field field, Choices choices) {
    if (field.isNumber()) {
      field.number = choices.of(2) == 0 ? NUMBERS[choices.of(NUMBERS.length)] : choices.of(109) - 9;
    } else if (field.isText() && choices.of(2) == 0) {
      field.bytes = choices.bytes(16);
    } else if (field.isText()) {
      List<Field> texts = spots.stream().map(Spot::field).filter(Field::isText).toList();
      field.bytes = texts.get(choices.of(texts.size())).bytes;
    } else if (field.message().isEmpty()) {
      field.bytes =
          ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(REALS[choices.of(REALS.length)]).array();
    }
  }

  private static List<Spot> spots(List<Field> message) {
    List<Spot> spots = new ArrayList<>();
    for (Field field : message) {
      spots.add(new Spot(message, field));
      spots.addAll(spots(field.fields));
    }
    return spots;
  }
}
