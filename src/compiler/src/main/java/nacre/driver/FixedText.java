package nacre.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import nacre.ir.Graph;
import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.ir.WeightEdit;
import nacre.source.Diagnostic;
import nacre.source.InputException;
import nacre.source.Source;
import nacre.weights.StoredTensor;
import nacre.weights.StoredTensors;
import nacre.weights.WeightBinder;
import nacre.weights.WeightBinding;
import nacre.weights.WeightFile;
import nacre.weights.WeightFiles;

/**
 * A text with fixes made in it.
 *
 * @param applied what the fixes resolve
 * @param refused why other fixes were not made
 * @param weights what must happen to bound weights with it
 */
public record FixedText(LoadedFile file, String before, String after, List<Diagnostic> applied, List<String> refused,
    List<WeightEdit> weights) {
  public FixedText {
    applied = List.copyOf(applied);
    refused = List.copyOf(refused);
    weights = List.copyOf(weights);
  }

  /**
   * Replaces the text, and before it the weight files whose contents must change with it; what a file held is kept beside
   * it, its name ending in {@code .before-fix}.
   *
   * @return the weight files that were replaced
   * @throws RejectedException if weights are bound that do not fit the text; nothing is written then
   */
  public List<Path> write() throws IOException {
    if (before.equals(after)) {
      return List.of();
    }
    List<Path> replaced = new ArrayList<>();
    LoadedFile fixed = Compiler.load(file.path(), Source.of(file.source().orElseThrow().name(), after), file.options());
    for (LoadedModel model : file.models()) {
      if (model.binding().isPresent()) {
        rewrite(model, fixed).ifPresent(replaced::add);
      }
    }
    OutputFiles.write(file.path(), after);
    return replaced;
  }

  /** Where a weight file is kept as it was before it was replaced. */
  public static Path backup(Path weights) {
    return weights.resolveSibling(weights.getFileName() + ".before-fix");
  }

  private Optional<Path> rewrite(LoadedModel model, LoadedFile fixed) throws IOException {
    Graph before = model.graph();
    Graph after = fixed.models().stream().map(LoadedModel::graph).filter(graph -> graph.name().equals(before.name()))
        .findFirst().orElseThrow();
    if (weights.isEmpty() && paths(before).equals(paths(after))) {
      return Optional.empty();
    }
    var statement = model.binding().orElseThrow();
    Path stored = Path.of(statement.file());
    try (WeightFile tensors = WeightFiles.open(stored)) {
      WeightBinding binding = WeightBinder.bind(before, tensors, path -> statement.names().getOrDefault(path, path));
      if (!(binding instanceof WeightBinding.Bound bound)) {
        throw rejected(statement, "`" + statement.path() + "` does not fit the model, so it cannot be changed with it");
      }
      Collection<StoredTensor> changed = changed(before, after, bound, statement);
      Files.copy(stored, backup(stored), StandardCopyOption.REPLACE_EXISTING);
      tensors.write(stored, changed);
      return Optional.of(stored);
    } catch (InputException e) {
      throw rejected(statement, e.text());
    }
  }

  private RejectedException rejected(nacre.syntax.resolve.WeightBinding statement, String message) {
    return new RejectedException(file,
        List.of(Diagnostic.error(Diagnostics.WEIGHTS_MISMATCH, statement.span(), message)));
  }

  /** The tensors of the file for the network after the fix, under the names that they have. */
  private Collection<StoredTensor> changed(Graph before, Graph after, WeightBinding.Bound bound,
      nacre.syntax.resolve.WeightBinding statement) {
    SequencedMap<String, Tensor> contents = new LinkedHashMap<>();
    Map<String, Integer> indices = new HashMap<>();
    for (int i = 0; i < before.params().size(); i++) {
      Param param = before.params().get(i);
      contents.put(param.path(), bound.of(i, param));
      indices.put(param.path(), i);
    }
    Set<String> targets = weights.stream().map(WeightEdit::target).collect(Collectors.toSet());
    SequencedMap<String, StoredTensor> changed = new LinkedHashMap<>();
    WeightChanges.apply(contents, weights, after).forEach((path, tensor) -> {
      int index = Objects.requireNonNull(indices.get(path));
      StoredTensor stored = bound.stored(index);
      if (targets.contains(path) && !bound.isPlain(index)) {
        throw rejected(statement, "`" + path + "` is laid out in another way in `" + statement.path()
            + "`, so it cannot be changed there; save the weights as Nacre has them");
      }
      changed.put(stored.name(), targets.contains(path) ? StoredTensors.store(stored.name(), tensor) : stored);
    });
    return changed.values();
  }

  private static List<String> paths(Graph graph) {
    return graph.params().stream().map(Param::path).toList();
  }
}
