package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nacre.data.Npz;
import nacre.ir.DType;
import nacre.ir.TensorType;
import nacre.kernels.weights.SafetensorsWriter;
import nacre.kernels.weights.Tensor;
import nacre.syntax.resolve.ResolveOptions;

/** Texts and weight files in a folder of a test. */
final class ModelTexts {
  /** Bias before batch norm, with weights of its own: what a safe fix must rewrite. */
  static final String BIASED = """
      nacre 1

      model Net {
        input x: f32[N, 3]
        output y = x -> dense(2) -> batch_norm -> tanh
        weights "net.safetensors"
      }
      """;

  private ModelTexts() {}

  /** Writes a text and loads it; it must have no error. */
  static LoadedFile load(Path folder, String text) {
    LoadedFile file = loadAny(folder, text);
    assertThat(file.hasErrors()).as("%s", file.diagnostics()).isFalse();
    return file;
  }

  static LoadedFile loadAny(Path folder, String text) {
    try {
      return Compiler.load(Files.writeString(folder.resolve("net.nacre"), text), ResolveOptions.none());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LoadedModel model(Path folder, String text) {
    return load(folder, text).models().getFirst();
  }

  /** The example of that name in the repository. */
  static LoadedModel example(String name) {
    Path base = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    LoadedFile file = Compiler.load(base.resolve("../../examples").resolve(name).normalize(), ResolveOptions.none());
    assertThat(file.hasErrors()).as("%s", file.diagnostics()).isFalse();
    return file.models().getFirst();
  }

  static Path weights(Path folder, List<Tensor> tensors) {
    try {
      Path file = folder.resolve("net.safetensors");
      SafetensorsWriter.write(file, tensors, Map.of("made", "by a test"));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same tensors as a NumPy archive. */
  static Path npz(Path folder, List<Tensor> tensors) {
    List<Npz.Array> arrays = tensors.stream().map(tensor -> new Npz.Array(tensor.name(),
        TensorType.of(DType.valueOf(tensor.dtype().name()), tensor.shape().stream().mapToLong(dim -> dim).toArray()),
        tensor::data)).toList();
    Path file = folder.resolve("net.npz");
    try (OutputStream out = Files.newOutputStream(file)) {
      Npz.write(arrays, out);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@link #BIASED} binds; statistics and gammas that no rewrite may lose. */
  static List<Tensor> biased() {
    return List.of(Tensor.of("dense.weight", new float[] {1, -2, 0.5f, 3, 0.25f, -1}, 2, 3),
        Tensor.of("dense.bias", new float[] {0.5f, -1.25f}, 2),
        Tensor.of("batch_norm.weight", new float[] {1.5f, -0.5f}, 2),
        Tensor.of("batch_norm.bias", new float[] {0.25f, 0.75f}, 2),
        Tensor.of("batch_norm.running_mean", new float[] {3, -4}, 2),
        Tensor.of("batch_norm.running_var", new float[] {0.5f, 2}, 2),
        Tensor.of("batch_norm.num_batches_tracked", new long[] {42}));
  }
}
