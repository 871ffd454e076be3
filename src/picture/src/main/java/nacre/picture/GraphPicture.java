package nacre.picture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import nacre.driver.LoadedModel;
import nacre.ir.Graph;
import nacre.lint.Finding;
import nacre.lint.LintReport;
import nacre.passes.Optimized;
import nacre.passes.PassManager;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.source.Diagnostic;
import nacre.source.InputException;

/** Draws a model: its blocks, what flows between layers, what the passes fold and fuse, and what the linter found. */
public final class GraphPicture {
  /** What is written. */
  public enum Format {
    SVG, PNG, DOT;

    /** By the end of a file's name. */
    public static Optional<Format> of(String file) {
      String upper = file.toUpperCase(Locale.ROOT);
      return Arrays.stream(values()).filter(format -> upper.endsWith("." + format.name())).findFirst();
    }
  }

  private GraphPicture() {}

  /**
   * The picture's file.
   *
   * @param reports what the linter says of the model's file, drawn where a graph is as written
   * @throws InputException if it cannot be laid out here; the message says why and what to do
   */
  public static byte[] draw(LoadedModel model, List<LintReport> reports, PictureOptions options, Format format) {
    String dot = dot(model, reports, options);
    return switch (format) {
      case DOT -> dot.getBytes(StandardCharsets.UTF_8);
      case SVG, PNG -> Layout.here().bytes(dot, format);
    };
  }

  static String dot(LoadedModel model, List<LintReport> reports, PictureOptions options) {
    Optimized optimized = new PassManager(PassOptions.standard()).run(model.graph(), Pipeline.STANDARD);
    Labels labels = switch (options.stage()) {
      case SOURCE -> Labels.of(model.graph(), Fates.ahead(optimized.remarks()), findings(model, reports));
      case OPTIMISED -> Labels.of(optimized.graph(), Fates.behind(optimized.remarks()), Map.of());
    };
    return DotText.of(Columns.arrange(Drawing.of(labels, options)));
  }

  private static Map<Integer, List<Diagnostic>> findings(LoadedModel model, List<LintReport> reports) {
    int index = index(model);
    Map<Integer, List<Diagnostic>> byNode = new HashMap<>();
    for (LintReport report : reports) {
      for (Finding finding : report.findings()) {
        if (finding.graph() == index && finding.place().node().isPresent()) {
          byNode.computeIfAbsent(finding.place().node().getAsInt(), _ -> new ArrayList<>()).add(report.diagnostic());
        }
      }
    }
    return byNode;
  }

  private static int index(LoadedModel model) {
    List<Graph> graphs = model.file().models().stream().map(LoadedModel::graph).toList();
    return graphs.indexOf(model.graph());
  }
}
