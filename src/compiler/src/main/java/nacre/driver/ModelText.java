package nacre.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.decompile.Decompiler;
import nacre.decompile.SameGraph;
import nacre.decompile.Unwritable;
import nacre.decompile.WeightNames;
import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.ir.Param;
import nacre.kernels.weights.SafetensorsWriter;
import nacre.source.Diagnostic;
import nacre.source.Reporter;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.syntax.Formatter;
import nacre.syntax.resolve.DiskFiles;
import nacre.syntax.resolve.Resolution;
import nacre.syntax.resolve.ResolveOptions;
import nacre.syntax.resolve.Resolver;
import nacre.weights.StoredTensors;

/**
 * A model of another framework as a text in canonical form, with a file of its weights. That the text gives the same
 * graph has been proved when there is one.
 *
 * @param weights tensors for the file that the text names; none if the model has no parameters
 */
public record ModelText(String text, List<SafetensorsWriter.Later> weights) {
  public ModelText {
    weights = List.copyOf(weights);
  }

  /**
   * The text of an imported model.
   *
   * @param weightsFile what the text calls the file of the weights
   * @throws RejectedException if there is something in it for which a text has no words, or a parameter of open extents
   */
  public static ModelText of(LoadedModel model, ImportedModel imported, String weightsFile) {
    OpenParameters.refuse(model);
    try {
      return text(imported, weightsFile);
    } catch (Unwritable e) {
      throw new RejectedException(model.file(), e.problems().stream().map(ModelText::error).toList());
    }
  }

  private static Diagnostic error(Unwritable.Problem problem) {
    return new Diagnostic(Diagnostics.UNWRITABLE, Severity.ERROR, problem.location().inText(), problem.message(),
        problem.location().note().stream().toList(), List.of());
  }

  private static ModelText text(ImportedModel imported, String weightsFile) {
    Graph graph = imported.graph();
    Decompiler decompiler = Decompiler.of(graph);
    Graph bare = resolved(formatted(decompiler.text(List.of())));
    SequencedMap<Integer, SameGraph.Filled> filled = SameGraph.prove(graph, bare);
    WeightNames names = WeightNames.of(bare.params(), param -> original(graph, by(filled, param)));
    Optional<ImportedWeights> known = imported.weights();
    if (known.isEmpty()) {
      return new ModelText(formatted(decompiler.text(List.of())), List.of());
    }
    String text = formatted(decompiler.text(names.statement(weightsFile)));
    SameGraph.prove(graph, resolved(text));
    List<SafetensorsWriter.Later> weights = new ArrayList<>();
    for (int i = 0; i < bare.params().size(); i++) {
      Param param = bare.params().get(i);
      SameGraph.Filled by = by(filled, i);
      weights.add(StoredTensors.exact(names.stored().get(i), param.type(), () -> switch (by) {
        case SameGraph.ByParam(int index) -> known.get().of(index, graph.params().get(index));
        case SameGraph.ByConstant(_, var contents) -> contents;
      }));
    }
    return new ModelText(text, weights);
  }

  private static SameGraph.Filled by(Map<Integer, SameGraph.Filled> filled, int param) {
    return Optional.ofNullable(filled.get(param)).orElseThrow();
  }

  /** What the model calls a tensor. */
  private static String original(Graph graph, SameGraph.Filled by) {
    Location location = switch (by) {
      case SameGraph.ByParam(int index) -> graph.params().get(index).location();
      case SameGraph.ByConstant constant -> constant.node().location();
    };
    return location.model().map(Location.Model::layerPath).orElse("");
  }

  private static String formatted(String text) {
    Reporter reporter = new Reporter();
    return Formatter.format(Source.of("model.nacre", text), reporter)
        .orElseThrow(() -> new IllegalStateException(reporter.diagnostics() + "\n" + text));
  }

  private static Graph resolved(String text) {
    Reporter reporter = new Reporter();
    Resolution resolution =
        Resolver.resolve(Source.of("model.nacre", text), new DiskFiles(), ResolveOptions.none(), reporter);
    if (reporter.hasErrors()) {
      throw new IllegalStateException(reporter.diagnostics() + "\n" + text);
    }
    return resolution.models().getFirst().graph();
  }

  /**
   * Writes both files, or none.
   *
   * @return those that there are
   */
  public List<Path> write(Path textFile, Path weightsFile) throws IOException {
    if (weights.isEmpty()) {
      OutputFiles.write(textFile, text);
      return List.of(textFile);
    }
    OutputFiles.write(textFile, weightsFile, (freshText, freshWeights) -> {
      SafetensorsWriter.writeLater(freshWeights, weights, Map.of());
      Files.writeString(freshText, text);
    });
    return List.of(weightsFile, textFile);
  }
}
