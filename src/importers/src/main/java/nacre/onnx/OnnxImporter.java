package nacre.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nacre.driver.ImportedModel;
import nacre.driver.ModelImporter;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;

/** Reads {@code .onnx} files. */
public final class OnnxImporter implements ModelImporter {
  @Override
  public boolean reads(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  @Override
  public ImportedModel read(Path file, ResolveOptions options) {
    if (!options.set().isEmpty()) {
      throw new InputException(file + ": an ONNX model has no parameters to set");
    }
    options.weights().ifPresent(weights -> {
      throw new InputException(file + ": an ONNX model has weights of its own; found " + weights + " for others");
    });
    return new OnnxFile(file).read(new ImportOptions(options.dims(), Map.of(), Map.of())).model().with(new OnnxWords());
  }

  @Override
  public List<Path> beside(Path file) {
    try {
      return new OnnxFile(file).external();
    } catch (InputException _) {
      return List.of();
    }
  }
}
