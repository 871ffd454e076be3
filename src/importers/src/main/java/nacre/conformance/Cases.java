package nacre.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds cases: a folder with {@code model.onnx} and folders {@code test_data_set_*}, or a file {@code X.onnx} beside a folder
 * {@code X.gold}. In those folders lie {@code input_0.pb}, {@code output_0.pb} and so on.
 */
public final class Cases {
  private Cases() {}

  /** All cases below a folder, in the order of their names. */
  public static List<Case> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> models = files.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
      List<Case> cases = new ArrayList<>();
      for (Path model : models) {
        of(folder, model).ifPresent(cases::add);
      }
      return cases;
    }
  }

  private static Optional<Case> of(Path root, Path model) throws IOException {
    String file = String.valueOf(model.getFileName());
    String stem = file.substring(0, file.length() - ".onnx".length());
    Path gold = model.resolveSibling(stem + ".gold");
    Path folder = Optional.ofNullable(model.getParent()).orElse(root);
    List<Path> sets = new ArrayList<>();
    if (Files.isDirectory(gold)) {
      sets.add(gold);
    }
    if (file.equals("model.onnx")) {
      try (Stream<Path> found = Files.list(folder)) {
        found.filter(set -> set.getFileName().toString().startsWith("test_data_set_")).sorted().forEach(sets::add);
      }
    }
    List<Case.DataSet> data = new ArrayList<>();
    for (Path set : sets) {
      data.add(new Case.DataSet(numbered(set, "input_"), numbered(set, "output_")));
    }
    String name = root.relativize(file.equals("model.onnx") ? folder : model).toString();
    return data.isEmpty() ? Optional.empty() : Optional.of(new Case(name.isEmpty() ? stem : name, model, data));
  }

  private static List<Path> numbered(Path folder, String prefix) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; Files.exists(folder.resolve(prefix + i + ".pb")); i++) {
      files.add(folder.resolve(prefix + i + ".pb"));
    }
    return files;
  }
}
