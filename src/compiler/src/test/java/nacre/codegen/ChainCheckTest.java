package nacre.codegen;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nacre.ir.Value;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Calls;
import nacre.kernels.call.Chain;
import nacre.kernels.call.ChainReduce;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Fold;
import nacre.kernels.call.Pointwise.Function;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Walks over several functions are held to what every call is: each fault is put into a plan that is right without it. */
class ChainCheckTest {
  private static final Chain CHAIN = Calls.chain(2).then(Function.SUB, 0, 1).then(Function.MUL, 2, 0);

  /** {@code x -> tanh -> dense -> softmax}, plus {@code tanh}: step 3 reads slots 3 and 1, and writes 4 in place of 3. */
  private static Plan vectors() {
    Net net = new Net();
    Value tanh = net.call("tanh", net.input("x", 6));
    Value softmax = net.call("softmax", net.call("dense", tanh, "units", 6));
    return Altered.plan(net.outputs(net.call("add", List.of(softmax, tanh))));
  }

  private static void refused(Plan plan, String message) {
    assertThatThrownBy(() -> PlanChecker.check(plan)).isInstanceOf(PlanChecker.BrokenPlanException.class)
        .hasMessage(message);
  }

  @Test
  @DisplayName("a chain has its operands, of the right kind, stays within them, and writes over what lies like its result")
  void chains() {
    Plan right = Altered.call(vectors(), 3, CHAIN.images(6, 6, 6).over(6, 1, 1, 1));
    PlanChecker.check(right);
    refused(Altered.call(right, 3, CHAIN.images(6, 6, 6).over(2, 3, 1, 3).over(3, 1, 2, 1)),
        "slots 3 and 4 share memory while both hold something");
    refused(Altered.call(right, 3, CHAIN.images(6, 6, 7).over(6, 1, 1, 1)),
        "step 3: its loops leave perImage(1)[6] of slot 1 for a batch of 2");
    refused(Altered.reads(right, 3, right.steps().get(3).reads().getFirst()),
        "step 3: found 1 operands, required 2");
    Chain choice = Calls.chain(2).then(Function.NOT, 1).then(Function.SELECT, 2, 0, 0);
    refused(Altered.call(right, 3, choice.images(6, 6, 6).over(6, 1, 1, 1)),
        "step 3: slot 1 is of F32, required I32");
  }

  @Test
  @DisplayName("a reduction of a chain stays within each of its operands, and never writes over one")
  void reductions() {
    ChainReduce sums = CHAIN.reduce(Fold.SUM, Axis.of(6, 1, 1));
    Plan right = Altered.call(Altered.address(vectors(), 4, Extent.perImage(18)), 3, sums.images(6, 6, 6));
    PlanChecker.check(right);
    refused(Altered.call(vectors(), 3, sums.images(6, 6, 6)), "slots 3 and 4 share memory while both hold something");
    refused(Altered.call(right, 3, sums.images(6, 6, 7)),
        "step 3: its loops leave perImage(1)[6] of slot 1 for a batch of 2");
    refused(Altered.call(right, 3, CHAIN.reduce(Fold.SUM, Axis.of(6, 1, 2)).images(6, 6, 6)),
        "step 3: its loops leave perImage(1)[6] of slot 1 for a batch of 1");
  }
}
