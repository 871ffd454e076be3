package nacre.processor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.tools.StandardLocation;

/**
 * Files that were made of one model, as files of this compilation. Each comes of the annotated element and of nothing else,
 * so that build tools can make it anew alone.
 */
record MadeFiles(Filer filer, Wanted wanted) {
  /**
   * @param source relative to its root
   * @throws RefusedException if the compilation has the class already
   */
  void source(Path root, Path source) throws RefusedException, IOException {
    String name = qualified(fileName(source).replaceFirst("\\.java$", ""));
    try (BufferedReader in = Files.newBufferedReader(root.resolve(source), StandardCharsets.US_ASCII);
        Writer out = filer.createSourceFile(name, wanted.element()).openWriter()) {
      in.transferTo(out);
    } catch (FilerException e) {
      throw new RefusedException("`" + wanted.file() + "` makes the class `" + name
          + "`, and this compilation has that class already; rename one of the two, or set packageName", e);
    }
  }

  /** @param resource relative to its root */
  void resource(Path root, Path resource) throws IOException {
    try (OutputStream out = filer
        .createResource(StandardLocation.CLASS_OUTPUT, wanted.packageName(), fileName(resource), wanted.element())
        .openOutputStream()) {
      Files.copy(root.resolve(resource), out);
    }
  }

  private String qualified(String simpleName) {
    return wanted.packageName().isEmpty() ? simpleName : wanted.packageName() + "." + simpleName;
  }

  private static String fileName(Path file) {
    return file.getName(file.getNameCount() - 1).toString();
  }
}
