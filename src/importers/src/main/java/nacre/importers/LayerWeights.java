package nacre.importers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nacre.driver.ImportedWeights;
import nacre.ir.Param;
import nacre.ir.Tensor;

/** Parameters by their index in the graph, read anew each time they are asked for. */
final class LayerWeights implements ImportedWeights {
  private final List<Param> params;
  private final List<Supplier<Tensor>> contents;

  private final Optional<Path> file;

  LayerWeights(List<Param> params, List<Supplier<Tensor>> contents, Optional<Path> file) {
    this.params = List.copyOf(params);
    this.contents = List.copyOf(contents);
    this.file = file;
  }

  @Override
  public Optional<Path> file() {
    return file;
  }

  @Override
  public Tensor of(int index, Param param) {
    Tensor tensor = contents.get(index).get();
    if (!tensor.type().equals(param.type())) {
      throw new IllegalStateException("`" + param.path() + "` is " + tensor.type() + ", required " + param.type());
    }
    return tensor;
  }

  @Override
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i < params.size(); i++) {
        digest.update((params.get(i).path() + params.get(i).type()).getBytes(StandardCharsets.UTF_8));
        update(digest, contents.get(i).get());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void update(MessageDigest digest, Tensor tensor) {
    ByteBuffer part = ByteBuffer.allocate(1 << 13);
    for (int i = 0; i < tensor.elements(); i++) {
      if (!part.hasRemaining()) {
        digest.update(part.flip());
        part.clear();
      }
      part.putLong(tensor.dtype().isReal() ? Double.doubleToLongBits(tensor.real(i)) : tensor.integer(i));
    }
    digest.update(part.flip());
  }
}
