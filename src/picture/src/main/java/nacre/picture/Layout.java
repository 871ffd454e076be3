package nacre.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import guru.nidi.graphviz.engine.Format;
import guru.nidi.graphviz.engine.Graphviz;
import guru.nidi.graphviz.engine.GraphvizCmdLineEngine;
import guru.nidi.graphviz.engine.GraphvizException;
import guru.nidi.graphviz.engine.GraphvizV8Engine;
import guru.nidi.graphviz.model.MutableGraph;
import nacre.source.InputException;

/**
 * Lays a picture out and writes it as bytes: by Graphviz's own {@code dot} where it is on the path, else by a copy of it that
 * runs in an embedded JavaScript engine, which is there for the common processors and takes pictures of moderate size.
 */
final class Layout {
  /** Beyond this the embedded engine runs out of its memory. */
  private static final int EMBEDDED_BOXES = 1500;
  private static final int SECONDS = 120;

  private Layout() {}

  static byte[] bytes(Picture picture, GraphPicture.Format format, int boxes) {
    MutableGraph graph = DotGraph.of(picture);
    return switch (format) {
      case DOT -> graph.toString().getBytes(StandardCharsets.UTF_8);
      case SVG -> rendered(graph, Format.SVG, boxes);
      case PNG -> rendered(graph, Format.PNG, boxes);
    };
  }

  private static byte[] rendered(MutableGraph graph, Format format, int boxes) {
    Optional<Path> dot = onPath();
    try {
      if (dot.isPresent()) {
        Graphviz.useEngine(
            new GraphvizCmdLineEngine(dot.get().toString()).timeout(SECONDS, TimeUnit.SECONDS));
        return render(graph, format);
      }
      if (boxes > EMBEDDED_BOXES) {
        throw new InputException("the picture has " + boxes + " boxes, and without Graphviz's `dot` on the PATH at most "
            + EMBEDDED_BOXES + " can be laid out; install Graphviz, lower --depth, or write .dot");
      }
      return embedded(graph, format);
    } catch (GraphvizException | IOException e) {
      throw refused(format, dot, e);
    } catch (LinkageError | NullPointerException e) {
      throw refused(format, dot, e);
    }
  }

  private static InputException refused(Format format, Optional<Path> dot, Throwable cause) {
    String reason = Optional.ofNullable(cause.getMessage()).map(text -> text.lines().findFirst().orElse(""))
        .filter(text -> !text.isBlank()).orElse(cause.getClass().getSimpleName());
    String way = dot.map(path -> path + " did not draw it")
        .orElse("there is no `dot` on the PATH, and the embedded engine did not draw it");
    return new InputException("no " + format.name() + ": " + way + " (" + reason + "); install Graphviz, or write .dot"
        + (format == Format.PNG ? " or .svg" : ""));
  }

  /** The engine unpacks a native library into the user's home folder, which gets another home for that while. */
  private static byte[] embedded(MutableGraph graph, Format format) throws IOException {
    String home = System.getProperty("user.home", "");
    Path folder = Files.createTempDirectory("nacre-picture");
    System.setProperty("user.home", folder.toString());
    try {
      Graphviz.useEngine(new GraphvizV8Engine(folder.toString()));
      return render(graph, format);
    } finally {
      Graphviz.releaseEngine();
      System.setProperty("user.home", home);
      delete(folder);
    }
  }

  private static byte[] render(MutableGraph graph, Format format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Graphviz.fromGraph(graph).render(format).toOutputStream(out);
    return out.toByteArray();
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }

  private static Optional<Path> onPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(java.io.File.pathSeparator, -1)).filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of("dot", "dot.exe").map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable).findFirst();
  }
}
