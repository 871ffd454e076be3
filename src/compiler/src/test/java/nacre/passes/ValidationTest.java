package nacre.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.IntStream;
import nacre.analysis.Analyses;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.IrPrinter;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.ir.op.Add;
import nacre.ir.op.Clip;
import nacre.ir.op.Constant;
import nacre.ir.op.Div;
import nacre.ir.op.Flatten;
import nacre.ir.op.Identity;
import nacre.ir.op.MaxPool2d;
import nacre.ir.op.Mul;
import nacre.ir.op.Op;
import nacre.ir.op.Pad;
import nacre.ir.op.Padding;
import nacre.ir.op.Relu;
import nacre.ir.op.ScaleShift;
import nacre.ir.op.Sigmoid;
import nacre.ir.op.Sub;
import nacre.ir.op.Tanh;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Validation refutes rewrites that are nearly right, whose fault shows in one corner only. */
class ValidationTest {
  private static final PassManager VALIDATING = new PassManager(PassOptions.standard().validating());
  private static final Graph RELU = chain("relu");

  private interface Replacement {
    /** What is read in place of a region whose first node is given. */
    Operand of(PatchBuilder patch, Node first);
  }

  /** Replaces a node of class {@code root}, together with those before it so that the region has {@code nodes} nodes. */
  private static Rewrite trial(Class<?> root, int nodes, Exactness exactness, Replacement replacement) {
    return new Trial(root) {
      @Override
      public Outcome match(MatchContext context, Node node) {
        List<Node> region =
            IntStream.rangeClosed(node.id() - nodes + 1, node.id()).mapToObj(context.graph()::node).toList();
        PatchBuilder patch = context.replacing(region);
        region.subList(0, nodes - 1).forEach(inner -> patch.redirect(inner.value(), Operand.ABSENT));
        patch.redirect(node.value(), replacement.of(patch, region.getFirst()));
        return new Outcome.Replaced(patch.build(), exactness, new Outcome.Deed(node, "tried", true));
      }
    };
  }

  private static void refuted(Graph graph, Rewrite rewrite, String how) {
    assertThatThrownBy(() -> VALIDATING.run(graph, only(rewrite))).isInstanceOf(PassException.class)
        .hasMessageContaining("it changes what").hasMessageContaining(how);
  }

  private static Pipeline only(Rewrite rewrite) {
    return new Pipeline(List.of(rewrite));
  }

  private static Operand constant(PatchBuilder patch, double... contents) {
    return patch.add(new Constant(Tensor.ofReals(DType.F32, new int[] {contents.length}, contents)), List.of());
  }

  private static Graph chain(String... ops) {
    Net net = new Net();
    Value at = net.input("x", 3);
    for (String op : ops) {
      at = net.call(op, at);
    }
    return net.outputs(at);
  }

  @Test
  @DisplayName("a rewrite that computes something else is found by validation, with a reproducer that parses")
  void validationRefutes() {
    Rewrite wrong = new Trial(Relu.class) {
      @Override
      public Outcome match(MatchContext context, Node node) {
        return swap(context, node, new Identity(), Exactness.REAL_EXACT);
      }
    };
    assertThat(new PassManager(PassOptions.standard()).run(RELU, only(wrong)).graph().nodes()).as("nobody looks")
        .hasSize(2);
    PassException fault = catchThrowableOfType(PassException.class, () -> VALIDATING.run(RELU, only(wrong)));
    assertThat(fault).hasMessageContaining("pass `trial`").hasMessageContaining("`relu`")
        .hasMessageContaining("found -");
    assertThat(fault.reproducer()).startsWith("# internal fault").contains("# --pipeline \"trial\"");
    String ir = fault.reproducer().lines().filter(line -> !line.startsWith("#")).reduce("", (a, b) -> a + b + "\n");
    assertThat(IrPrinter.print(IrParser.parse(ir))).isEqualTo(IrPrinter.print(RELU));
  }

  @Test
  @DisplayName("validation holds a rewrite to the exactness that it claims")
  void exactnessIsHeld() {
    for (Exactness exactness : Exactness.values()) {
      Rewrite detour = new Trial(Tanh.class) { // tanh(x) = 2 * sigmoid(2 * x) - 1, but for rounding
        @Override
        public Outcome match(MatchContext context, Node node) {
          PatchBuilder patch = context.replacing(List.of(node));
          Operand two = patch.add(Constant.of(DType.F32, 2), List.of());
          Operand one = patch.add(Constant.of(DType.F32, 1), List.of());
          Operand inner = patch.add(new Sigmoid(), List.of(patch.add(new Mul(), List.of(node.operand(0), two))));
          Operand outer = patch.add(new Mul(), List.of(inner, two));
          patch.replace(node, new Sub(), List.of(outer, one), node);
          return new Outcome.Replaced(patch.build(), exactness, new Outcome.Deed(node, "tried", true));
        }
      };
      Net net = new Net();
      Graph graph = net.outputs(net.call("tanh", net.input("x", 50)));
      if (exactness == Exactness.BIT_EXACT) {
        assertThatThrownBy(() -> VALIDATING.run(graph, only(detour))).isInstanceOf(PassException.class);
      } else {
        assertThat(VALIDATING.run(graph, only(detour)).runs().getFirst().replaced()).isEqualTo(1);
      }
    }
  }

  @Test
  @DisplayName("right for what is negative or huge: a tanh behind a ReLU is no clip")
  void ordinaryValues() {
    refuted(chain("relu", "tanh"), trial(Tanh.class, 2, Exactness.APPROXIMATE,
        (patch, relu) -> patch.add(new Clip(0, 1), List.of(relu.operand(0)))), "with ordinary values");
  }

  @Test
  @DisplayName("right unless all is negative: a max pool does not see zeros beyond the border")
  void negativeInputs() {
    Net net = new Net();
    Graph graph = net.outputs(net.call("max_pool2d", net.input("x", 1, 6, 6), "kernel", 5, "stride", 1, "padding", 1));
    refuted(graph, trial(MaxPool2d.class, 1, Exactness.BIT_EXACT, (patch, pool) -> {
      Op border = new Pad(new Padding.Explicit(List.of(0, 0, 1, 1), List.of(0, 0, 1, 1)), 0);
      Operand padded = patch.add(border, List.of(pool.operand(0)));
      List<Integer> ones = List.of(1, 1);
      return patch.add(new MaxPool2d(List.of(5, 5), ones, Padding.none(2), ones, false, 1), List.of(padded));
    }), "with negative inputs");
  }

  @Test
  @DisplayName("right unless a gamma is 0: a shift does not go through a scale")
  void zeroGamma() {
    Graph graph = chain("scale_shift");
    refuted(graph, trial(ScaleShift.class, 1, Exactness.REAL_EXACT, (patch, node) -> {
      Operand moved = patch.add(new Div(), List.of(node.operand(ScaleShift.SHIFT), node.operand(ScaleShift.SCALE)));
      Operand sum = patch.add(new Add(), List.of(node.operand(ScaleShift.X), moved));
      return patch.add(new Mul(), List.of(sum, node.operand(ScaleShift.SCALE)));
    }), "zero, tiny and huge gammas");
  }

  @Test
  @DisplayName("right but for one column, beside an infinity too; NaN is not right")
  void singleElements() {
    refuted(RELU, trial(Relu.class, 1, Exactness.REAL_EXACT, (patch, relu) -> patch.add(new Mul(),
        List.of(patch.add(new Relu(), relu.operands()), constant(patch, 1, 1, 2)))), "required");
    Graph infinite = IrParser.parse("""
        graph Net {
          symbol N
          %0 x = input: f32[N, 2]
          %1 c = constant {Infinity, 0.0}: f32[2]
          %2 add = add(%0, %1): f32[N, 2]
          input x = %0
          output y = %2
        }
        """);
    refuted(infinite, trial(Add.class, 1, Exactness.REAL_EXACT, (patch, add) -> patch.add(new Add(),
        List.of(patch.add(new Mul(), List.of(add.operand(0), constant(patch, 1, 2))), add.operand(1)))), "required");
    refuted(RELU, trial(Relu.class, 1, Exactness.APPROXIMATE,
        (patch, relu) -> patch.add(new Div(), List.of(patch.add(new Mul(),
            List.of(relu.operand(0), constant(patch, 0))), constant(patch, 0)))),
        "found NaN");
  }

  @Test
  @DisplayName("integers are compared too, and types")
  void integersAndTypes() {
    Graph integers = IrParser.parse("""
        graph Net {
          symbol N
          %0 x = input: i64[N, 2]
          %1 c = constant {1, 2}: i64[2]
          %2 add = add(%0, %1): i64[N, 2]
          input x = %0
          output y = %2
        }
        """);
    refuted(integers, trial(Add.class, 1, Exactness.BIT_EXACT, (patch, add) -> patch.add(new Sub(), add.operands())),
        "i64[2, 2]");
    refuted(RELU, trial(Relu.class, 1, Exactness.APPROXIMATE,
        (patch, relu) -> patch.add(new Flatten(0), List.of(patch.add(new Relu(), relu.operands())))),
        "found f32[1, 9], required f32[3, 3]");
  }

  @Test
  @DisplayName("a factor is bit-exact if it is 1, real-exact if rounding could explain it, approximate up to a thousandth")
  void tolerances() {
    holds(Exactness.BIT_EXACT, 0, 1e-12);
    holds(Exactness.REAL_EXACT, 1e-12, 1e-6);
    holds(Exactness.APPROXIMATE, 1e-6, 1e-2);
  }

  private static void holds(Exactness exactness, double most, double tooMuch) {
    assertThatCode(() -> VALIDATING.run(RELU, only(scaled(exactness, most)))).doesNotThrowAnyException();
    refuted(RELU, scaled(exactness, tooMuch), "required");
  }

  private static Rewrite scaled(Exactness exactness, double error) {
    return trial(Relu.class, 1, exactness, (patch, relu) -> patch.add(new Mul(),
        List.of(patch.add(new Clip(0, Double.POSITIVE_INFINITY), relu.operands()), constant(patch, 1 + error))));
  }

  @Test
  @DisplayName("every patch of a sweep is looked at")
  void everyPatch() {
    Rewrite secondIsWrong = new Trial(Relu.class) {
      @Override
      public Outcome match(MatchContext context, Node node) {
        return swap(context, node, node.id() == 1 ? new Clip(0, Double.POSITIVE_INFINITY) : new Tanh(),
            Exactness.REAL_EXACT);
      }
    };
    refuted(chain("relu", "relu"), secondIsWrong, "`relu_1`");
  }

  @Test
  @DisplayName("a batch is as large as the channels are many, and another size; what depends on parameters is computed")
  void probes() {
    Graph graph = IrParser.parse("""
        graph Net {
          symbol N
          param $v: f32[4] running_variance = ones frozen
          %0 x = input: f32[N, 4]
          %1 root = rsqrt($v): f32[4]
          %2 scale = scale_shift(%0, %1, _) axis=1: f32[N, 4]
          input x = %0
          output y = %2
        }
        """);
    Rewrite same = trial(ScaleShift.class, 1, Exactness.BIT_EXACT,
        (patch, node) -> patch.add(node.op(), node.operands()));
    Analyses analyses = new Analyses(graph);
    Sweep sweep = Sweep.over(graph, same, new MatchContext(analyses, new Names()), 1);
    List<Graph> probes = Probe.of(analyses, sweep.matches().getFirst(), new Probe.Renamed());
    assertThat(probes).extracting(probe -> probe.inputs().stream()
        .map(input -> probe.producer(input.value()).type().toString()).toList())
        .containsExactly(List.of("f32[4, 4]"), List.of("f32[2, 4]"));
  }
}
