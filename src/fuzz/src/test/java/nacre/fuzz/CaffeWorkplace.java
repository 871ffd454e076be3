package nacre.fuzz;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import nacre.caffe.BlobBytes;
import nacre.caffe.CaffeImporter;
import nacre.syntax.resolve.ResolveOptions;

/** A folder with a network of Caffe and its weights. */
final class CaffeWorkplace {
  private static final String NET = """
      input: "x" input_dim: 1 input_dim: 2 input_dim: 3 input_dim: 3
      layer { name: "c" type: "Convolution" bottom: "x" top: "c" convolution_param { num_output: 2 kernel_size: 1 } }
      layer { name: "b" type: "BatchNorm" bottom: "c" top: "c" }
      layer { name: "s" type: "Scale" bottom: "c" top: "c" scale_param { bias_term: true } }
      """;
  private static final String BLOBS = """
      c [2, 2, 1, 1] 1 2 3 4
      c [2] 5 6
      b [2] 1 2
      b [2] 3 4
      b [1] 2
      s [2] 1 1
      s [2] 0 0
      """;

  private final Folder folder = Folder.fresh();
  private final Path text = folder.file("m.prototxt");
  private final Path weights = folder.file("m.caffemodel");

  /** Weight files of every age. */
  static List<byte[]> blobs() {
    return List.of(BlobBytes.Age.values()).stream().map(age -> BlobBytes.of(BLOBS, age)).toList();
  }

  /** Imports a text without weights. */
  void text(byte[] bytes) {
    folder.write(text, bytes);
    imports();
  }

  /** Imports a network that is sound with weights that may not be. */
  void weights(byte[] bytes) {
    folder.write(text, NET.getBytes(StandardCharsets.UTF_8));
    folder.write(weights, bytes);
    imports();
  }

  private void imports() {
    folder.soon(() -> Sound.require(new CaffeImporter().read(text, ResolveOptions.none())));
  }
}
