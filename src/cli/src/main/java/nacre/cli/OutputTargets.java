package nacre.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

import nacre.data.Npy;
import nacre.data.Npz;
import nacre.driver.OutputFiles;
import nacre.ir.Graph;
import nacre.ir.Output;
import nacre.ir.Tensor;
import nacre.source.Nearest;

/**
 * Where outputs go: {@code [name=]file.npy}, or {@code [name=]file.npz}. An archive holds all outputs that are said to go
 * there, and every output where it is given without a name.
 */
final class OutputTargets {
  private final SequencedMap<Path, List<String>> targets;

  private OutputTargets(SequencedMap<Path, List<String>> targets) {
    this.targets = targets;
  }

  /** @throws MisuseException if a name is no output, a file neither .npy nor .npz, or one file is to hold two arrays */
  static OutputTargets parse(Graph graph, List<String> said) {
    List<String> names = graph.outputs().stream().map(Output::name).toList();
    SequencedMap<Path, List<String>> targets = new LinkedHashMap<>();
    for (String argument : said) {
      int equals = argument.indexOf('=');
      String file = argument.substring(equals + 1);
      if (!isArchive(file) && !file.toLowerCase(Locale.ROOT).endsWith(".npy")) {
        throw new MisuseException(
            "--output " + argument + ": outputs are written as .npy or .npz, found `" + file + "`");
      }
      List<String> held = targets.computeIfAbsent(Path.of(file).toAbsolutePath().normalize(), _ -> new ArrayList<>());
      for (String name : chosen(argument, equals, isArchive(file), names)) {
        if (held.contains(name) || !held.isEmpty() && !isArchive(file)) {
          throw new MisuseException("--output " + argument + ": `" + file + "` holds the output `" + held.getFirst()
              + "` already" + (isArchive(file) ? "" : "; several go into one .npz"));
        }
        held.add(name);
      }
    }
    return new OutputTargets(targets);
  }

  private static List<String> chosen(String argument, int equals, boolean archive, List<String> names) {
    if (equals <= 0 && (archive || names.size() == 1)) {
      return names;
    }
    String name = equals > 0 ? argument.substring(0, equals) : "";
    if (!names.contains(name)) {
      throw new MisuseException("--output " + argument + ": required NAME=FILE with one of the outputs "
          + String.join(", ", names) + Nearest.hint(name, names));
    }
    return List.of(name);
  }

  private static boolean isArchive(String file) {
    return file.toLowerCase(Locale.ROOT).endsWith(".npz");
  }

  void write(Map<String, Tensor> results) throws IOException {
    for (var target : targets.entrySet()) {
      ByteArrayOutputStream contents = new ByteArrayOutputStream();
      if (isArchive(target.getKey().toString())) {
        SequencedMap<String, Tensor> arrays = new LinkedHashMap<>();
        target.getValue().forEach(name -> arrays.put(name, Objects.requireNonNull(results.get(name))));
        Npz.write(arrays, contents);
      } else {
        Npy.write(Objects.requireNonNull(results.get(target.getValue().getFirst())), contents);
      }
      OutputFiles.write(target.getKey(), contents.toByteArray());
    }
  }
}
