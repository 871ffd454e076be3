package nacre.onnx;

import java.nio.file.Path;
import nacre.onnx.proto.MalformedException;
import nacre.onnx.proto.ModelProto;
import nacre.source.InputException;

/** A file that has been parsed, to be imported once or more. */
public final class OnnxFile {
  private final Path file;
  private final ModelProto model;

  /** @throws InputException if it is no ONNX model */
  public OnnxFile(Path file) {
    this.file = file;
    try {
      this.model = ModelProto.read(MappedFiles.map(file));
    } catch (MalformedException e) {
      throw new InputException(file + ": this is no ONNX model: " + e.text(), e);
    }
  }

  public ModelProto model() {
    return model;
  }

  /** @throws InputException for a rule of the format that it breaks, or something that no node can stand for */
  public OnnxModel read(ImportOptions options) {
    try {
      return imported(options);
    } catch (InvalidModelException e) {
      throw new InputException(file + ": " + e.text(), e);
    } catch (UnsupportedException e) {
      throw new InputException(file + ": this is not supported: " + e.reason(), e);
    }
  }

  /**
   * The same for those who tell the two apart.
   *
   * @throws InvalidModelException for a rule of the format that it breaks
   * @throws UnsupportedException for something that no node of a graph can stand for
   */
  public OnnxModel imported(ImportOptions options) {
    return new ModelImport(file, model, options).run();
  }
}
