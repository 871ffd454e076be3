package nacre.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import nacre.ir.op.Relu;
import nacre.source.Source;
import nacre.testing.RandomGraphs;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The textual IR holds everything that a graph has, and says where a text goes wrong. */
class IrTextTest {
  /** Every kind of thing that a graph may hold, with names as nasty as an imported model's. */
  private static final String EVERYTHING = """
      graph "A \\"model\\" */ \\u0007" {
        weights fixed "ab12"
        symbol N <= 64
        symbol H
        training batch = 32
        training age.loss = sgd(0.1, momentum=0.9, `"we ird"=none, nested=[1, [2.5E-8, true], `"true"])
        training "x y" = <2*N - 1>
        frame #0 = "d.nacre":9:3-9:20 stage turn 2
        frame #1 = "d \\"q\\".nacre":9:3-9:20 "a b\\u0001\\"" in #0
        param $stem.conv2d.weight: f32[16, 1, 3, 3] weight = he_uniform @ "d.nacre":1:1-1:3
        param $"stem/mean": f32[16] running_mean = normal(0.02) frozen
        param $"1.g": f32[16] gamma = uniform(-0.5, Infinity) @ model "m.onnx" "conv/1" -3
        layer 0 stem.conv2d = conv2d($stem.conv2d.weight) @ "d.nacre":4:7-4:30 in #1
        layer 1 unused = "a block"()
        %0 picture = input: f32[N, 1, H, 28] @ "digits.nacre":4:7-4:30
        %1 stem.conv2d = conv2d(%0, $stem.conv2d.weight, _) stride=[2, 1] padding=same dilation=[1, 1] groups=1 axis=1: f32[N, 16, (H + 1)//2, 28] layer=0 @ "digits.nacre":4:7-4:30 {kernel=4:8-4:9, `"odd name"="o":1:1-1:2} in #1
        %2 c = constant {1.0, -0.0, 1.0E-10, NaN, -Infinity, 0.1}: f64[2, 3]
        %3 "r/*" = reshape(%1) shape=[N, 448, ?]: f32[N, 448, (H + 1)//2]
        %4 o = opaque(%1, %3, _) domain="ai.onnx" name="Loop" version=-1 attributes={a=1, `"b c"=`"none", s="te\\"x\\u000at", d=<2*H - 1>} regions=[graph body {
          frame #0 = "r":1:1-1:2 s
          %0 inner = input: f32[N, 1, H, 28] @ "r":1:1-1:2 in #0
          input inner = %0 @ none
        }, graph second {
        }]: (opaque, opaque)
        %5 p = opaque(%4.1) domain="" name="" version=0 attributes={} regions=[]: opaque @ fused ["d":1:1-1:1, model "f.onnx" "x" 3, model "n.prototxt" "c" 0 at "n.prototxt":2:1-9:2]
        %6 f = fused(%0, $stem.conv2d.weight, _, %1) {conv2d(0, 1, 2) stride=[2, 1] padding=[[1, 1], [1, 1]] dilation=[1, 1] groups=1 axis=1; add(^, 3); gelu(^) approximate=none}: f32[N, 16, (H + 1)//2, 28]
        %7 bad = relu(%4): poison
        %8 nothing = opaque() domain="d" name="Print" version=1 attributes={} regions=[]: ()
        %9 ids = constant {-9223372036854775808, 9007199254740993}: i64[2]
        %10 e = batch_norm(%6, $"1.g", _, $"stem/mean", $"stem/mean") axis=1 epsilon=1.0E-5 momentum=0.9 statistics=frozen: f32[N, 16, (H + 1)//2, 28]
        input picture = %0 size=[28, 30] channels=gray resize=linear invert=true scale=0.00392156862745098 mean=[0.1] deviation=[] @ none
        output digit = %1 labels=["zero", "one\\u0000"] top=3 @ "d":2:2-2:3
        output "q r" = %4.1
      }
      """;

  @Test
  @DisplayName("a text with everything in it prints as it reads")
  void everything() {
    assertThat(IrPrinter.print(IrParser.parse(EVERYTHING))).isEqualTo(EVERYTHING);
  }

  @Test
  @DisplayName("without locations the text still reads back, and is the same for graphs that differ in these alone")
  void withoutLocations() {
    Graph graph = IrParser.parse(EVERYTHING);
    String bare = IrPrinter.print(graph, IrPrinter.Detail.WITHOUT_LOCATIONS);
    assertThat(bare).doesNotContain("@", "frame", "d.nacre");
    assertThat(IrPrinter.print(IrParser.parse(bare))).isEqualTo(bare);
    assertThat(IrPrinter.print(graph, graph.node(3)))
        .isEqualTo("%3 \"r/*\" = reshape(%1) shape=[N, 448, ?]: f32[N, 448, (H + 1)//2]");
  }

  @Test
  @DisplayName("frames that nodes share are shared again after reading")
  void framesAreShared() {
    Graph graph = IrParser.parse(EVERYTHING);
    Frame outer = graph.layers().getFirst().location().text().orElseThrow().frame().orElseThrow();
    assertThat(graph.node(1).location().text().orElseThrow().frame().orElseThrow()).isSameAs(outer);
    assertThat(outer.outwards()).hasSize(2);
  }

  @TestFactory
  @DisplayName("random graphs over all ops are equal after print and parse")
  Stream<DynamicTest> randomGraphs() {
    return Stream.iterate(0L, seed -> seed + 1).limit(200).map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
      Graph graph = RandomGraphs.graph(seed, 16);
      String text = IrPrinter.print(graph);
      assertThat(IrParser.parse(text)).isEqualTo(graph);
      assertThat(Verifier.violations(graph)).isEmpty();
    }));
  }

  /** A text with one fault, and the place and message that it must get. */
  private record Fault(String text, String message) {}

  private static final List<Fault> FAULTS = List.of(
      new Fault("", "ir:1:1: found the end of the text, required `graph`"),
      new Fault("graph G {", "ir:1:10: found the end of the text, required `%`, `}` or a declaration"),
      new Fault("graph G {\n  hello\n}",
          "ir:2:3: found `hello`, required weights, symbol, training, frame, param, layer, "
              + "input, output, or a node"),
      new Fault("graph G {} x", "ir:1:12: found `x`, required the end of the text"),
      new Fault("graph \"G {}", "ir:1:7: found a text without its closing quote"),
      new Fault("graph \"\\n\" {}", "ir:1:7: found an unknown escape, required \\\", \\\\ or \\u with four digits"),
      new Fault("graph G {\n  %1 x = input: f32[1]\n}", "ir:2:4: found 1, required 0, the next number"),
      new Fault("graph G {\n  %0 x = input: f33[1]\n}",
          "ir:2:17: found `f33`, required a type, for instance `f32[N, 3]`"),
      new Fault("graph G {\n  %0 x = input: f32[-1]\n}", "ir:2:21: an extent is never negative, found -1"),
      new Fault("graph G {\n  %0 x = input: f32[99999999999999999999]\n}",
          "ir:2:21: found 99999999999999999999, required an extent that fits into 64 bits"),
      new Fault("graph G {\n  %0 x = input: f32[1]\n  %1 y = warp(%0): f32[1]\n}",
          "ir:3:10: found `warp`, required an operation that Nacre knows"),
      new Fault("graph G {\n  %0 x = input: f32[1]\n  %1 y = relu(%1): f32[1]\n}",
          "ir:3:16: found %1, required a result of a node above"),
      new Fault("graph G {\n  %0 x = input: f32[1]\n  %1 y = relu($w): f32[1]\n}",
          "ir:3:16: found no parameter `w` above"),
      new Fault("graph G {\n  %0 x = input: f32[1]\n  %1 y = relu(%0): f32[2]\n}",
          "ir:3:10: found the types [f32[2]], required [f32[1]]"),
      new Fault("graph G {\n  %0 x = input: i64[1]\n  %1 y = relu(%0): i64[1]\n}",
          "ir:3:10: found i64[1], required a tensor of reals"),
      new Fault("graph G {\n  %0 x = input: f32[1]\n  %1 y = leaky_relu(%0): f32[1]\n}",
          "ir:3:10: `leaky_relu` needs `alpha`, a number"),
      new Fault("graph G {\n  %0 x = input: f32[1]\n  %1 y = leaky_relu(%0) alpha=0.1 beta=2: f32[1]\n}",
          "ir:3:10: `leaky_relu` has no attribute `beta`"),
      new Fault("graph G {\n  %0 x = input: f32[1]\n  %1 y = leaky_relu(%0) alpha=1: f32[1]\n}",
          "ir:3:10: `alpha`: found 1, required a number"),
      new Fault("graph G {\n  %0 x = constant {1.0, a}: f32[2]\n}",
          "ir:2:29: found a among the contents, required a number"),
      new Fault("graph G {\n  %0 x = constant {1.0}: f32[N]\n}", "ir:2:26: `N` has no value"),
      new Fault("graph G {\n  frame #1 = \"f\":1:1-1:1 a\n}", "ir:2:10: found `1`, required 0, the next number"),
      new Fault("graph G {\n  %0 x = input: f32[1] @ \"f\":2:1-1:1\n}", "ir:2:30: no span: 2:1 to 1:1"),
      new Fault("graph G {\n  %0 x = input: f32[1] @ \"f\":1:1-1:1 in #0\n}",
          "ir:2:42: found frame 0, required one of the 0 above"),
      new Fault("graph G {\n  symbol N <= 1\n  symbol N <= 2\n}", "ir:3:10: `N` is bounded by 1 and by 2"),
      new Fault("graph G {\n  param $w: f32[1] weight = zeros\n  param $w: f32[1] weight = zeros\n}",
          "ir:3:10: found a second parameter `w`"),
      new Fault("graph G {\n  param $w: f32[1] weigth = zeros\n}", "ir:2:20: found `weigth`, required a role"),
      new Fault("graph G {\n  training x = " + "[".repeat(10_000) + "\n}",
          "ir:2:81: found more than 64 levels of nesting"),
      new Fault("graph G {\n  %0 x = input: f32[" + "(".repeat(10_000) + "\n}",
          "ir:2:86: found more than 64 levels of nesting"));

  @TestFactory
  @DisplayName("a fault is told with line, column, found and required")
  Stream<DynamicTest> faults() {
    return FAULTS.stream().map(fault -> DynamicTest.dynamicTest(fault.message(), () -> {
      IrParseException found = catchThrowableOfType(IrParseException.class,
          () -> IrParser.parse(Source.of("ir", fault.text())));
      assertThat(found).hasMessage(fault.message());
    }));
  }

  @Test
  @DisplayName("no cut of a text makes anything but a located error")
  void everyPrefix() {
    for (int end = 0; end < EVERYTHING.length() - 2; end++) {
      String prefix = EVERYTHING.substring(0, end);
      assertThat(catchThrowableOfType(IrParseException.class, () -> IrParser.parse(prefix))).as(prefix).isNotNull();
    }
  }

  @Test
  @DisplayName("a symbol keeps its bound, and a node its layer, when a graph is built by hand")
  void builder() {
    GraphBuilder builder = new GraphBuilder("G");
    builder.symbol("N", OptionalLong.empty());
    builder.symbol("N", OptionalLong.of(8));
    TensorType type = TensorType.of(DType.F32, List.of(new Dim.Symbol("N")));
    Value x = builder.input("x", type, Optional.empty(), Location.NONE);
    builder.add("y", new Relu(), List.of(x), OptionalInt.empty(), Location.NONE);
    assertThat(IrPrinter.print(builder.build())).isEqualTo("""
        graph G {
          symbol N <= 8
          %0 x = input: f32[N]
          %1 y = relu(%0): f32[N]
          input x = %0
        }
        """);
  }
}
