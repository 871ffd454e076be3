package nacre.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.onnx.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All other tests here compare with what this class hands over: each element type must arrive as it is. */
class OnnxRuntimeTest {
  static Stream<Tensor> tensors() {
    int[] shape = {2, 2};
    double[] reals = {-1.5, 0.25, 3, -0.0};
    long[] whole = {-3, 0, 1, 100};
    return Stream.concat(Stream.of(DType.F32, DType.F64, DType.F16).map(type -> Tensor.reals(type, shape,
        i -> reals[i])), Stream.of(DType.I8, DType.I32, DType.I64, DType.U8, DType.BOOL).map(
            type -> Tensor.integers(
                type, shape, i -> type == DType.BOOL ? i % 2 : type.wrapped(whole[i]))));
  }

  @ParameterizedTest
  @MethodSource("tensors")
  void tensorsArriveAsTheyAre(Tensor tensor) throws OrtException {
    String text = """
        opset 21
        in x %s[N,2]
        node Identity x -> y
        out y
        """.formatted(tensor.dtype());
    try (OnnxRuntime runtime = OnnxRuntime.of(Models.of(text))) {
      assertThat(runtime.inputs()).containsExactly("x");
      assertThat(runtime.run(Map.of("x", tensor))).containsEntry("y", tensor);
    }
  }

  @Test
  void whatIsNoModelIsRefused() {
    assertThatThrownBy(() -> OnnxRuntime.of("no model".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(OrtException.class);
  }
}
