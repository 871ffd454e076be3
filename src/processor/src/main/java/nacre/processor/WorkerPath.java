package nacre.processor;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nacre.front.WorkerProcess;

/** The class path of the compiler: the processor's own, which has the compiler on it although it never loads it. */
final class WorkerPath {
  private static final String MAIN = WorkerProcess.MAIN.replace('.', '/') + ".class";

  private WorkerPath() {}

  /**
   * @param said   what the user says, which is taken as it is
   * @param loader of the processor; build tools make one that tells its path
   * @throws RefusedException if the compiler is not there
   */
  static List<Path> of(Optional<List<Path>> said, ClassLoader loader) throws RefusedException {
    if (said.isPresent()) {
      return said.get();
    }
    if (loader instanceof URLClassLoader processors) {
      require(processors.findResource(MAIN) != null);
      return paths(processors.getURLs());
    }
    if (loader.equals(ClassLoader.getSystemClassLoader())) {
      require(loader.getResource(MAIN) != null);
      return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator)).map(Path::of).toList();
    }
    throw new RefusedException("the class loader " + loader.getClass().getName() + " does not tell the processor path; "
        + "say the class path of the compiler, nacre-worker and all that it depends on, by " + Option.WORKER.flag());
  }

  private static void require(boolean present) throws RefusedException {
    if (!present) {
      throw new RefusedException(
          "the compiler, nacre-worker, is not on the processor path; nacre-processor needs all that "
              + "it depends on beside itself there, or " + Option.WORKER.flag()
              + " with the class path of the compiler");
    }
  }

  private static List<Path> paths(URL[] urls) {
    List<Path> paths = new ArrayList<>();
    for (URL url : urls) {
      if (url.getProtocol().equals("file")) {
        try {
          paths.add(Path.of(url.toURI()));
        } catch (URISyntaxException e) {
          paths.add(Path.of(url.getPath())); // made by a tool that does not escape blanks
        }
      }
    }
    return paths;
  }
}
