package nacre.onnx;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.importers.InvalidModelException;
import nacre.importers.MappedFiles;
import nacre.onnx.proto.TensorProto;

/**
 * Contents of tensors in files beside a model. Such a file lies in the model's folder or below it, and no link leads there:
 * a model never makes Nacre read what is elsewhere.
 */
final class ExternalData {
  private final Path folder;
  private final Map<String, MemorySegment> mapped = new HashMap<>();

  ExternalData(Path model) {
    this.folder = Optional.ofNullable(model.toAbsolutePath().getParent()).orElse(model.toAbsolutePath());
  }

  /** The files that have been read, by path. */
  List<Path> files() {
    return mapped.keySet().stream().map(folder::resolve).sorted().toList();
  }

  /**
   * The contents of a tensor.
   *
   * @param length how many bytes its type and shape ask for
   */
  MemorySegment of(TensorProto tensor, long length) {
    String location = tensor.external().getOrDefault("location", "");
    MemorySegment file = mapped.computeIfAbsent(location, this::map);
    long offset = number(tensor, "offset", 0);
    long said = number(tensor, "length", length);
    if (said != length) {
      throw problem(tensor, "`length` is " + said + ", required " + length + " bytes for its type and shape");
    }
    if (offset > file.byteSize() || length > file.byteSize() - offset) {
      throw problem(tensor, "found bytes " + offset + " to " + (offset + length) + " in `" + location
          + "`, which has " + file.byteSize());
    }
    return file.asSlice(offset, length);
  }

  private static long number(TensorProto tensor, String key, long fallback) {
    String text = tensor.external().get(key);
    if (text == null) {
      return fallback;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below, with the negative ones
    }
    throw problem(tensor, "`" + key + "` is `" + text + "`, required a number from 0 on");
  }

  private MemorySegment map(String location) {
    try {
      Path relative = Path.of(location);
      Path root = folder.toRealPath();
      Path file = root.resolve(relative).normalize();
      if (location.isEmpty() || relative.isAbsolute() || !file.startsWith(root) || file.equals(root)) {
        throw new InvalidModelException("external data `" + location + "`: required a file in the model's folder");
      }
      if (!Files.isRegularFile(file)) {
        throw new InvalidModelException("external data `" + location + "`: no such file in the model's folder");
      }
      if (!file.toRealPath().equals(file)) {
        throw new InvalidModelException(
            "external data `" + location + "`: found a link, required a file in the model's "
                + "folder");
      }
      return MappedFiles.map(file);
    } catch (InvalidPathException | IOException e) {
      throw new InvalidModelException("external data `" + location + "`: cannot be read");
    }
  }

  private static InvalidModelException problem(TensorProto tensor, String what) {
    return new InvalidModelException("external data of `" + tensor.name() + "`: " + what);
  }
}
