package nacre.keras;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.driver.ImportedModel;
import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.keras.file.Json;
import nacre.keras.file.KerasContents;
import nacre.keras.file.LayerPlace;
import nacre.keras.file.StoredArray;
import nacre.keras.file.StoredLayers;
import nacre.reference.Interpreter;
import nacre.syntax.resolve.ResolveOptions;

/**
 * A model of one layer in memory, with arrays that follow each other in their file.
 *
 * @param backend that stored the arrays
 */
record MemoryModel(String version, String backend, String layer, List<Tensor> arrays) {
  /** Numbers of both signs without a pattern in them. */
  static Tensor numbers(int seed, int... shape) {
    return Tensor.reals(DType.F32, shape, i -> ((i * 37 + seed * 101) % 23 - 11) / 13.0);
  }

  ImportedModel imported() {
    String model = "{\"class_name\": \"Sequential\", \"config\": [" + layer + "]}";
    KerasContents contents = new KerasContents("m.h5", Optional.of(version), Optional.of(backend),
        Json.parse(model).object(), Optional.empty(), Optional.of(new OneLayer(arrays)), List.of());
    return KerasImporter.imported(contents, ResolveOptions.none());
  }

  double[] run(Tensor x) {
    ImportedModel model = imported();
    String input = model.graph().inputs().getFirst().name();
    return new Interpreter(model.graph()).run(Map.of(input, x), model.weights().orElseThrow()).values().iterator()
        .next().toReals();
  }

  /** All arrays are of the one layer. */
  private record OneLayer(List<Tensor> tensors) implements StoredLayers {
    @Override
    public List<StoredArray> arrays(LayerPlace layer, List<String> parts) {
      List<StoredArray> stored = new ArrayList<>();
      for (Tensor tensor : tensors) {
        stored.add(new StoredArray("array_" + stored.size(), DType.F32,
            Arrays.stream(tensor.shape()).mapToObj(Long::valueOf).toList(), () -> tensor));
      }
      return stored;
    }

    @Override
    public List<StoredArray> untaken() {
      return List.of();
    }

    @Override
    public String file() {
      return "m.h5";
    }
  }
}
