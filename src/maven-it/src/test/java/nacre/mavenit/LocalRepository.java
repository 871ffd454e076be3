package nacre.mavenit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The local repository of the Mavens: Nacre as this build made it, all else from the repository of the Maven that runs this
 * build. So nothing of Nacre is installed for others, and what was downloaded once is there.
 */
final class LocalRepository {
  private static final Path FOLDER = Checkout.target().resolve("repository");

  static {
    try {
      link(Path.of(System.getProperty("nacre.it.repository")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot link repositories", e);
    }
  }

  private LocalRepository() {}

  static Path folder() {
    return FOLDER;
  }

  private static void link(Path shared) throws IOException {
    List<Path> groups;
    try (Stream<Path> all = Files.list(shared)) {
      groups = all.filter(Files::isDirectory).toList();
    }
    for (Path group : groups) {
      Path link = FOLDER.resolve(group.getFileName());
      if (!Files.exists(link)) {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, group);
      }
    }
  }
}
