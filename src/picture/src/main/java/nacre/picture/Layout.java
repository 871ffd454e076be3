package nacre.picture;

import guru.nidi.graphviz.engine.Format;
import guru.nidi.graphviz.engine.Graphviz;
import guru.nidi.graphviz.engine.GraphvizCmdLineEngine;
import guru.nidi.graphviz.engine.GraphvizEngine;
import guru.nidi.graphviz.engine.GraphvizV8Engine;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import nacre.source.InputException;

/**
 * Lays a picture out and writes it as bytes: by Graphviz's own {@code dot}, or by a copy of it that runs in an embedded
 * JavaScript engine, which is there for the common processors and is slower.
 *
 * @param command where {@code dot} is; empty for the embedded engine
 * @param limit   when to give up
 */
record Layout(Optional<Path> command, Duration limit) {
  private static final Object ENGINE = new Object();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** By {@code dot} if it is on the path. */
  static Layout here() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return new Layout(Arrays.stream(path.split(File.pathSeparator, -1)).filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of("dot", "dot.exe").map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable).findFirst(), LIMIT);
  }

  /** @throws InputException if that cannot be done here, or takes too long */
  byte[] bytes(String dot, GraphPicture.Format format) {
    double fonts = format == GraphPicture.Format.PNG ? fonts() : 1;
    try (Scratch scratch = Scratch.folder()) {
      return inTime(new FutureTask<>(() -> engaged(scratch.path(), () -> render(dot, format, fonts))));
    } catch (TimeoutException e) {
      throw refused(format, "it was not done after " + limit.toSeconds() + " seconds; --depth 1 draws less");
    } catch (ExecutionException e) {
      throw refused(format, reason(e));
    } catch (IOException e) {
      throw refused(format, reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(format, "interrupted");
    }
  }

  /** Native code cannot be interrupted; a daemon's does not keep the process from ending. */
  private byte[] inTime(FutureTask<byte[]> drawing) throws InterruptedException, ExecutionException, TimeoutException {
    Thread.ofPlatform().daemon().name("layout").start(drawing);
    return drawing.get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Draws with an engine, one at a time. The embedded one unpacks a native library into the user's home folder, which is another
   * folder for that while.
   */
  private byte[] engaged(Path scratch, Callable<byte[]> drawing) throws Exception {
    synchronized (ENGINE) {
      String home = System.getProperty("user.home", "");
      System.setProperty("user.home", scratch.toString());
      try {
        Graphviz.useEngine(engine(scratch));
        return drawing.call();
      } finally {
        Graphviz.releaseEngine();
        System.setProperty("user.home", home);
      }
    }
  }

  private GraphvizEngine engine(Path scratch) {
    return command.<GraphvizEngine>map(
        dot -> new GraphvizCmdLineEngine(dot.toString()).timeout((int) limit.toSeconds(), TimeUnit.SECONDS))
        .orElseGet(() -> new GraphvizV8Engine(scratch.toString()));
  }

  private static byte[] render(String dot, GraphPicture.Format format, double fonts) throws IOException {
    Graphviz graphviz = Graphviz.fromString(dot);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (format == GraphPicture.Format.PNG) {
      graphviz.postProcessor((svg, _, _) -> svg.mapString(text -> PngText.fitted(text, fonts))).render(Format.PNG)
          .toOutputStream(out);
    } else {
      graphviz.render(Format.SVG).toOutputStream(out);
    }
    return out.toByteArray();
  }

  private static double fonts() {
    try {
      return PngText.scale();
    } catch (RuntimeException | LinkageError e) {
      throw new InputException("no png: Java finds no fonts here; install some, or write .svg or .dot", e);
    }
  }

  private InputException refused(GraphPicture.Format format, String reason) {
    String who = command.map(path -> "`" + path + "` did not draw it")
        .orElse("there is no `dot` on the PATH, and the embedded engine did not draw it");
    String instead = format == GraphPicture.Format.PNG ? "write .svg or .dot" : "write .dot";
    return new InputException("no " + format.name().toLowerCase(Locale.ROOT) + ": " + who + " (" + reason + "); "
        + (command.isPresent() ? instead : "install Graphviz, or " + instead));
  }

  private static String reason(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return Optional.ofNullable(root.getMessage()).flatMap(text -> text.lines().findFirst())
        .filter(text -> !text.isBlank()).orElse(root.getClass().getSimpleName());
  }
}
