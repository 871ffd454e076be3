package nacre.fuzz;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nacre.importers.hdf5.OldFile;
import nacre.importers.hdf5.OldFile.Group;
import nacre.importers.hdf5.OldFile.Texts;
import nacre.importers.hdf5.Stored;
import nacre.keras.file.KerasFixture;

/** Files of Keras to begin with, of each version and format. */
final class KerasSeeds {
  private KerasSeeds() {}

  /** HDF5 in both versions of the format, and with elements of all kinds. */
  static List<byte[]> hdf5() {
    Group elements = new Group().dataset("a", Stored.floats(List.of(2, 3), 1, 2, 3, 4, 5, 6))
        .dataset("b", Stored.bigEndianDoubles(List.of(2), 1, 2).compact())
        .dataset("c", Stored.halves(List.of(3), 1, 2, 3).chunked(List.of(2), "shuffle", "deflate"))
        .dataset("d", Stored.integers(4, false, List.of(2, 2), 1, 2, 3, 4).chunked(List.of(1, 2), "fletcher32"));
    Group nested = new Group().texts("layer_names0", Texts.FIXED, "x").texts("layer_names1", Texts.VARIABLE, "y")
        .group("x", new Group()).group("y", new Group().group("z", new Group().text("t", "u")));
    return List.of(OldFile.of(elements), OldFile.of(nested), current(),
        KerasFixture.wholeModel(KerasFixture.DENSE,
            KerasFixture.legacy("dense: dense/kernel:0 3x2, dense/bias:0 2")),
        OldFile.of(KerasFixture.current("layers/dense/vars/0 3x2\nlayers/lstm/cell/vars/0 2")));
  }

  private static byte[] current() {
    try {
      Path file = Files.createTempFile("nacre-fuzz", ".h5");
      try (WritableHdfFile out = HdfFile.write(file)) {
        out.putAttribute("model_config", "{}");
        out.putAttribute("layer_names", new String[] {"dense"});
        out.putGroup("dense").putDataset("0", new float[][] {{1, 2}, {3, 4}});
        out.putDataset("1", new int[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}},
            DatasetCreationOptions.builder().chunkDimensions(2, 2).shuffle().deflate().build());
        out.putDataset("2", new double[] {1},
            DatasetCreationOptions.builder().chunkDimensions(1).deflate().build());
      }
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Zip files as Keras 3 writes them, and compressed ones. */
  static List<byte[]> archives() {
    Group weights = KerasFixture.current("layers/dense/vars/0 3x2\nlayers/dense/vars/1 2");
    return List.of(KerasFixture.zip(KerasFixture.archive(KerasFixture.DENSE, weights)),
        KerasFixture.deflatedZip(KerasFixture.archive(KerasFixture.DENSE, weights)));
  }

  /** Models as JSON: those of the importer's tests, and forms of the file itself. */
  static List<byte[]> descriptions() {
    Stream<String> forms = Stream.of(KerasFixture.DENSE, "\"{}\"", """
        {"class_name": "Functional", "keras_version": "2.4", "backend": "theano", "config": {"layers": [
          {"class_name": "Lambda", "name": "a", "inbound_nodes": [[["b", 0, 0, {}]]], "config": {"x": NaN, "y": 1e9}}],
          "input_layers": [["b", 0, 0]]}, "training_config": {"loss": {"a": "mse"}}}""", """
        {"modelTopology": {"model_config": {"class_name": "Model", "config": [1, -Infinity, null, true]}}}""");
    return Stream.concat(forms, Seeds.cases("keras")).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
