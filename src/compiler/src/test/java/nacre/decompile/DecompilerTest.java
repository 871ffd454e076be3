package nacre.decompile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.ir.Init;
import nacre.ir.IrParser;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.OpCase;
import nacre.ir.OpUse;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.op.OpSpec;
import nacre.ir.op.Ops;
import nacre.source.Reporter;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.source.SourceReader;
import nacre.syntax.Formatter;
import nacre.syntax.NacreLexer;
import nacre.syntax.resolve.DiskFiles;
import nacre.syntax.resolve.Resolution;
import nacre.syntax.resolve.ResolveOptions;
import nacre.syntax.resolve.Resolved;
import nacre.syntax.resolve.Resolver;
import nacre.testing.Checkout;
import nacre.testing.Golden;
import nacre.testing.RandomGraphs;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A graph becomes a text that gives the same graph again, and that a person would have written much like this. */
class DecompilerTest {
  private static final int RANDOM_GRAPHS = 400;
  private static final int MOTIFS = 300;

  @TestFactory
  @DisplayName("golden: a text, and what is made of its graph")
  Stream<DynamicTest> golden() {
    return Golden.cases("nacre/decompile", one -> Map.of("text",
        again(models(Source.of("given.nacre", one.section("source"))).getFirst().graph())));
  }

  @TestFactory
  @DisplayName("the examples: real networks, with every kind of block, loop and shared layer in them")
  Stream<DynamicTest> examples() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(Checkout.root().resolve("examples"))) {
      files = found.filter(file -> file.toString().endsWith(".nacre")).sorted().toList();
    }
    return files.stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), file.toUri(), () -> {
      for (Resolved model : models(SourceReader.read(file, new Reporter()).orElseThrow())) {
        again(model.graph());
      }
    }));
  }

  @Test
  @DisplayName("random graphs: ops after each other in ways that nobody thought of")
  void randomGraphs() {
    for (long seed = 0; seed < RANDOM_GRAPHS; seed++) {
      again(RandomGraphs.graph(seed, 6 + (int) (seed % 20)));
    }
  }

  @Test
  @DisplayName("motifs that come again and again, with values in them that are read elsewhere or are outputs")
  void motifs() {
    for (long seed = 0; seed < MOTIFS; seed++) {
      again(models(Source.of("motif.nacre", motif(new Random(seed)))).getFirst().graph());
    }
  }

  private static String motif(Random random) {
    List<String> ops = List.of("relu", "dense(4)", "dense(4, bias=false) -> tanh", "layer_norm", "mul(2)", "sub(x)");
    StringBuilder text = new StringBuilder("nacre 1\nmodel Motif {\n  input x: f32[N, 4]\n  v0 = x\n");
    List<String> motif = random.ints(1 + random.nextInt(4), 0, ops.size()).mapToObj(ops::get).toList();
    int values = 1;
    int turns = 3 + random.nextInt(6);
    for (int turn = 0; turn < turns; turn++) {
      for (String op : motif) {
        String from = random.nextInt(12) == 0 ? "v" + random.nextInt(values) : "v" + (values - 1);
        text.append("  v").append(values).append(" = ").append(random.nextInt(20) == 0
            ? from + " + v" + random.nextInt(values)
            : "v" + (values - 1) + " -> " + op).append('\n');
        values++;
      }
    }
    int outputs = 1 + random.nextInt(3);
    for (int i = 0; i < outputs; i++) {
      text.append("  output y").append(i).append(" = v")
          .append(i == 0 ? values - 1 : 1 + random.nextInt(values - 1)).append('\n');
    }
    return text.append("}\n").toString();
  }

  @Test
  @DisplayName("ten thousand steps are a loop of one line, and others in rotation one of three: found without looking at all")
  void deep() {
    for (List<String> ops : List.of(List.of("relu"), List.of("relu", "tanh", "exp"))) {
      StringBuilder text = new StringBuilder("nacre 1\nmodel Deep {\n  input x: f32[N, 4]\n  y = x\n");
      for (int i = 0; i < 9_999; i++) {
        text.append("  y = y -> ").append(ops.get(i % ops.size())).append('\n');
      }
      assertThat(again(models(Source.of("deep.nacre", text + "  output z = y\n}\n")).getFirst().graph()).lines())
          .hasSizeLessThan(12);
    }
  }

  @Test
  @DisplayName("every op with its settings, as its cases use it: with parameters of its own, and with those handed in")
  void everyOp() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(Golden.resources().resolve("nacre/ir/op"))) {
      files = all.filter(file -> file.toString().endsWith(".case")).sorted().toList();
    }
    Set<String> unsaid = new TreeSet<>(Ops.all().stream().map(OpSpec::name).toList());
    for (OpCase one : files.stream().flatMap(file -> OpCase.read(file).stream()).filter(OpCase::isCall).toList()) {
      OpUse use = new OpUse(one);
      for (Role role : List.of(Role.OWN, Role.SLOPE)) {
        Graph graph = graph(use, role);
        try {
          again(graph);
          unsaid.remove(use.op().name());
        } catch (Unwritable e) {
          assertThat(e).as(one.title()).hasMessageMatching(
              ".* a text has finite numbers only|no input has the extent .*|found an input with the extent .*|.* without elements; .*|.* has in every text"
                  + "|.* of open shape|.* of unknown type");
        }
      }
    }
    assertThat(unsaid).as("ops that no text says").isEmpty();
  }

  /** A model of one node, whose parameters are its own if they have the role that the op gives them. */
  private static Graph graph(OpUse use, Role other) {
    GraphBuilder builder = new GraphBuilder("Case");
    List<Operand> operands = new ArrayList<>();
    List<OpSpec.ParamSpec> params = use.op().spec().params();
    for (int i = 0; i < use.operands().size(); i++) {
      String name = use.names().get(i) + i;
      Role role = i < use.inputs() || other != Role.OWN ? other : params.get(i - use.inputs()).role();
      boolean input = i < use.inputs();
      use.operands().get(i).ifPresent(given -> given.type().dims().stream().filter(Dim.Symbol.class::isInstance)
          .forEach(dim -> builder.symbol(dim.toString(), OptionalLong.empty())));
      operands.add(use.operands().get(i).<Operand>map(given -> input
          ? builder.input(name, given.type(), Optional.empty(), Location.NONE)
          : builder.param(new Param(name, given.type(), role, true, Init.ZEROS, Location.NONE)))
          .orElse(Operand.ABSENT));
    }
    Node node = builder.add("node", use.op(), operands, OptionalInt.empty(), Location.NONE);
    for (int port = 0; port < node.types().size(); port++) {
      builder.output(new Output("y" + port, node.value(port), List.of(), OptionalInt.empty(), Location.NONE));
    }
    return builder.build();
  }

  @Test
  @DisplayName("words that are no names here are those that the grammar takes for no name")
  void keywords() {
    for (int type = 1; type <= NacreLexer.VOCABULARY.getMaxTokenType(); type++) {
      String literal = String.valueOf(NacreLexer.VOCABULARY.getLiteralName(type)).replace("'", "");
      if (literal.matches("[a-z]+") && !literal.equals("null")) {
        Reporter reporter = new Reporter();
        Formatter.format(Source.of("word.nacre",
            "nacre 1\n\nmodel M {\n  input " + literal + ": f32[2]\n  output y = " + literal + " -> relu\n}\n"),
            reporter);
        assertThat(Identifiers.isKeyword(literal)).as(literal).isEqualTo(reporter.hasErrors());
      }
    }
  }

  @Test
  @DisplayName("a constant as an output has no words: an error, and no text that computes something else")
  void constantOutput() {
    Graph graph = IrParser.parse("""
        graph G {
          %0 c = constant {1.0}: f32[]
          output y = %0
        }
        """);
    assertThatThrownBy(() -> Decompiler.of(graph).text(List.of())).isInstanceOf(Unwritable.class)
        .hasMessageContaining("output `y` is a constant");
  }

  /** The text of a graph in canonical form, which gives the same graph. */
  static String again(Graph graph) {
    String text = Decompiler.of(graph).text(List.of());
    Reporter reporter = new Reporter();
    String formatted = Formatter.format(Source.of("again.nacre", text), reporter).orElse("");
    assertThat(reporter.diagnostics()).as(text).isEmpty();
    SameGraph.prove(graph, models(Source.of("again.nacre", formatted)).getFirst().graph());
    return formatted;
  }

  private static List<Resolved> models(Source text) {
    Reporter reporter = new Reporter();
    Resolution resolution = Resolver.resolve(text, new DiskFiles(), ResolveOptions.none(), reporter);
    assertThat(new ArrayList<>(reporter.diagnostics())).as(text.text())
        .noneMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    return resolution.models();
  }
}
