package nacre.caffe;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import nacre.ir.Dim;
import nacre.ir.TensorType;
import nacre.ir.DType;

/** The blobs that a weight file has for one layer, and what is wrong with them. */
final class LayerBlobs {
  private final String layer;
  private final Optional<List<Blob>> blobs;
  private final boolean hasFile;
  private final BitSet taken = new BitSet();
  private final List<String> problems = new ArrayList<>();

  private LayerBlobs(String layer, boolean hasFile, Optional<List<Blob>> blobs) {
    this.layer = layer;
    this.hasFile = hasFile;
    this.blobs = blobs;
  }

  static LayerBlobs of(Optional<BlobFile> file, String layer) {
    return new LayerBlobs(layer, file.isPresent(), file.map(all -> all.layers().get(layer)));
  }

  Optional<Blob> take(int index, List<Dim> dims) {
    taken.set(index);
    Optional<Blob> blob = blobs.filter(all -> index < all.size()).map(all -> all.get(index));
    if (!hasFile) {
      return Optional.empty();
    }
    String required = "required " + TensorType.of(DType.F32, dims);
    if (blob.isEmpty()) {
      problems.add("missing: " + name(index) + ", " + required);
      return Optional.empty();
    }
    if (dims.stream().anyMatch(dim -> dim.known().isEmpty())) {
      problems.add("misshapen: " + name(index) + ", found " + blob.get() + ", " + required
          + "; say the sizes of its symbols, as in `--dim H=224`");
      return Optional.empty();
    }
    if (!blob.get().fits(dims)) {
      problems.add("misshapen: " + name(index) + ", found " + blob.get() + ", " + required);
      return Optional.empty();
    }
    return blob;
  }

  private String name(int index) {
    return "`" + layer + "[" + index + "]`";
  }

  /** What is wrong, each as one line, when the layer has taken all that it has. */
  List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    for (int index = 0; index < blobs.map(List::size).orElse(0); index++) {
      if (!taken.get(index)) {
        all.add("unexpected: " + name(index) + ", found " + blobs.orElseThrow().get(index));
      }
    }
    return all;
  }
}
