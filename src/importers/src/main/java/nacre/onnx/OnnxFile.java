package nacre.onnx;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nacre.importers.InvalidModelException;
import nacre.importers.MappedFiles;
import nacre.importers.UnsupportedException;
import nacre.importers.wire.MalformedException;
import nacre.onnx.proto.GraphProto;
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

  /** Files that initializers name, whether they are there or not. */
  List<Path> external() {
    return model.graph().stream().flatMap(graph -> graph.initializers().stream())
        .flatMap(tensor -> Optional.ofNullable(tensor.external().get("location")).stream()).distinct()
        .flatMap(location -> sibling(location).stream()).toList();
  }

  private Optional<Path> sibling(String location) {
    try {
      return Optional.of(file.resolveSibling(location));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
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
    OnnxModel apart = new ModelImport(file, model, options, Nameless.APART).run();
    return apart.unsupported().isEmpty() || !model.graph().filter(OnnxFile::hasNamelessBatches).isPresent() ? apart
        : better(apart, options);
  }

  /** Extents that meet somewhere, in a sum or side by side, must be equal: then fewer nodes stay unknown. */
  private OnnxModel better(OnnxModel apart, ImportOptions options) {
    try {
      OnnxModel together = new ModelImport(file, model, options, Nameless.TOGETHER).run();
      return together.unsupported().size() < apart.unsupported().size() ? together : apart;
    } catch (InvalidModelException | UnsupportedException _) {
      return apart;
    }
  }

  private static boolean hasNamelessBatches(GraphProto graph) {
    return graph.inputs().stream().filter(ModelImport::isNamelessFirst).limit(2).count() == 2;
  }
}
