package nacre.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported models hold such lines, and what comes back must be the op itself, to the last digit of a setting. */
class OpCallTest {
  @ParameterizedTest
  @ValueSource(strings = {
    "dense(0, 1, _)",
    "leaky_relu(0) alpha=0.123456789012345",
    "reshape(0) shape=[2*N, ?, 3]",
    "fused(0, 1, _, 2) {conv2d(0, 1, 2) stride=[1, 1] padding=same dilation=[1, 1] groups=1 axis=1; add(^, 3); relu(^)}"})
  void printsWhatItReads(String text) {
    assertThat(OpCall.parse(text).text()).isEqualTo(text);
  }

  @Test
  void whatIsNoOpIsRefused() {
    assertThatThrownBy(() -> OpCall.parse("constant(0)")).isInstanceOf(IrParseException.class);
    assertThatThrownBy(() -> OpCall.parse("relu(0) relu(0)")).isInstanceOf(IrParseException.class);
    assertThatThrownBy(() -> OpCall.parse("relu(-1)")).isInstanceOf(IrParseException.class);
  }
}
