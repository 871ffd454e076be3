package nacre.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nacre.onnx.TensorFiles;

/**
 * Models of Keras and Caffe beside a folder of tensors: {@code X.h5} or {@code X.prototxt}, say, beside {@code X.gold} with
 * {@code input_0.pb}, {@code output_0.pb} and so on. The tensors have names, and are in the order of the model's inputs
 * where these are others. A network of Caffe is given the shapes of its inputs, as Caffe does it.
 */
final class GoldFormat implements CaseFormat {
  private static final String CAFFE = ".prototxt";
  private static final List<String> ENDINGS = List.of(".json", ".h5", ".hdf5", ".keras", CAFFE);

  @Override
  public List<Case> of(Path root, Path file, Found found) {
    return ENDINGS.stream().filter(file.toString()::endsWith).filter(ending -> !isWeights(file, ending, found))
        .flatMap(ending -> beside(root, file, Found.stem(file, ending), found)).toList();
  }

  /** Where there is a configuration too, the other file is its weights. */
  private static boolean isWeights(Path file, String ending, Found found) {
    return !ending.equals(".json") && found.has(file.resolveSibling(Found.stem(file, ending) + ".json"));
  }

  private static Stream<Case> beside(Path root, Path file, String stem, Found found) {
    Path folder = file.resolveSibling(stem + ".gold");
    List<Path> outputs = found.numbered(folder, "output_");
    Supplier<Gold> gold = () -> new Gold(named(found.numbered(folder, "input_")), named(outputs));
    return outputs.isEmpty() ? Stream.empty()
        : Stream.of(new Case(root.relativize(file).toString(), subject(file, gold)));
  }

  private static Case.Subject subject(Path file, Supplier<Gold> gold) {
    return file.toString().endsWith(CAFFE) ? new LayeredSubject(file, new CaffeReader(file), gold)
        : new LayeredSubject(file, gold);
  }

  private static List<Gold.Named> named(List<Path> files) {
    return files.stream().map(file -> new Gold.Named(TensorFiles.name(file), TensorFiles.read(file))).toList();
  }
}
