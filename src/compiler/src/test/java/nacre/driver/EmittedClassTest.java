package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import nacre.codegen.CodeGenerator;
import nacre.codegen.JavaEmitter;
import nacre.codegen.Plan;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Frame;
import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.ir.Init;
import nacre.ir.Location;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.ir.op.Add;
import nacre.ir.op.Dense;
import nacre.ir.op.Relu;
import nacre.passes.PassManager;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.reference.ParamValues;
import nacre.source.Span;
import nacre.testing.Net;
import nacre.testing.RandomGraphs;
import nacre.testing.RandomValues;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text and the class files that come out, whatever the model is called and however large it is. */
class EmittedClassTest {
  /** HotSpot never compiles a method of more than 8,000 bytes of bytecode; this leaves room. */
  private static final int LONGEST_METHOD = 6_000;

  private static String text(Graph graph) {
    CodeGenerator.Planned planned = CodeGenerator.plan(graph, Map.of(), Plan.Facts.NONE);
    return JavaEmitter.emit(planned.plan(), "emitted").text();
  }

  @Test
  @DisplayName("the same graph gives the same bytes, in text and weights")
  void deterministic() {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(text(legal(seed))).isEqualTo(text(legal(seed)));
    }
  }

  private static Graph legal(long seed) {
    return new PassManager(PassOptions.standard()).run(RandomGraphs.graph(seed, 12), Pipeline.LEGALIZE).graph();
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 260, 2_000})
  @DisplayName("a chain of convolutions of any length compiles, with methods that HotSpot compiles, and computes")
  void longChains(int length) {
    Net net = new Net();
    Value x = net.input("x", 2, 3, 3);
    for (int i = 0; i < length; i++) {
      x = net.call("conv2d", x, "filters", 2, "kernel", i % 2 == 0 ? 1 : 3, "padding", i % 2 == 0 ? 0 : 1);
      x = net.call("tanh", x);
    }
    Emission emission = Emission.of(net.outputs(x));
    assertThat(longestMethod(emission.model())).isLessThan(LONGEST_METHOD);
    assertThat(emission.model().plan().steps()).hasSize(2 * length);
    emission.check();
  }

  @Test
  @DisplayName("a thousand values that live at the same time have a thousand fields, set up by short methods")
  void manySlots() {
    Net net = new Net();
    Value x = net.input("x", 2);
    List<Value> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      all.add(net.call("leaky_relu", x, "slope", i / 1000.0));
    }
    Value sum = all.getFirst();
    for (Value value : all) {
      sum = net.call("add", List.of(sum, value));
    }
    Emission emission = Emission.of(net.outputs(sum)).check();
    assertThat(longestMethod(emission.model())).isLessThan(LONGEST_METHOD);
  }

  private static int longestMethod(EmittedModel model) {
    return model.classFiles().values().stream().flatMap(bytes -> ClassFile.of().parse(bytes).methods().stream())
        .flatMap(method -> method.findAttribute(Attributes.code()).stream())
        .mapToInt(CodeAttribute::codeLength).max().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*/ System.exit(1); /*", "\\u002a\\u002f int x; \\u002f\\u002a", "\"); System.exit(1); (\"", "class",
        "for", "_", "", "1st", "Memory", "Object", "String", "Team", "t0", "k", "m", "steps", "conv", "run",
        "a\nb\r\u2028c",
        "\u0000\u001b[31m", "\u202Eevil", "{@code x} <script> &", "größe", "\ud83d\ude00", "\\", "\\\\u000a",
        "$T $L $$", "capacity"})
  @DisplayName("no name breaks the text or gets into it as code")
  void hostileNames(String name) {
    GraphBuilder builder = new GraphBuilder(name);
    builder.symbol("N", OptionalLong.empty());
    Location place = new Location.Text(new Span(name + ".nacre", 3, 1, 3, 2));
    TensorType type = TensorType.of(DType.F32, List.of(new Dim.Symbol("N"), Dim.of(3)));
    Value x = builder.input(name, type, Optional.empty(), place);
    Value other = builder.input(name + "!", type, Optional.empty(), place);
    var own = builder.param(new Param(name + ".weight", TensorType.of(DType.F32, 4, 3), Role.WEIGHT, true,
        new Init.Normal(1), place));
    Value y = builder.add(name, new Relu(), List.of(x), OptionalInt.empty(), place).value();
    Value z = builder.add(name + ".dense", new Dense(), List.of(y, own, Operand.ABSENT), OptionalInt.empty(),
        place).value();
    Value sum = builder.add(name + " ", new Add(), List.of(x, other), OptionalInt.empty(), place).value();
    builder.output(new Output(name, z, List.of(), OptionalInt.empty(), place));
    builder.output(new Output(name + "?", sum, List.of(), OptionalInt.empty(), place));
    Emission emission = Emission.of(builder.build()).check();
    assertThat(emission.model().source().text()).doesNotContainPattern("[\\x00-\\x09\\x0B-\\x1F\u202E\u2028]");
    assertThat(emission.model().classFiles().keySet()).allMatch(file -> file.startsWith("emitted."));
    assertThat(emission.model().classFiles()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "", "nacre_1"})
  @DisplayName("packages are names separated by dots")
  void packages(String name) {
    Net net = new Net();
    Graph graph = net.outputs(net.call("relu", net.input("x", 2)));
    CodeGenerator.Planned planned = CodeGenerator.plan(graph, Map.of(), Plan.Facts.NONE);
    assertThat(EmittedModel.of(planned, name, ParamValues.none()).run(RandomValues.inputs(graph, 1, Map.of("N", 2L))))
        .hasSize(1);
    assertThatThrownBy(() -> EmittedModel.of(planned, name + ".class", ParamValues.none()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("a bound of the batch is kept by the memory")
  void bound() {
    GraphBuilder builder = new GraphBuilder("Bounded");
    builder.symbol("N", OptionalLong.of(3));
    Value x =
        builder.input("x", TensorType.of(DType.F32, List.of(new Dim.Symbol("N"))), Optional.empty(), Location.NONE);
    builder.output(new Output("y", x, List.of(), OptionalInt.empty(), Location.NONE));
    EmittedModel model = Emission.of(builder.build()).model();
    assertThat(model.session(3)).isNotNull();
    assertThatThrownBy(() -> model.session(4)).hasMessage("this model takes at most 3 images, found 4");
  }

  @Test
  @DisplayName("blocks of equal shape are one method; their slots and constants are its arguments")
  void sharedMethods() {
    Net net = new Net();
    Value x = net.input("x", 4, 5, 5);
    for (int block = 0; block < 4; block++) {
      for (int i = 0; i < 3; i++) {
        Span span = new Span("net", 10 + i, 1, 10 + i, 4);
        Frame frame = new Frame(new Span("net", 3, 1, 3, 9), "block" + block, OptionalInt.of(block), Optional.empty());
        x = net.at(new Location.Text(span, new LinkedHashMap<>(), Optional.of(frame)))
            .call("conv2d", x, "filters", 4, "kernel", 3, "padding", 1);
      }
    }
    Emission emission = Emission.of(net.outputs(x)).check();
    assertThat(emission.model().plan().regions()).extracting("path").containsExactly("block0", "block1", "block2",
        "block3");
    String text = emission.model().source().text();
    assertThat(text).contains("private static void block1(Worker k, ", "block1(k, c3, m.", "* block1, block2, block3.");
  }
}
