package nacre.processor;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A project of a user in a folder: Java below {@code src/main/java}, models below {@code src/main/nacre}. */
record Project(Path folder) {
  /** Two convolutions with one finding in a block that is called twice. */
  static final String TWICE = """
      nacre 1

      block ConvNorm(x, filters: int) {
        x -> conv2d(filters, 3, padding=1) -> batch_norm -> relu
      }

      model Twice {
        input image: f32[N, 3, 8, 8]
        x = image -> ConvNorm(4) -> ConvNorm(4)
        output y = x -> global_average_pool2d -> dense(3)
      }
      """;

  /** A model without weights and without findings. */
  static String plain(String name) {
    return """
        nacre 1
        model %s {
          input x: f32[N, 2]
          output y = x -> relu
        }
        """.formatted(name);
  }

  /** A model that wants two shapes to be equal that are not. */
  static String broken(String name) {
    return """
        nacre 1
        model %s {
          input x: f32[N, 2]
          output y = x + (x -> dense(3))
        }
        """.formatted(name);
  }

  /** What javac said. */
  record Outcome(boolean success, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    List<String> errors() {
      return messages(Diagnostic.Kind.ERROR);
    }

    List<String> warnings() {
      return messages(Diagnostic.Kind.WARNING);
    }

    List<String> notes() {
      return messages(Diagnostic.Kind.NOTE);
    }

    private List<String> messages(Diagnostic.Kind kind) {
      return diagnostics.stream().filter(each -> each.getKind() == kind).map(each -> each.getMessage(Locale.ROOT))
          .toList();
    }

    Outcome succeeds() {
      if (!success || !errors().isEmpty()) {
        throw new AssertionError("javac failed: " + diagnostics);
      }
      return this;
    }

    Outcome fails() {
      if (success) {
        throw new AssertionError("javac did not fail: " + diagnostics);
      }
      return this;
    }
  }

  Path java(String name, String text) {
    return write(folder.resolve("src/main/java").resolve(name), text);
  }

  Path model(String name, String text) {
    return write(folder.resolve("src/main/nacre").resolve(name), text);
  }

  static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path classes() {
    return folder.resolve("classes");
  }

  /** All files in the folder of classes, with {@code /} between folders. */
  List<String> made() {
    if (!Files.exists(classes())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(classes())) {
      return files.filter(Files::isRegularFile).map(file -> classes().relativize(file).toString().replace('\\', '/'))
          .sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles sources in this process; the processor is found on the processor path. */
  Outcome compile(List<Path> sources, String... options) {
    return compile(List.of(), sources, options);
  }

  /** The same with processors that are given, if any are. */
  Outcome compile(List<Processor> processors, List<Path> sources, String... options) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> heard = new DiagnosticCollector<>();
    List<String> all = new ArrayList<>(List.of("-d", classes().toString(), "-s", classes().toString(), "-cp",
        kernels() + File.pathSeparator + classes(), "-processorpath", processorPath()));
    all.addAll(List.of(options));
    try (StandardJavaFileManager files = javac.getStandardFileManager(heard, Locale.ROOT, null)) {
      Files.createDirectories(classes());
      JavaCompiler.CompilationTask task =
          javac.getTask(null, files, heard, all, null, files.getJavaFileObjectsFromPaths(sources));
      if (!processors.isEmpty()) {
        task.setProcessors(processors);
      }
      return new Outcome(task.call(), heard.getDiagnostics());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processor and all that it depends on. */
  static String processorPath() {
    return entries().filter(entry -> !entry.endsWith("test-classes")).collect(Collectors.joining(File.pathSeparator));
  }

  /** The one with the annotation, which users have on their class path. */
  static String kernels() {
    return entry("nacre/NacreModel.class");
  }

  /** The entry of the class path that has a file. */
  static String entry(String name) {
    String url = String.valueOf(Project.class.getClassLoader().getResource(name));
    return entries().filter(entry -> url.contains(entry)).findFirst().orElseThrow();
  }

  private static Stream<String> entries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
  }
}
