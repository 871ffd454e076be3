package nacre.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

import nacre.data.Npy;
import nacre.data.Npz;
import nacre.data.Picture;
import nacre.data.PictureTensor;
import nacre.driver.RandomInputs;
import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.source.InputException;
import nacre.source.Nearest;

/** Fills the inputs of a model from what a command line says: {@code [name=]file}. */
final class InputFiles {
  /** The most bytes that the elements of one file may take in memory. */
  private static final long LIMIT = 1L << 30;

  private final Graph graph;
  private final List<String> said;
  private final Optional<Long> seed;

  InputFiles(Graph graph, List<String> said, Optional<Long> seed) {
    this.graph = graph;
    this.said = List.copyOf(said);
    this.seed = seed;
  }

  /**
   * What the files hold. All headers are compared with the inputs, and with each other, before any element is read.
   *
   * @throws InputException if a file does not suit its input
   */
  SequencedMap<String, Tensor> read() throws IOException {
    SequencedMap<String, Path> files = new LinkedHashMap<>();
    List<Path> archives = new ArrayList<>();
    for (String argument : said) {
      int equals = argument.indexOf('=');
      if (hasEnding(argument, ".npz")) {
        archives.add(existing(argument));
      } else if (equals > 0 && names().contains(argument.substring(0, equals))) {
        put(files, argument.substring(0, equals), existing(argument.substring(equals + 1)));
      } else {
        Path file = existing(argument, equals);
        put(files, sole(argument), file);
      }
    }
    checkTypes(files, archives);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (Path archive : archives) {
      Npz.read(archive, LIMIT).forEach((name, tensor) -> put(tensors, input(name).name(), tensor));
    }
    for (var file : files.entrySet()) {
      put(tensors, file.getKey(), read(input(file.getKey()), file.getValue()));
    }
    tensors.replaceAll((name, tensor) -> InputFit.fit(input(name), type(input(name)), tensor));
    return tensors;
  }

  private void checkTypes(SequencedMap<String, Path> files, List<Path> archives) throws IOException {
    SequencedMap<String, TensorType> found = new LinkedHashMap<>();
    for (Path archive : archives) {
      Npz.types(archive).forEach((name, type) -> put(found, input(name).name(), type));
    }
    for (var file : files.entrySet()) {
      if (hasEnding(file.getValue().toString(), ".npy")) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file.getValue()))) {
          put(found, file.getKey(), Npy.type(file.getValue().toString(), in));
        }
      }
    }
    Map<String, Long> sizes = new HashMap<>();
    found.forEach((name, type) -> InputFit.check(input(name), type(input(name)), type, sizes));
  }

  private Tensor read(Input input, Path file) throws IOException {
    if (!hasEnding(file.toString(), ".npy")) {
      return PictureTensor.of(Picture.read(file), input, type(input));
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return Npy.read(file.toString(), in, LIMIT);
    }
  }

  private static boolean hasEnding(String name, String ending) {
    return name.toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private static <T> void put(Map<String, T> all, String name, T one) {
    if (all.put(name, one) != null) {
      throw new InputException("input `" + name + "` is given twice");
    }
  }

  /** A file, or else a name that no input has: the one that was more likely meant is complained about. */
  private Path existing(String argument, int equals) {
    if (equals > 0 && !Files.exists(Path.of(argument)) && Files.exists(Path.of(argument.substring(equals + 1)))) {
      input(argument.substring(0, equals));
    }
    return existing(argument);
  }

  private static Path existing(String name) {
    Path file = Path.of(name);
    if (Files.isDirectory(file)) {
      throw new InputException(name + ": this is a folder, required a file");
    }
    if (!Files.exists(file)) {
      throw new InputException(name + ": no such file");
    }
    return file;
  }

  /** @throws InputException if inputs have no file, and none may be drawn */
  void requireAll(Map<String, Tensor> given) {
    List<Input> missing = graph.inputs().stream().filter(input -> !given.containsKey(input.name())).toList();
    if (!missing.isEmpty() && seed.isEmpty()) {
      throw new InputException(
          "no file for " + missing.stream().map(input -> "input `" + input.name() + "`, " + type(input))
              .collect(Collectors.joining(" and ")) + "; give one with --input, or --random SEED");
    }
  }

  /** What is given, and drawn tensors for all other inputs. */
  SequencedMap<String, Tensor> complete(SequencedMap<String, Tensor> given) {
    boolean whole = graph.inputs().stream().allMatch(input -> given.containsKey(input.name()));
    return whole ? given : RandomInputs.fill(graph, given, seed.orElse(0L));
  }

  private String sole(String argument) {
    if (graph.inputs().size() == 1) {
      return graph.inputs().getFirst().name();
    }
    throw new InputException("`" + argument + "`: the model has the inputs " + String.join(", ", names())
        + "; say which with --input NAME=FILE");
  }

  private Input input(String name) {
    return graph.inputs().stream().filter(input -> input.name().equals(name)).findFirst()
        .orElseThrow(() -> new InputException("the model has no input `" + name + "`, only "
            + String.join(", ", names()) + Nearest.hint(name, names())));
  }

  private List<String> names() {
    return graph.inputs().stream().map(Input::name).toList();
  }

  private TensorType type(Input input) {
    return (TensorType) graph.producer(input.value()).type();
  }
}
