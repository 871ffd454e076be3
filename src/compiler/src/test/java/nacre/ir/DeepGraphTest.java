package nacre.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nacre.ir.op.Add;
import nacre.ir.op.Constant;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeepGraphTest {
  private static final int DEPTH = 100_000;

  /** Each node reads the one before twice: a recursion, or a hash through nodes, would never end. */
  @Test
  @DisplayName("a chain of 100,000 nodes is built, printed, parsed, verified and evaluated without recursion")
  void chain() {
    GraphBuilder builder = new GraphBuilder("Deep");
    Operand value = builder.input("x", TensorType.of(DType.F64, 1), Optional.empty(), Location.NONE);
    Operand zero = builder.add("zero", new Constant(Tensor.ofReals(DType.F64, new int[] {1}, new double[1])),
        List.of(), OptionalInt.empty(), Location.NONE).value();
    for (int i = 0; i < DEPTH; i++) {
      Operand second = i % 1000 == 0 && i < 10_000 ? value : zero;
      value = builder.add("n" + i, new Add(), List.of(value, second), OptionalInt.empty(), Location.NONE).value();
    }
    builder.output(new Output("y", (Value) value, List.of(), OptionalInt.empty(), Location.NONE));
    Graph graph = builder.build();
    Graph read = IrParser.parse(IrPrinter.print(graph));
    assertThat(read.nodes()).hasSize(DEPTH + 2);
    assertThat(read.equals(graph)).isTrue();
    assertThat(read.hashCode()).isEqualTo(graph.hashCode());
    assertThat(Verifier.violations(read)).isEmpty();
    Tensor one = Tensor.ofReals(DType.F64, new int[] {1}, new double[] {1});
    assertThat(new Interpreter(read).run(Map.of("x", one), ParamValues.none()).get("y").toReals())
        .containsExactly(1024);
  }
}
