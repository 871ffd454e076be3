package nacre.keras.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nacre.importers.hdf5.OldFile;
import nacre.importers.hdf5.OldFile.Group;
import nacre.importers.hdf5.OldFile.Texts;
import nacre.importers.hdf5.Stored;

/** Small files as Keras writes them. */
public final class KerasFixture {
  public static final String DENSE = """
      {"class_name": "Sequential", "config": {"name": "m", "layers": [
        {"class_name": "Dense", "config": {"name": "dense", "units": 2, "batch_input_shape": [null, 3]}}]}}""";

  private KerasFixture() {}

  public static Stored numbers(int... shape) {
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = i;
    }
    return Stored.floats(Arrays.stream(shape).boxed().toList(), values);
  }

  /** A group with the arrays of layers: {@code layer: name shape, name shape}, a line each. */
  public static Group legacy(String lines) {
    Group group = new Group();
    List<String> layers = lines.lines().map(line -> line.substring(0, line.indexOf(':'))).toList();
    group.texts("layer_names", Texts.FIXED, layers.toArray(String[]::new));
    lines.lines().forEach(line -> group.group(line.substring(0, line.indexOf(':')),
        layer(line.substring(line.indexOf(':') + 1).strip())));
    return group;
  }

  private static Group layer(String arrays) {
    Group layer = new Group();
    Map<String, Stored> named = new LinkedHashMap<>();
    for (String array : arrays.isEmpty() ? new String[0] : arrays.split(", ")) {
      String[] words = array.split(" ");
      named.put(words[0], numbers(Arrays.stream(words[1].split("x")).mapToInt(Integer::parseInt).toArray()));
    }
    layer.texts("weight_names", Texts.VARIABLE, named.keySet().toArray(String[]::new));
    tree(named).forEach((name, child) -> add(layer, name, child));
    return layer;
  }

  /** Names with slashes are groups within groups. */
  private static Map<String, Object> tree(Map<String, Stored> named) {
    Map<String, Object> tree = new LinkedHashMap<>();
    named.forEach((name, array) -> place(tree, name, array));
    return tree;
  }

  @SuppressWarnings("unchecked")
  private static void place(Map<String, Object> tree, String name, Stored array) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      tree.put(name, array);
    } else {
      place((Map<String, Object>) tree.computeIfAbsent(name.substring(0, slash), _ -> new LinkedHashMap<>()),
          name.substring(slash + 1), array);
    }
  }

  @SuppressWarnings("unchecked")
  private static void add(Group group, String name, Object child) {
    if (child instanceof Stored array) {
      group.dataset(name, array);
    } else {
      Group inner = new Group();
      ((Map<String, Object>) child).forEach((below, grandchild) -> add(inner, below, grandchild));
      group.group(name, inner);
    }
  }

  /** Groups within groups, a line for each array: {@code layers/dense/vars/0 3x2}. */
  public static Group current(String lines) {
    Map<String, Stored> named = new LinkedHashMap<>();
    lines.lines().forEach(line -> named.put(line.substring(0, line.indexOf(' ')), numbers(Arrays
        .stream(line.substring(line.indexOf(' ') + 1).split("x")).mapToInt(Integer::parseInt).toArray())));
    Group root = new Group();
    tree(named).forEach((name, child) -> add(root, name, child));
    return root;
  }

  /** A whole model as {@code model.save("m.h5")} writes it. */
  public static byte[] wholeModel(String config, Group weights) {
    return OldFile.of(new Group().text("model_config", config).text("keras_version", "2.4.0")
        .text("backend", "tensorflow").text("training_config", "{\"loss\": \"mse\"}").group("model_weights", weights));
  }

  /** A zip file of entries that are stored as they are. */
  public static byte[] zip(Map<String, byte[]> entries) {
    return zip(entries, ZipEntry.STORED);
  }

  public static byte[] deflatedZip(Map<String, byte[]> entries) {
    return zip(entries, ZipEntry.DEFLATED);
  }

  private static byte[] zip(Map<String, byte[]> entries, int method) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setMethod(method);
        CRC32 checksum = new CRC32();
        checksum.update(content.getValue());
        entry.setSize(content.getValue().length);
        entry.setCrc(checksum.getValue());
        out.putNextEntry(entry);
        out.write(content.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The entries of a {@code .keras} file. */
  public static Map<String, byte[]> archive(String config, Group weights) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("metadata.json", "{\"keras_version\": \"3.5.0\"}".getBytes(StandardCharsets.UTF_8));
    entries.put("config.json", config.getBytes(StandardCharsets.UTF_8));
    entries.put("model.weights.h5", OldFile.of(weights));
    return entries;
  }
}
