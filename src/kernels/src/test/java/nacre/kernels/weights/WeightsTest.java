package nacre.kernels.weights;

import static nacre.kernels.call.Calls.conv;
import static nacre.kernels.call.Calls.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nacre.kernels.run.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading reports everything that does not fit at once, in the words of the file. */
class WeightsTest {

  private static Weights of(Tensor... tensors) {
    return Weights.of(Safetensors.of("net.safetensors", List.of(tensors)));
  }

  @Test
  void listsEveryFault() {
    Weights weights = of(Tensor.of("a.weight", new float[6], 2, 3), Tensor.of("b.weight", new int[4], 2, 2),
        Tensor.of("b.bias", new float[2], 2), Tensor.of("extra", new float[1], 1), Tensor.of("t", new float[1], 1));
    weights.conv(conv(1, 1, 3, 2, 4, 4), "a");
    weights.gemm(dense(2, 2), "b");
    weights.wholeConstant("t", 1);
    assertThatThrownBy(weights::pack).isInstanceOf(WeightsException.class).hasMessage("""
        net.safetensors: these weights do not fit
          tensor `a.weight`: found shape [2, 3], required [2, 3, 1, 1]
          tensor `a.bias` is missing, required [2]
          tensor `b.weight`: found I32, required F32
          tensor `t`: found F32, required I32 or I64
          tensor `extra` is not used by this network""");
  }

  @Test
  void countsFaultsBeyondTwenty() {
    Weights weights =
        of(IntStream.range(0, 30).mapToObj(i -> Tensor.of("t" + i, new float[1], 1)).toArray(Tensor[]::new));
    assertThatThrownBy(weights::pack).hasMessageContaining("`t19`").hasMessageEndingWith("and 10 more");
  }

  @Test
  void refusesWhatIsNotANumber() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Weights weights = of(Tensor.of("a.weight", new float[] {1, bad}, 2, 1), Tensor.of("a.bias", new float[2], 2));
      weights.gemm(dense(1, 2), "a");
      assertThatThrownBy(weights::pack).hasMessageContaining("`a.weight`: element 1 is " + bad);
    }
    Weights ids = of(Tensor.of("ids", new long[] {1, 1L << 33}, 2));
    ids.wholeConstant("ids", 2);
    assertThatThrownBy(ids::pack).hasMessageContaining("element 1 is 8589934592");
  }

  @Test
  void readsConstants() {
    Weights weights = of(Tensor.of("gamma", new float[] {1, 2, 3}, 3), Tensor.of("ids", new long[] {4, -5}, 2),
        Tensor.of("few", new int[] {6}, 1));
    Slot gamma = weights.constant("gamma", 3);
    Slot ids = weights.wholeConstant("ids", 2);
    Slot few = weights.wholeConstant("few", 1);
    weights.pack();
    assertThat(gamma.floats()).startsWith(1, 2, 3);
    assertThat(ids.ints()).containsExactly(4, -5);
    assertThat(few.ints()).containsExactly(6);
  }

  /** A class that was folded for known values refuses others. */
  @Test
  void requiresTheHash(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("w.safetensors");
    SafetensorsWriter.write(file, List.of(Tensor.of("a", new float[] {1}, 1)), Map.of());
    String hash = Safetensors.parse("w", Files.readAllBytes(file)).hash();
    assertThatCode(() -> {
      Weights weights = Weights.map(file).require(hash);
      weights.constant("a", 1);
      weights.pack();
    }).doesNotThrowAnyException();
    Weights other = Weights.map(file).require("0".repeat(64));
    other.constant("a", 1);
    assertThatThrownBy(other::pack).hasMessageContaining("found hash " + hash);
    assertThatThrownBy(() -> Weights.resource(WeightsTest.class, "none.safetensors"))
        .hasMessageContaining("no resource");
  }
}
