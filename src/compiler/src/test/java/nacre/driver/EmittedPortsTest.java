package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.Tensor;
import nacre.source.InputException;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What goes in and comes out of emitted code: whole numbers, scalars, empty tensors, odd outputs, and what is refused. */
class EmittedPortsTest {
  @Test
  @DisplayName("64-bit integers are transposed, joined and added in 32 bits; batch sizes appear on an inner axis")
  void wholeNumbers() {
    Graph graph = IrParser.parse("""
        graph Ids {
          symbol N
          %0 ids = input: i64[N, 4]
          %1 turned = transpose(%0) permutation=[1, 0]: i64[4, N]
          %2 both = concat(%1, %1) axis=0: i64[8, N]
          %3 sum = add(%2, %2): i64[8, N]
          input ids = %0
          output sum = %3
          output turned = %1
        }
        """);
    Emission emission = Emission.of(graph).check();
    Session session = emission.model().session(2);
    session.set("ids", new long[] {1, 2, 3, 4, -5, 6, 7, 1 << 29});
    session.run(2);
    Tensor sum = session.outputs().get("sum");
    assertThat(sum).isEqualTo(Tensor.ofIntegers(DType.I64, new int[] {8, 2},
        new long[] {2, -10, 4, 12, 6, 14, 8, 1 << 30, 2, -10, 4, 12, 6, 14, 8, 1 << 30}));
    assertThatThrownBy(() -> session.set("ids", new long[] {1, 2, 3, 1L << 31})).hasMessageContaining("ids")
        .hasMessageContaining("2147483648");
    session.set("ids", new long[] {1, 2, 3, Integer.MAX_VALUE});
    assertThatThrownBy(() -> session.run(1)).isInstanceOf(InputException.class)
        .hasMessageContaining("4294967294");
  }

  @Test
  @DisplayName("an output may be an input, another output, another's other name, or a constant")
  void unusualOutputs() {
    Graph graph = IrParser.parse("""
        graph Odd {
          symbol N
          param $p: f32[2, 3] own = normal(0.5)
          %0 x = input: f32[N, 2, 3]
          %1 flat = reshape(%0) shape=[N, 6]: f32[N, 6]
          %2 y = relu(%1): f32[N, 6]
          %3 c = mul($p, $p): f32[2, 3]
          %4 unused = input: f32[N, 1]
          input x = %0
          input unused = %4
          output same = %0
          output flat = %1
          output y = %2
          output again = %2
          output constant = %3
        }
        """);
    assertThat(Emission.of(graph).check().checkScalar().kernels()).isEqualTo("Pointwise Move");
  }

  @Test
  @DisplayName("scalars and empty tensors have ports and steps like others")
  void ranksAndEmptiness() {
    Graph graph = IrParser.parse("""
        graph Ranks {
          symbol N
          %0 s = input: f32[]
          %1 x = input: f32[N, 3]
          %2 none = input: f32[N, 0]
          %3 scaled = mul(%1, %0): f32[N, 3]
          %4 joined = concat(%3, %2) axis=1: f32[N, 3]
          %5 square = mul(%0, %0): f32[]
          %6 nothing = relu(%2): f32[N, 0]
          input s = %0
          input x = %1
          input none = %2
          output joined = %4
          output square = %5
          output nothing = %6
        }
        """);
    Emission.of(graph).check().checkScalar();
  }

  @Test
  @DisplayName("a model of a fixed batch has memory for that batch, and no count of images")
  void fixedBatch() {
    Graph graph = IrParser.parse("""
        graph Fixed {
          param $w: f32[2, 3, 3, 3] weight = he_uniform
          %0 x = input: f32[2, 3, 6, 6]
          %1 y = conv2d(%0, $w, _) stride=[1, 1] padding=[[1, 1], [1, 1]] dilation=[1, 1] groups=1 axis=1: f32[2, 2, 6, 6]
          input x = %0
          output y = %1
        }
        """);
    Emission emission = Emission.of(graph);
    Map<String, Tensor> inputs = emission.inputs(1);
    assertThat(emission.model().run(inputs).get("y").type().toString()).isEqualTo("f32[2, 2, 6, 6]");
    assertThat(emission.check().model().source().text()).contains("public void run(Memory m, Team team)");
  }

  @Test
  @DisplayName("inputs that do not fit are refused with what was found and what is required")
  void refused() {
    Net net = new Net();
    EmittedModel model = Emission.of(net.outputs(net.call("relu", net.input("x", 2)))).model();
    assertThatThrownBy(() -> model.run(Map.of())).isInstanceOf(InputException.class)
        .hasMessage("input `x` is missing, required f32[N, 2]");
    assertThatThrownBy(() -> model.run(Map.of("x", Tensor.reals(DType.F32, new int[] {1, 3}, _ -> 0))))
        .hasMessage("input `x`: found f32[1, 3], required f32[N, 2] with N = 1");
    Tensor fine = Tensor.reals(DType.F32, new int[] {1, 2}, _ -> 0);
    assertThatThrownBy(() -> model.run(Map.of("x", fine, "z", fine))).hasMessage("`Net` has no input `z`");
  }
}
