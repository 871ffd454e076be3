package nacre.keras.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.importers.hdf5.Hdf5File;
import nacre.importers.hdf5.Hdf5Group;
import nacre.ir.Tensor;
import nacre.onnx.Corpus;
import nacre.source.InputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Files of all versions of Keras, which people published: all can be read, to the last number. */
class KerasCorpusTest {
  private static final int DATASETS = 2643;
  private static final int ARRAYS = 2070;
  private static final String SAID = """
      5 Functional
      250 Model
      1 NestedDenseModel
      168 Sequential
      1 TimeseriesGenerator
      46 there are weights, but no model: give the model's .json, and these by --weights
      4 this is a graph of TensorFlow, no Keras model
      1 this is no Keras model: found a list, required an object
      1 this is no Keras model: there is no `class_name`
      44 this is no Keras model: there is no `model_config`""";

  private static Path folder() {
    Optional<Path> folder = Corpus.folder("keras");
    assumeTrue(folder.isPresent(), "the corpus is not here");
    return folder.orElseThrow();
  }

  private static List<Path> files(Path folder, String... endings) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith)).sorted().toList();
    }
  }

  @Test
  @DisplayName("every number in every HDF5 file is finite or not, but is read")
  void datasets() throws IOException {
    int datasets = 0;
    for (Path file : files(folder(), ".h5", ".hdf5")) {
      datasets += count(Hdf5File.open(file).root());
    }
    assertThat(datasets).isEqualTo(DATASETS);
  }

  private static int count(Hdf5Group group) {
    int count = 0;
    for (String name : group.names()) {
      Optional<Tensor> tensor = group.dataset(name).map(dataset -> dataset.read());
      count += tensor.isPresent() ? 1 : count(group.group(name).orElseThrow());
    }
    return count;
  }

  @Test
  @DisplayName("every file is a model, or it is said why it is none")
  void models() throws IOException {
    TreeMap<String, Integer> said = new TreeMap<>();
    int arrays = 0;
    for (Path file : files(folder(), ".h5", ".hdf5", ".keras", ".json")) {
      if (!file.toString().contains("keras-js")) {
        arrays += read(file, said);
      }
    }
    assertThat(
        said.entrySet().stream().map(line -> line.getValue() + " " + line.getKey()).collect(Collectors.joining("\n")))
        .isEqualTo(SAID);
    assertThat(arrays).isEqualTo(ARRAYS);
  }

  private static int read(Path file, TreeMap<String, Integer> said) {
    try {
      KerasContents contents = KerasFile.read(file, Optional.empty());
      List<StoredArray> arrays = new ArrayList<>();
      contents.layers().ifPresent(layers -> arrays.addAll(layers.untaken()));
      arrays.forEach(array -> assertThat(array.contents().get().shape()).hasSize(array.shape().size()));
      said.merge(contents.model().text("class_name"), 1, Integer::sum);
      return arrays.size();
    } catch (InputException e) {
      assertThat(e.text()).startsWith(file + ": ");
      said.merge(e.text().substring(file.toString().length() + 2), 1, Integer::sum);
      return 0;
    }
  }
}
