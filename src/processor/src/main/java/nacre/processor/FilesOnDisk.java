package nacre.processor;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;

/** Files of the compiler that are files of this machine: others are in archives or in memory. */
final class FilesOnDisk {
  private FilesOnDisk() {}

  /** The source of an element. Javac tells it since 18; other compilers and wrappers of build tools may not. */
  static Optional<Path> source(Elements elements, Element element) {
    try {
      Object file = Elements.class.getMethod("getFileObjectOf", Element.class).invoke(elements, element);
      return file instanceof FileObject object ? of(object) : Optional.empty();
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }

  static Optional<Path> of(FileObject file) {
    URI uri = file.toUri();
    if (!"file".equals(uri.getScheme())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(uri));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }
}
