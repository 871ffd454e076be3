package nacre.keras;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nacre.ir.DType;
import nacre.ir.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keras 1 did not write the order of the channels into every layer: what the others agree on holds for those too. */
class ChannelOrderTest {
  private static final String UP = layer("UpSampling2D", "\"size\": [2, 2]");

  private static String layer(String kind, String settings) {
    return "{\"class_name\": \"" + kind + "\", \"config\": {\"name\": \"" + kind + "\", " + settings + "}}";
  }

  /** A layer that changes nothing, and says its order. */
  private static String pool(String order, String more) {
    return layer("MaxPooling2D", "\"pool_size\": [1, 1], \"dim_ordering\": \"" + order + "\"" + more);
  }

  private static String first(String order, String shape) {
    return pool(order, ", \"batch_input_shape\": [null, " + shape + "]");
  }

  private static MemoryModel model(String... layers) {
    return new MemoryModel("1.0.5", "tensorflow", String.join(", ", layers), List.of());
  }

  private static String result(String... layers) {
    var graph = model(layers).imported().graph();
    return graph.producer(graph.outputs().getFirst().value()).type().toString();
  }

  @Test
  @DisplayName("layers without an order follow those that agree on Theano's, at any depth")
  void agreed() {
    assertThat(result(first("th", "1, 2, 3"), UP)).isEqualTo("f32[N, 1, 4, 6]");
    assertThat(result(first("th", "1, 2, 3"), layer("ZeroPadding2D", "\"padding\": [1, 2]")))
        .isEqualTo("f32[N, 1, 4, 7]");
    String inner = "\"layer\": " + pool("th", "") + ", \"batch_input_shape\": [null, 5, 1, 2, 3]";
    assertThat(result(layer("TimeDistributed", inner), layer("TimeDistributed", "\"layer\": " + UP)
        .replace("\"name\": \"TimeDistributed\"", "\"name\": \"t\""))).isEqualTo("f32[N, 5, 1, 4, 6]");
    Tensor x = Tensor.reals(DType.F32, new int[] {1, 1, 1, 2}, i -> i + 1);
    assertThat(model(first("th", "1, 1, 2"), UP).run(x)).containsExactly(1, 1, 2, 2, 1, 1, 2, 2);
  }

  @Test
  @DisplayName("channels come last where layers say so, say different things or nothing, and in later versions")
  void others() {
    assertThat(result(first("tf", "1, 2, 3"), UP)).isEqualTo("f32[N, 2, 4, 3]");
    String other = pool("tf", "").replace("\"name\": \"MaxPooling2D\"", "\"name\": \"p\"");
    assertThat(result(first("th", "1, 2, 3"), other, UP)).isEqualTo("f32[N, 2, 4, 3]");
    assertThat(result(UP.replace("\"size\"", "\"batch_input_shape\": [null, 1, 2, 3], \"size\"")))
        .isEqualTo("f32[N, 2, 4, 3]");
  }

  @Test
  @DisplayName("steps have their channels last, and Flatten takes all as it is, whatever the order of pictures")
  void withoutOrder() {
    String flat = layer("Flatten", "\"trainable\": true");
    Tensor x = Tensor.reals(DType.F32, new int[] {1, 2, 1, 2}, i -> i);
    assertThat(model(first("th", "2, 1, 2"), flat).run(x)).containsExactly(0, 1, 2, 3);
    assertThat(result(first("th", "2, 1, 2"), flat, layer("Reshape", "\"target_shape\": [4, 1]"),
        layer("MaxPooling1D", "\"pool_length\": 2, \"stride\": 2"))).isEqualTo("f32[N, 2, 1]");
  }
}
