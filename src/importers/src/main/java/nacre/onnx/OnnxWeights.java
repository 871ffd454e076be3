package nacre.onnx;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import nacre.driver.ImportedWeights;
import nacre.importers.Arrangement;
import nacre.ir.Param;
import nacre.ir.Tensor;

/** Parameters by their index in the graph, read from the mapped file each time they are asked for. */
final class OnnxWeights implements ImportedWeights {
  /** A part of a mapped file that is hashed at once. */
  private static final long CHUNK = 1 << 24;

  /** What fills a parameter. */
  record Filled(StoredTensor tensor, Arrangement arrangement) {}

  private final List<Filled> params;

  OnnxWeights(List<Filled> params) {
    this.params = List.copyOf(params);
  }

  @Override
  public Tensor of(int index, Param param) {
    Filled filled = params.get(index);
    return filled.arrangement().of(filled.tensor().read());
  }

  @Override
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Filled filled : params) {
        digest.update((filled.tensor().name() + filled.tensor().type() + filled.arrangement())
            .getBytes(StandardCharsets.UTF_8));
        filled.tensor().data().forEach(part -> update(digest, part));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void update(MessageDigest digest, MemorySegment part) {
    for (long at = 0; at < part.byteSize(); at += CHUNK) {
      digest.update(part.asSlice(at, Math.min(CHUNK, part.byteSize() - at)).asByteBuffer());
    }
  }
}
