package nacre.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

import nacre.data.Npy;
import nacre.driver.OutputFiles;
import nacre.ir.Graph;
import nacre.ir.Output;
import nacre.ir.Tensor;
import nacre.source.InputException;
import nacre.source.Nearest;

/** Where outputs go: {@code [name=]file.npy}. */
final class OutputTargets {
  private final SequencedMap<String, Path> targets;

  private OutputTargets(SequencedMap<String, Path> targets) {
    this.targets = targets;
  }

  /** @throws InputException if a name is no output, or a file no .npy */
  static OutputTargets parse(Graph graph, List<String> said) {
    List<String> names = graph.outputs().stream().map(Output::name).toList();
    SequencedMap<String, Path> targets = new LinkedHashMap<>();
    for (String argument : said) {
      int equals = argument.indexOf('=');
      String name = equals > 0 ? argument.substring(0, equals) : names.getFirst();
      if (!names.contains(name) || equals <= 0 && names.size() > 1) {
        throw new InputException("`" + argument + "`: required NAME=FILE with one of the outputs "
            + String.join(", ", names) + Nearest.hint(name, names));
      }
      String file = argument.substring(equals + 1);
      if (!file.endsWith(".npy")) {
        throw new InputException("`" + argument + "`: outputs are written as .npy, found `" + file + "`");
      }
      targets.put(name, Path.of(file));
    }
    return new OutputTargets(targets);
  }

  void write(Map<String, Tensor> results) throws IOException {
    for (var target : targets.entrySet()) {
      ByteArrayOutputStream array = new ByteArrayOutputStream();
      Npy.write(Objects.requireNonNull(results.get(target.getKey())), array);
      OutputFiles.write(target.getValue(), array.toByteArray());
    }
  }
}
