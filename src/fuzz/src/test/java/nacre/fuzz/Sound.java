package nacre.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import nacre.driver.ImportedModel;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.IrPrinter;
import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.ir.Verifier;

/** What every import promises of its result. */
final class Sound {
  /** Constants of a million elements may be sound, but take too much memory as text. */
  private static final int LONG_TEXT = 1 << 20;

  private Sound() {}

  /** A graph that holds together and prints as it reads, with contents of the types of its parameters. */
  static void require(ImportedModel model) {
    require(model, _ -> {});
  }

  /** @param contents sees what each parameter holds */
  static void require(ImportedModel model, Consumer<Tensor> contents) {
    Graph graph = model.graph();
    assertThat(Verifier.violations(graph)).isEmpty();
    String text = IrPrinter.print(graph);
    if (text.length() < LONG_TEXT) {
      assertThat(IrPrinter.print(IrParser.parse(text))).isEqualTo(text);
    }
    model.weights().ifPresent(weights -> {
      for (int i = 0; i < graph.params().size(); i++) {
        Param param = graph.params().get(i);
        Tensor tensor = weights.of(i, param);
        assertThat(tensor.type()).isEqualTo(param.type());
        contents.accept(tensor);
      }
    });
  }
}
