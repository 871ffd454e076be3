package nacre.onnx;

import java.nio.file.Path;
import nacre.importers.InvalidModelException;
import nacre.importers.MappedFiles;
import nacre.importers.UnsupportedException;
import nacre.importers.wire.MalformedException;
import nacre.ir.Tensor;
import nacre.onnx.proto.TensorProto;
import nacre.source.InputException;

/** Files that hold one tensor, as test data of ONNX does. */
public final class TensorFiles {
  private TensorFiles() {}

  /**
   * The tensor of a file.
   *
   * @throws InputException if it holds none
   * @throws UnsupportedException for an element type that Nacre does not have
   */
  public static Tensor read(Path file) {
    try {
      return StoredTensor.of(proto(file), new ExternalData(file)).read();
    } catch (InvalidModelException e) {
      throw new InputException(file + ": " + e.text(), e);
    }
  }

  /** What the tensor of a file is called. */
  public static String name(Path file) {
    return proto(file).name();
  }

  private static TensorProto proto(Path file) {
    try {
      return TensorProto.read(MappedFiles.map(file));
    } catch (MalformedException e) {
      throw new UnsupportedException(file.getFileName() + " holds no tensor");
    }
  }
}
