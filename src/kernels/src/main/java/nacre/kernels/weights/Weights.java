package nacre.kernels.weights;

import java.nio.file.Path;
import nacre.kernels.call.Conv;
import nacre.kernels.call.Gemm;
import nacre.kernels.run.Slot;

/**
 * The weights of one network while it is being loaded: an emitted constructor asks for each constant by name, then calls
 * {@link #pack}, which reports everything that is missing, unused, misshapen or not a number at once.
 */
public final class Weights {

  private Weights() {}

  /** The weights in a file, which is mapped until {@link #pack}. */
  public static Weights map(Path file) {
    throw new UnsupportedOperationException(file.toString());
  }

  /** The weights in a resource beside a class. */
  public static Weights resource(Class<?> beside, String name) {
    throw new UnsupportedOperationException(beside + name);
  }

  /** Weights in memory. */
  public static Weights of(Safetensors tensors) {
    throw new UnsupportedOperationException(tensors.origin());
  }

  /** Requires that the content has this fingerprint ({@link Safetensors#hash}), because values were relied on. */
  public Weights require(String hash) {
    throw new UnsupportedOperationException(hash);
  }

  /** {@code path.weight} and, where the call has a bias, {@code path.bias}. */
  public Packed conv(Conv call, String path) {
    return conv(call, path + ".weight", path + ".bias");
  }

  /** A weight {@code [out, in / groups, height, width]} and, where the call has one, a bias {@code [out]}. */
  public Packed conv(Conv call, String weight, String bias) {
    throw new UnsupportedOperationException(call + weight + bias);
  }

  /** As above, for a call with an affine prologue: {@code scale} and {@code shift} are {@code [in]}. */
  public Packed conv(Conv call, String weight, String bias, String scale, String shift) {
    throw new UnsupportedOperationException(call + weight + bias + scale + shift);
  }

  /** {@code path.weight} and, where the call has a bias, {@code path.bias}. */
  public Packed gemm(Gemm call, String path) {
    return gemm(call, path + ".weight", path + ".bias");
  }

  /**
   * A right operand and, where the call has one, a bias with an element per column. The stored matrix is read with the
   * call's strides: {@code dense} finds {@code [out, in]}.
   */
  public Packed gemm(Gemm call, String weight, String bias) {
    throw new UnsupportedOperationException(call + weight + bias);
  }

  /** A constant of floats that kernels read as they read a slot. */
  public Slot constant(String name, int... dims) {
    throw new UnsupportedOperationException(name + dims.length);
  }

  /** A constant of whole numbers (32 or 64 bits at rest) that kernels read as they read a slot. */
  public Slot wholeConstant(String name, int... dims) {
    throw new UnsupportedOperationException(name + dims.length);
  }

  /**
   * Packs everything that was asked for and lets go of the file.
   *
   * @throws WeightsException listing all that is missing, unused, misshapen, of the wrong type or not a number
   */
  public void pack() {
    throw new UnsupportedOperationException();
  }
}
