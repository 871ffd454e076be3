package nacre.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import nacre.ir.DType;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.ir.Init;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.ir.op.Conv2d;
import nacre.ir.op.Flatten;
import nacre.ir.op.Identity;
import nacre.ir.op.Op;
import nacre.ir.op.Padding;
import nacre.ir.op.Relu;
import nacre.ir.op.ScaleShift;
import nacre.ir.op.Sigmoid;
import nacre.ir.op.Tanh;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the manager promises whatever rewrites do. */
class PassManagerTest {
  private static final PassManager MANAGER = new PassManager(PassOptions.standard());

  private static Graph reluOf(int dims) {
    Net net = new Net();
    return net.outputs(net.call("relu", net.input("x", dims)));
  }

  private static Pipeline only(Rewrite rewrite) {
    return new Pipeline(List.of(rewrite));
  }

  @Test
  @DisplayName("a rewrite that never ends is stopped")
  void endlessIsStopped() {
    Rewrite endless = new Trial(Relu.class) {
      @Override
      public Outcome match(MatchContext context, Node node) {
        return swap(context, node, new Relu(), Exactness.BIT_EXACT);
      }
    };
    assertThatThrownBy(() -> MANAGER.run(reluOf(3), only(endless))).isInstanceOf(PassException.class)
        .hasMessageContaining("does not come to an end");
  }

  @Test
  @DisplayName("a rewrite that makes the graph longer with every sweep is stopped as well")
  void growingIsStopped() {
    Rewrite growing = new Trial(Relu.class) {
      @Override
      public Outcome match(MatchContext context, Node node) {
        PatchBuilder patch = context.replacing(List.of(node));
        patch.replace(node, node.op(), List.of(patch.add(new Tanh(), node.operands())), node);
        return new Outcome.Replaced(patch.build(), Exactness.BIT_EXACT, new Outcome.Deed(node, "tried", true));
      }
    };
    assertThatThrownBy(() -> MANAGER.run(reluOf(3), only(growing))).isInstanceOf(PassException.class)
        .hasMessageContaining("does not come to an end");
  }

  @Test
  @DisplayName("what a rewrite throws is a fault of the pass, with the graph that it looked at")
  void failuresAreFaults() {
    for (RuntimeException thrown : List.of(new IllegalStateException("why"), new IllegalArgumentException("why"),
        new IndexOutOfBoundsException("why"))) {
      Rewrite failing = new Trial(Relu.class) {
        @Override
        public Outcome match(MatchContext context, Node node) {
          throw thrown;
        }
      };
      PassException fault = catchThrowableOfType(PassException.class, () -> MANAGER.run(reluOf(3), only(failing)));
      assertThat(fault).hasMessageContaining("pass `trial`: why").hasCause(thrown);
      assertThat(fault.reproducer()).contains("relu(%0)");
    }
  }

  @Test
  @DisplayName("a patch that redirects nothing is refused, since it would be found again for ever")
  void emptyPatchIsRefused() {
    Rewrite idle = new Trial(Relu.class) {
      @Override
      public Outcome match(MatchContext context, Node node) {
        return new Outcome.Replaced(context.replacing(List.of(node)).build(), Exactness.BIT_EXACT,
            new Outcome.Deed(node, "tried", true));
      }
    };
    assertThatThrownBy(() -> MANAGER.run(reluOf(3), only(idle))).hasMessageContaining("redirects nothing");
  }

  @Test
  @DisplayName("one node may stand for two, and then stands where the first one stood, before its readers")
  void twoBecomeOne() {
    Rewrite merging = new Trial(Sigmoid.class) {
      @Override
      public Outcome match(MatchContext context, Node node) {
        Optional<Node> twin = context.graph().nodes().stream()
            .filter(other -> other.id() < node.id() && other.op().equals(node.op())).findFirst();
        return twin.<Outcome>map(first -> {
          PatchBuilder patch = context.replacing(List.of(first, node));
          patch.replace(first, node.op(), node.operands(), first);
          patch.redirect(node.value(), patch.build().redirected().get(first.value()));
          return new Outcome.Replaced(patch.build(), Exactness.BIT_EXACT, new Outcome.Deed(node, "tried", true));
        }).orElse(Outcome.NO_MATCH);
      }
    };
    Net net = new Net();
    Value x = net.input("x", 3);
    Value between = net.call("tanh", net.call("sigmoid", x));
    Graph graph = net.outputs(net.call("add", List.of(between, net.call("sigmoid", x))));
    PassManager validating = new PassManager(PassOptions.standard().validating());
    assertThat(validating.run(graph, only(merging)).graph().nodes()).extracting(Node::path)
        .containsExactly("x", "sigmoid", "tanh", "add");
  }

  @Test
  @DisplayName("a replacement of another type is refused before anything is changed")
  void typesAreKept() {
    Rewrite flattening = new Trial(Relu.class) {
      @Override
      public Outcome match(MatchContext context, Node node) {
        return swap(context, node, new Flatten(0), Exactness.BIT_EXACT);
      }
    };
    assertThatThrownBy(() -> MANAGER.run(reluOf(3), only(flattening))).isInstanceOf(PassException.class)
        .hasMessageContaining("f32[N, 3]").hasMessageContaining("f32[1, 3*N]");
  }

  @Test
  @DisplayName("a graph that a pass leaves unsound is a fault of the pass, and the IR before it is kept")
  void resultIsVerified() {
    Rewrite misplacing = new Trial(Relu.class) {
      @Override
      public Outcome match(MatchContext context, Node node) {
        PatchBuilder patch = context.replacing(List.of(node));
        Node layered = new Node(node.id(), node.path(), node.op(), node.operands(), node.types(),
            OptionalInt.of(7), node.location());
        patch.replace(node, new Tanh(), node.operands(), layered);
        return new Outcome.Replaced(patch.build(), Exactness.BIT_EXACT, new Outcome.Deed(node, "tried", true));
      }
    };
    assertThatThrownBy(() -> MANAGER.run(reluOf(3), only(misplacing))).isInstanceOf(PassException.class)
        .hasMessageContaining("applies layer 7 of 0");
  }

  @Test
  @DisplayName("a limit of n patches is n patches over the whole pipeline, and what is left says nothing")
  void limit() {
    Net net = new Net();
    Value x = net.input("x", 4, 4, 4);
    for (int i = 0; i < 5; i++) {
      x = net.call("dropout", net.call("relu", net.call("conv2d", x, "filters", 4, "kernel", 1)));
    }
    Graph graph = net.outputs(x);
    PassManager seven = new PassManager(PassOptions.standard().limitedTo(7));
    Optimized optimized = seven.run(graph, Pipeline.parse("eliminate-identity, fuse-activation"));
    assertThat(optimized.runs()).extracting(PassRun::replaced).containsExactly(5, 2);
    assertThat(optimized.tallies()).containsExactly("2 of 2 relus fused", "5 of 5 dropouts removed");
  }

  @Test
  @DisplayName("ten thousand folds are a few sweeps, whether they lie apart or in one chain")
  void foldsInFewSweeps() {
    int layers = 10_000;
    Graph apart = chain(layers, i -> i % 2 == 0 ? new Conv2d(List.of(1, 1), Padding.none(2), List.of(1, 1), 1, 1)
        : new ScaleShift(1));
    Optimized folded = MANAGER.run(apart, Pipeline.STANDARD);
    assertThat(folded.tallies()).contains("5000 of 5000 scale shifts folded");
    assertThat(folded.runs()).allMatch(run -> run.sweeps() <= 2);
    Graph inARow = chain(layers, i -> i == 0 ? new Conv2d(List.of(1, 1), Padding.none(2), List.of(1, 1), 1, 1)
        : new ScaleShift(1));
    Optimized one = MANAGER.run(inARow, Pipeline.STANDARD);
    assertThat(one.tallies()).contains("9999 of 9999 scale shifts folded");
    assertThat(one.runs()).allMatch(run -> run.sweeps() <= 20);
    Graph identities = chain(layers, _ -> new Identity());
    assertThat(MANAGER.run(identities, Pipeline.STANDARD).graph().nodes()).hasSize(1);
  }

  @Test
  @DisplayName("two equal chains of fifty thousand nodes are merged in one look, without recursion")
  void deepEqualChains() {
    int depth = 50_000;
    GraphBuilder builder = new GraphBuilder("Twins");
    Operand x = builder.input("x", TensorType.of(DType.F32, 2), Optional.empty(), Location.NONE);
    for (int twin = 0; twin < 2; twin++) {
      Operand at = x;
      for (int i = 0; i < depth; i++) {
        String path = "twin" + twin + "." + i;
        at = builder.add(path, i % 2 == 0 ? new Tanh() : new Sigmoid(), List.of(at), OptionalInt.empty(), Location.NONE)
            .value();
      }
      builder.output(new Output("y" + twin, (Value) at, List.of(), OptionalInt.empty(), Location.NONE));
    }
    Optimized merged = MANAGER.run(builder.build(), Pipeline.parse("merge-common-subexpressions"));
    assertThat(merged.graph().nodes()).hasSize(depth + 1);
    assertThat(merged.graph().outputs().get(0).value()).isEqualTo(merged.graph().outputs().get(1).value());
    assertThat(merged.graph().nodes().getLast().path()).isEqualTo("twin0." + (depth - 1));
    assertThat(merged.runs().getFirst().sweeps()).isEqualTo(2);
  }

  private static Graph chain(int layers, IntFunction<Op> op) {
    GraphBuilder builder = new GraphBuilder("Chain");
    TensorType picture = TensorType.of(DType.F32, 2, 3, 2, 2);
    Operand weight = builder.param(param("weight", Role.WEIGHT, 3, 3, 1, 1));
    Operand vector = builder.param(param("vector", Role.GAMMA, 3));
    Value x = builder.input("x", picture, Optional.empty(), Location.NONE);
    for (int i = 0; i < layers; i++) {
      Op next = op.apply(i);
      List<Operand> operands = switch (next) {
        case Conv2d _ -> List.of(x, weight, vector);
        case ScaleShift _ -> List.of(x, vector, vector);
        default -> List.of(x);
      };
      x = builder.add("layer" + i, next, operands, OptionalInt.empty(), Location.NONE).value();
    }
    builder.output(new Output("y", x, List.of(), OptionalInt.empty(), Location.NONE));
    return builder.build();
  }

  private static Param param(String path, Role role, long... shape) {
    return new Param(path, TensorType.of(DType.F32, shape), role, true, Init.ONES,
        Location.NONE);
  }

  @Test
  @DisplayName("a fold withdraws what was missed before, and edits name nodes of the source graph")
  void remarksAreUpToDate() {
    Net net = new Net();
    Value x = net.input("x", 2, 5, 5);
    Value dropped = net.call("dropout", net.call("conv2d", x, "filters", 3, "kernel", 3));
    Value norm = net.call("batch_norm", dropped);
    Value relu = net.call("relu", net.call("conv2d", norm, "filters", 3, "kernel", 3));
    Value stuck = net.call("batch_norm", relu);
    Graph graph = net.outputs(stuck);
    Optimized optimized = MANAGER.run(graph,
        Pipeline.parse("canonicalize-batch-norm, fold-scale-shift, eliminate-identity, fold-scale-shift"));
    assertThat(optimized.remarks()).extracting(Remark::message).containsExactly(
        "removed dropout dropout (net:3)",
        "folded batch_norm batch_norm into conv2d conv2d (net:4)",
        "batch_norm batch_norm_1 (net:7) not folded: relu relu (net:6) stands between it and conv2d conv2d_1 (net:5)");
    assertThat(optimized.remarks().getLast().enabling()).contains(new Edit.Swap(relu.node(), stuck.node()));
    assertThat(optimized.tallies()).containsExactly("1 of 1 dropouts removed", "1 of 2 batch norms folded");
  }

  @Test
  @DisplayName("what the compiler adds gets a path of its own, also where a text uses the same one")
  void pathsStayUnique() {
    Net net = new Net();
    Value x = net.input("x", 3);
    Value norm = net.call("batch_norm", net.call("batch_norm", x));
    Graph graph = net.outputs(norm);
    List<String> paths = MANAGER.run(graph, Pipeline.STANDARD).graph().nodes().stream().map(Node::path).toList();
    assertThat(paths).doesNotHaveDuplicates().contains("batch_norm_1", "batch_norm_1.mul_2");
  }

  @Test
  @DisplayName("what is folded remembers every place that it comes from")
  void locationsAreFused() {
    Net net = new Net();
    Value x = net.input("x", 2, 5, 5);
    Graph graph =
        net.outputs(net.call("relu", net.call("batch_norm", net.call("conv2d", x, "filters", 3, "kernel", 3))));
    Node last = MANAGER.run(graph, Pipeline.STANDARD).graph().nodes().getLast();
    List<Location> parts = IntStream.of(1, 2, 3).mapToObj(id -> graph.node(id).location()).toList();
    assertThat(last.location()).isEqualTo(new Location.Fused(parts));
    assertThat(last.path()).isEqualTo("relu");
  }
}
