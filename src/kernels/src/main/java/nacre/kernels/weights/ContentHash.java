package nacre.kernels.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A fingerprint of tensors, by which an emitted class knows the weights that it was folded for. */
public final class ContentHash {

  /** A mapped tensor may be larger than one byte buffer can be. */
  private static final long STRETCH = 1 << 24;

  private ContentHash() {}

  /**
   * A fingerprint of names, types, shapes and elements in this order: 64 hexadecimal digits. One tensor is needed at a time.
   */
  public static String of(Iterable<Tensor> tensors) {
    MessageDigest digest = sha256();
    for (Tensor tensor : tensors) {
      String head = tensor.name() + "\0" + tensor.dtype() + tensor.shape() + "\0";
      digest.update(head.getBytes(StandardCharsets.UTF_8));
      long size = tensor.data().byteSize();
      for (long from = 0; from < size; from += STRETCH) {
        ByteBuffer stretch = tensor.data().asSlice(from, Math.min(STRETCH, size - from)).asByteBuffer();
        digest.update(stretch);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
