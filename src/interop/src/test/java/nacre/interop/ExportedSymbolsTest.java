package nacre.interop;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nacre.driver.RandomInputs;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.Tensor;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;
import nacre.weights.Seeding;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sizes that a model leaves open stay open: what is computed of them is computed when the model runs, and one file gives what the
 * reference gives for each size.
 */
class ExportedSymbolsTest {
  private static final List<Map<String, Long>> SIZES =
      List.of(Map.of("N", 1L, "T", 5L, "H", 9L, "W", 12L), Map.of("N", 3L, "T", 8L, "H", 16L, "W", 7L));

  @TempDir
  Path folder = Path.of("");

  static List<String> graphs() {
    return List.of("""
        graph Pictures {
          symbol N
          symbol H
          symbol W
          param $c.weight: f32[4, 3, 3, 3] weight = he_uniform
          param $d.weight: f32[4, 4, 3, 3] weight = he_uniform
          %0 x = input: f32[N, 3, H, W]
          %1 c = conv2d(%0, $c.weight, _) stride=[2, 2] padding=same dilation=[1, 1] groups=1 axis=1: f32[N, 4, (H + 1)//2, (W + 1)//2]
          %2 d = conv2d(%1, $d.weight, _) stride=[1, 1] padding=same dilation=[2, 2] groups=1 axis=1: f32[N, 4, (H + 1)//2, (W + 1)//2]
          %3 p = average_pool2d(%2) kernel=[2, 2] stride=[1, 1] padding=[[0, 1], [0, 1]] dilation=[1, 1] ceil=false axis=1 count_include_pad=false: f32[N, 4, (H + 1)//2, (W + 1)//2]
          %4 g = global_max_pool2d(%3) axis=1 keep_dims=false: f32[N, 4]
          %5 r = reshape(%3) shape=[N, 4, ((H + 1)//2)*((W + 1)//2)]: f32[N, 4, ((H + 1)//2)*((W + 1)//2)]
          %6 f = flatten(%3) axis=1: f32[N, 4*((H + 1)//2)*((W + 1)//2)]
          input x = %0
          output g = %4
          output r = %5
          output f = %6
        }
        """, """
        graph Turned {
          symbol N
          symbol T
          param $l.weight_ih: f32[12, 8] weight = glorot_uniform
          param $l.weight_hh: f32[12, 3] weight = glorot_uniform
          param $token: f32[1, 1, 8] own = normal(1.0)
          %0 x = input: f32[N, T, 8]
          %1 rotary = rotary_embedding(%0) base=10000.0 interleaved=true dims=6 start=2 axis=1: f32[N, T, 8]
          %2 turned = rotary_embedding(%1) base=100.0 interleaved=false dims=0 start=0 axis=1: f32[N, T, 8]
          %3 l = lstm(%2, _, _, $l.weight_ih, $l.weight_hh, _, _) direction=forward batch_first=true: (f32[N, T, 3], f32[1, N, 3], f32[1, N, 3])
          %4 attention = scaled_dot_product_attention(%2, %2, %0, _) causal=true scale=0.5: f32[N, T, 8]
          %5 heads = reshape(%4) shape=[N, T, 2, 4]: f32[N, T, 2, 4]
          %6 moved = transpose(%5) permutation=[0, 2, 1, 3]: f32[N, 2, T, 4]
          %7 flat = reshape(%6) shape=[2*N, 4*T]: f32[2*N, 4*T]
          %8 tokens = expand($token) shape=[N, 1, 8]: f32[N, 1, 8]
          %9 longer = concat(%8, %4) axis=1: f32[N, T + 1, 8]
          %10 glu = glu(%9) axis=2: f32[N, T + 1, 4]
          %11 last = softmax(%10) axis=1: f32[N, T + 1, 4]
          input x = %0
          output l = %3
          output h = %3.1
          output flat = %7
          output y = %11
        }
        """);
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void oneFileTakesAllSizes(String text) throws IOException, OrtException {
    Graph graph = IrParser.parse(text);
    Seeding seeding = new Seeding(1, Seeding.Scheme.VARIED);
    ParamValues values = (_, param) -> seeding.values(param);
    Path file = folder.resolve("open.onnx");
    RoundTrip.check(graph, values, file);
    try (OnnxRuntime runtime = OnnxRuntime.of(file)) {
      for (Map<String, Long> sizes : SIZES) {
        Map<String, Long> own = new HashMap<>(sizes);
        own.keySet().retainAll(graph.symbols().bounds().keySet());
        Graph sized = graph.substitute(own);
        Map<String, Tensor> inputs = RandomInputs.draw(sized, 1, 1);
        assertThat(Agreement.error(new Interpreter(sized).run(inputs, values), runtime.run(inputs))).as("%s", sizes)
            .isLessThanOrEqualTo(1e-5);
      }
    }
  }
}
