package nacre.onnx.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.onnx.OperatorVersions;
import nacre.reference.ParamValues;
import nacre.source.InputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused of operators that Nacre does not know: a file must not say what they do not mean, and the reason is the cause. */
class UnknownsTest {
  private static final String READS = "it reads the result of an operation that Nacre does not know";

  @TempDir
  Path folder = Path.of("");

  private void refused(String name, int version, String reason, String why) {
    Graph graph = IrParser.parse("""
        graph Net {
          %%0 x = input: f32[2]
          %%1 foo = opaque(%%0) domain="my.domain" name="Foo" version=1 attributes={unsupported="it is odd"} regions=[]: opaque
          %%2 last = opaque(%%1) domain="ai.onnx" name="%s" version=%d attributes={unsupported="%s"} regions=[]: opaque
          input x = %%0
          output y = %%2
        }
        """.formatted(name, version, reason));
    assertThatThrownBy(() -> new OnnxExporter().write(folder.resolve("net.onnx"), graph, ParamValues.none()))
        .isInstanceOf(InputException.class).hasMessage("`Net` cannot be exported: `last` (opaque): " + why);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @DisplayName("an operator that has changed is refused; one that only reads the unknown names what that is")
  void changed() {
    String why =
        "`ai.onnx:Reshape` is of version 17 of its operators, and changed between that and version 21 of this file";
    refused("Reshape", 17, "it is odd", why);
    refused("Reshape", 17, READS, why + "; it would be known if Nacre knew `my.domain:Foo` at `foo`");
  }

  @Test
  @DisplayName("the parts of a sequence are no operands: with them in its place the operator is no valid one")
  void sequences() {
    refused("SequenceAt", 21, "it is odd",
        "`ai.onnx:SequenceAt` takes a sequence, of which the graph has the parts alone");
  }

  @ParameterizedTest
  @CsvSource({"Relu, 14, 21, true", "Relu, 13, 21, false", "Relu, 21, 14, true", "NonMaxSuppression, 11, 21, true",
    "NonMaxSuppression, 10, 11, false", "NonMaxSuppression, 9, 10, false", "Gelu, 17, 21, false",
    "Nothing, 3, 4, false",
    "Nothing, 4, 4, true", "Relu, 26, 27, false", "Relu, 27, 27, true", "GroupNormalization, 18, 20, true"})
  @DisplayName("an operator is the same in two versions that have it if none between changed it")
  void versions(String operator, int one, int other, boolean same) {
    assertThat(OperatorVersions.isSame(operator, one, other)).isEqualTo(same);
  }
}
