package nacre.weights;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import nacre.source.InputException;

/**
 * Reads a format of weight files. Implementations are services: a jar on the class path that names one in
 * {@code META-INF/services} makes every command read its files. Safetensors and NumPy archives are read without one.
 */
public interface WeightFileReader {
  /**
   * Whether a file is in this format.
   *
   * @param file  whose name may tell
   * @param start its first bytes, 16 or all that there are
   */
  boolean reads(Path file, ByteBuffer start);

  /**
   * Opens a file and finds out what is in it.
   *
   * @throws InputException if the file is damaged or breaks the rules of its format; it says where
   */
  WeightFile open(Path file);
}
