package nacre.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Models of ONNX: a folder with {@code model.onnx} and folders {@code test_data_set_*}, or a file {@code X.onnx} beside a
 * folder {@code X.gold}. In those folders lie {@code input_0.pb}, {@code output_0.pb} and so on.
 */
final class OnnxFormat implements CaseFormat {
  private static final String ENDING = ".onnx";
  private static final String SETS = "test_data_set_";

  @Override
  public List<Case> of(Path root, Path file, Found found) {
    if (!file.toString().endsWith(ENDING)) {
      return List.of();
    }
    String stem = Found.stem(file, ENDING);
    boolean standard = stem.equals("model");
    Path folder = Optional.ofNullable(file.getParent()).orElse(root);
    List<OnnxSubject.DataSet> data = new ArrayList<>();
    Stream<Path> sets = standard ? sets(folder, found) : Stream.empty();
    Stream.concat(Stream.of(file.resolveSibling(stem + ".gold")), sets)
        .map(set -> new OnnxSubject.DataSet(found.numbered(set, "input_"), found.numbered(set, "output_")))
        .filter(set -> !set.outputs().isEmpty()).forEach(data::add);
    String name = root.relativize(standard ? folder : file).toString();
    return data.isEmpty() ? List.of() : List.of(new Case(name.isEmpty() ? stem : name, new OnnxSubject(file, data)));
  }

  private static Stream<Path> sets(Path folder, Found found) {
    return found.files().tailSet(folder.resolve(SETS)).stream().map(Path::getParent)
        .takeWhile(set -> set != null && set.startsWith(folder))
        .filter(set -> folder.equals(set.getParent()) && set.getFileName().toString().startsWith(SETS)).distinct();
  }
}
