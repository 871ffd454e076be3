package nacre.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Third-party models beside the checkout, which are no part of it. */
public final class Corpus {
  private Corpus() {}

  /** A folder of the corpus, if it is there. */
  public static Optional<Path> folder(String name) {
    Path base = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    return Stream.iterate(base, folder -> folder != null, Path::getParent)
        .flatMap(folder -> Stream.of(folder.resolve("shared/corpus"), folder.resolve("../shared/corpus")))
        .map(corpus -> corpus.resolve(name).normalize()).filter(Files::isDirectory).findFirst();
  }
}
