package nacre.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.ir.IrParser;
import nacre.ir.Location;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.ir.op.Add;
import nacre.ir.op.Constant;
import nacre.ir.op.Op;
import nacre.ir.op.Pad;
import nacre.ir.op.Padding;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Where rewrites stop: at sizes that would cost more than they save, and at what is not known. The cases are too large for
 * a golden file, or have no extents to be evaluated with.
 */
class PassLimitsTest {
  private static int replaced(Graph graph, String pass) {
    return new PassManager(PassOptions.standard()).run(graph, Pipeline.parse(pass)).runs().getFirst().replaced();
  }

  private static int absorbed(String op, int count) {
    Net net = new Net();
    Value at = net.call("dense", net.input("x", 2), "units", 2);
    for (int i = 0; i < count; i++) {
      at = op.equals("add") ? net.call("add", List.of(at, at)) : net.call(op, at);
    }
    return replaced(net.outputs(net.call("batch_norm", at)), "absorb-bias-into-batch-norm");
  }

  @Test
  @DisplayName("a way of 32 nodes is followed and no longer one, so that sums over sums cost no more than the graph")
  void longWays() {
    assertThat(absorbed("identity", 30)).isEqualTo(1);
    assertThat(absorbed("identity", 31)).isZero();
  }

  @Test
  @DisplayName("2^20 copies of a bias are subtracted at once, more are not: the multiple would swamp the mean")
  void manyCopies() {
    assertThat(absorbed("add", 20)).isEqualTo(1);
    assertThat(absorbed("add", 21)).isZero();
  }

  @Test
  @DisplayName("a constant grows to 65,536 elements and no further, unless as much was there before")
  void largeConstants() {
    assertThat(computed(padded(65_535))).isEqualTo(1);
    assertThat(computed(padded(65_536))).isZero();
    Tensor large = Tensor.reals(DType.F32, new int[] {70_000}, i -> i);
    assertThat(computed(new Add(), large, large)).isEqualTo(1);
  }

  private static int computed(Op op) {
    return computed(op, Tensor.reals(DType.F32, new int[] {1}, _ -> 3));
  }

  private static Op padded(int zeros) {
    return new Pad(new Padding.Explicit(List.of(0), List.of(zeros)), 0);
  }

  private static int computed(Op op, Tensor... operands) {
    GraphBuilder builder = new GraphBuilder("Net");
    List<Operand> values = Stream.of(operands)
        .<Operand>map(contents -> add(builder, new Constant(contents), List.of())).toList();
    builder.output(new Output("y", add(builder, op, values), List.of(), OptionalInt.empty(), Location.NONE));
    return replaced(builder.build(), "fold-constants");
  }

  private static Value add(GraphBuilder builder, Op op, List<Operand> operands) {
    return builder.add("n" + builder.size(), op, operands, OptionalInt.empty(), Location.NONE).value();
  }

  @Test
  @DisplayName("extents that nobody knows are equal to nothing, so a flatten between them stays")
  void unknownExtents() {
    assertThat(replaced(flatten("N"), "eliminate-identity")).isEqualTo(1);
    assertThat(replaced(flatten("?"), "eliminate-identity")).isZero();
  }

  private static Graph flatten(String batch) {
    return IrParser.parse("""
        graph Net {
          symbol N
          %0 x = input: f32[BATCH, 6]
          %1 flatten = flatten(%0) axis=1: f32[BATCH, 6]
          input x = %0
          output y = %1
        }
        """.replace("BATCH", batch));
  }
}
