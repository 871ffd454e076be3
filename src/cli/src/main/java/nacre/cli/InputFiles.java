package nacre.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

  /** @throws InputException if a file does not suit its input, or an input has none */
  SequencedMap<String, Tensor> read() throws IOException {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (String argument : said) {
      int equals = argument.indexOf('=');
      if (argument.toLowerCase(Locale.ROOT).endsWith(".npz")) {
        Npz.read(existing(argument), LIMIT).forEach((name, tensor) -> put(tensors, input(name).name(), tensor));
      } else if (equals > 0 && names().contains(argument.substring(0, equals))) {
        read(argument.substring(0, equals), existing(argument.substring(equals + 1)), tensors);
      } else {
        Path file = existing(argument, equals);
        read(sole(argument), file, tensors);
      }
    }
    tensors.replaceAll((name, tensor) -> InputFit.fit(input(name), type(input(name)), tensor));
    return complete(tensors);
  }

  private void read(String name, Path file, SequencedMap<String, Tensor> tensors) throws IOException {
    Input input = input(name);
    Tensor tensor;
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        tensor = Npy.read(file.toString(), in, LIMIT);
      }
    } else {
      tensor = PictureTensor.of(Picture.read(file), input, type(input));
    }
    put(tensors, name, tensor);
  }

  private static void put(SequencedMap<String, Tensor> tensors, String name, Tensor tensor) {
    if (tensors.put(name, tensor) != null) {
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

  private SequencedMap<String, Tensor> complete(SequencedMap<String, Tensor> given) {
    List<Input> missing = graph.inputs().stream().filter(input -> !given.containsKey(input.name())).toList();
    if (!missing.isEmpty() && seed.isEmpty()) {
      throw new InputException(
          "no file for " + missing.stream().map(input -> "input `" + input.name() + "`, " + type(input))
              .collect(Collectors.joining(" and ")) + "; give one with --input, or --random SEED");
    }
    return missing.isEmpty() ? given : RandomInputs.fill(graph, given, seed.orElse(0L));
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
