package nacre.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nacre.importers.InvalidModelException;
import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.keras.KerasImporter;
import nacre.keras.file.Config;
import nacre.keras.file.Json;
import nacre.keras.file.JsonValue;
import nacre.source.InputException;

/**
 * Test data of Keras.js: JSON with inputs, weights and results by the names of its tests, all for one example. It does not
 * say what the layers are; the tests do. Here a resource says it, in Keras's own words.
 */
final class KerasJsFormat implements CaseFormat {
  private static final long MOST_BYTES = 16L << 20;
  private static final Config LAYERS = layers();

  private static Config layers() {
    try (InputStream in = KerasJsFormat.class.getResourceAsStream("keras-js.json")) {
      byte[] all = Objects.requireNonNull(in, "the resource is part of the jar").readAllBytes();
      return Json.parse(new String(all, StandardCharsets.UTF_8)).object();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Case> of(Path root, Path file, Found found) {
    if (!file.toString().endsWith(".json")) {
      return List.of();
    }
    Optional<Config> tests = tests(file);
    return tests.stream().flatMap(all -> all.keys().stream()).map(test -> new Case(root.relativize(file) + "#" + test,
        trial -> tried(file, test, tests.orElseThrow().object(test), trial))).toList();
  }

  /** The tests of a file, if it begins with one that is known. */
  private static Optional<Config> tests(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        return Optional.empty();
      }
      JsonValue all = Json.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      return Optional.of(all).filter(JsonValue::isObject).map(JsonValue::object)
          .filter(tests -> tests.keys().stream().limit(1).anyMatch(LAYERS::has));
    } catch (IOException | InvalidModelException _) {
      return Optional.empty();
    }
  }

  private static Verdict tried(Path file, String test, Config data, Trial trial) {
    if (!LAYERS.has(test)) {
      return new Verdict.Unsupported(test, "it is not known of which layers this is a test");
    }
    List<Tensor> inputs = data.has("input") ? List.of(tensor(data.value("input"))) : tensors(data, "inputs");
    List<Tensor> weights = tensors(data, "weights");
    List<Gold.Named> given = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      given.add(new Gold.Named(KerasJsModel.input(i), batch(inputs.get(i))));
    }
    Gold gold = new Gold(given, List.of(new Gold.Named(test, batch(tensor(data.value("expected"))))));
    JsonValue layers = LAYERS.value(test);
    return new LayeredSubject(file,
        (options, _) -> KerasImporter.imported(KerasJsModel.of(file, layers, inputs, weights), options), () -> gold)
            .tried(trial);
  }

  private static Tensor batch(Tensor one) {
    int[] shape = new int[one.rank() + 1];
    shape[0] = 1;
    System.arraycopy(one.shape(), 0, shape, 1, one.rank());
    return one.reshaped(shape);
  }

  private static List<Tensor> tensors(Config data, String key) {
    return data.optionalList(key).stream().map(KerasJsFormat::tensor).toList();
  }

  private static Tensor tensor(JsonValue json) {
    List<JsonValue> elements = json.object().list("data");
    int[] shape = json.object().list("shape").stream().mapToInt(KerasJsFormat::extent).toArray();
    if (Tensor.elements(shape) != elements.size()) {
      throw new InputException(json.path() + ": found " + elements.size() + " elements, required "
          + Tensor.elements(shape));
    }
    return Tensor.reals(DType.F32, shape, i -> elements.get(i).real());
  }

  private static int extent(JsonValue json) {
    long extent = json.whole();
    if (extent < 0 || extent > MOST_BYTES) {
      throw json.problem("an extent");
    }
    return (int) extent;
  }
}
