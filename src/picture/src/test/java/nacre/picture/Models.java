package nacre.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import nacre.driver.Compiler;
import nacre.driver.LoadedModel;
import nacre.syntax.resolve.ResolveOptions;

/** Models and options of tests. */
final class Models {
  private Models() {}

  /**
   * A file of the test resources in the source tree, where blessed files are written. The path is relative to the module, in
   * which tests run, since pictures say it and cut what is long.
   */
  static Path resource(String name) {
    return Path.of("src/test/resources/nacre/picture").resolve(name);
  }

  static LoadedModel load(Path file) {
    return Compiler.load(file, ResolveOptions.none()).models().getFirst();
  }

  static LoadedModel text(Path folder, String text) {
    try {
      return load(Files.writeString(folder.resolve("model.nacre"), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PictureOptions source(int depth) {
    return new PictureOptions(PictureOptions.Stage.SOURCE, PictureOptions.Alike.ONCE, Optional.of(depth));
  }

  static PictureOptions standard(PictureOptions.Stage stage) {
    return new PictureOptions(stage, PictureOptions.Alike.ONCE, Optional.empty());
  }

  static long boxes(String dot) {
    return dot.lines().filter(line -> line.strip().matches("n\\d+ \\[.*")).count();
  }
}
