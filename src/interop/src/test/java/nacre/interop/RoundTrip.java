package nacre.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nacre.driver.Compiler;
import nacre.driver.LoadedFile;
import nacre.ir.Graph;
import nacre.ir.IrPrinter;
import nacre.ir.Weights;
import nacre.onnx.export.OnnxExporter;
import nacre.reference.ParamValues;
import nacre.source.Diagnostic;
import nacre.syntax.resolve.ResolveOptions;

/** A graph as a file, and the graph that a reader makes of it. */
final class RoundTrip {
  private RoundTrip() {}

  /** Writes a graph and asserts that it comes back: all of it but locations and what is known of the weights. */
  static void check(Graph graph, ParamValues values, Path file) throws IOException {
    new OnnxExporter().write(file, graph, values);
    LoadedFile back = Compiler.load(file, new ResolveOptions(Optional.empty(), Map.of(), Map.of()));
    assertThat(back.diagnostics().stream().map(Diagnostic::message).collect(Collectors.joining("\n"))).isEmpty();
    assertThat(text(back.models().getFirst().graph())).isEqualTo(text(graph));
  }

  /** Everything that counts. */
  private static String text(Graph graph) {
    return IrPrinter.print(graph.withWeights(Weights.ABSENT), IrPrinter.Detail.WITHOUT_LOCATIONS);
  }
}
