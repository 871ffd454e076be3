package nacre.decompile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Output;
import nacre.ir.TensorType;
import nacre.ir.op.Ops;

/**
 * Writes a graph as a text that gives the same graph again: the same ops in the same order, with other paths. What is
 * repeated becomes blocks and loops.
 */
public final class Decompiler {
  private static final Pattern SYMBOL = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*");

  private final Graph graph;
  private final String name;
  private final List<String> inputs;
  private final Set<String> declared = new HashSet<>();

  private Decompiler(Graph graph) {
    this.graph = graph;
    this.name = Identifiers.of(graph.name(), "Model");
    ValueNames distinct = new ValueNames();
    this.inputs = graph.inputs().stream().map(input -> distinct.fresh(Identifiers.of(input.name(), "input"))).toList();
  }

  /**
   * A text with one model, not yet in canonical form and without the names of weights.
   *
   * @param weights lines of the {@code weights} statement, or none
   * @throws Unwritable if a text cannot say something in the graph
   */
  public static String text(Graph graph, List<String> weights) {
    return new Decompiler(graph).write(weights);
  }

  private String write(List<String> weights) {
    Compression.Compressed compressed = Compression.of(Steps.of(graph), new BlockNames(name));
    List<String> lines = new ArrayList<>(List.of("nacre 1", ""));
    compressed.blocks().forEach(block -> lines.addAll(block(block)));
    lines.add("model " + name + " {");
    graph.inputs().forEach(input -> lines.add("  " + input(input)));
    model(compressed.steps()).forEach(line -> lines.add("  " + line));
    weights.forEach(line -> lines.add("  " + line));
    lines.add("}");
    return String.join("\n", lines) + "\n";
  }

  private String input(Input input) {
    TensorType type = (TensorType) graph.producer(input.value()).type();
    String dims = type.dims().stream().map(this::dim).collect(Collectors.joining(", ", "[", "]"));
    return "input " + inputs.get(graph.inputs().indexOf(input)) + ": " + type.dtype().text() + dims;
  }

  /** A bound is said where a symbol is first. */
  private String dim(Dim dim) {
    if (dim instanceof Dim.Symbol(String symbol) && declared.add(symbol)) {
      OptionalLong bound = graph.symbols().bound(symbol);
      return symbol + (bound.isPresent() ? "<=" + bound.getAsLong() : "");
    }
    SYMBOL.matcher(dim.toString()).results().map(MatchResult::group).filter(symbol -> !declared.contains(symbol))
        .findFirst().ifPresent(symbol -> {
          throw new Unwritable("found an input with the extent " + dim + ", where no input before it has the extent "
              + symbol);
        });
    return dim.toString();
  }

  private List<String> block(Block block) {
    ValueNames names = new ValueNames();
    block.params().forEach(param -> names.fresh(param.name()));
    Environment environment = new Environment(List.of(), block.params().stream().map(Block.Parameter::name).toList(),
        block.entryNames(), size -> {
          throw new IllegalStateException("a symbolic extent in a block");
        });
    List<String> head = new ArrayList<>(block.entryNames());
    block.params().forEach(param -> head.add(param.name() + ": " + param.type()
        + param.fallback().map(arg -> " = " + environment.text(arg)).orElse("")));
    List<String> lines = new ArrayList<>();
    lines.add("block " + block.name() + "(" + String.join(", ", head) + ") {");
    new BodyWriter(block.body(), environment, names, 2).block().forEach(line -> lines.add("  " + line));
    lines.add("}");
    lines.add("");
    return lines;
  }

  private List<String> model(Steps steps) {
    ValueNames names = new ValueNames();
    inputs.forEach(input -> {
      names.fresh(input);
      names.keep(input);
    });
    List<String> outputs = graph.outputs().stream().map(Output::name)
        .map(output -> Identifiers.of(output, "output")).toList();
    List<String> layers =
        steps.layers().stream().map(layer -> names.fresh(layerName(layer.callee().name()))).toList();
    Environment environment = new Environment(layers, List.of(), inputs, this::extent);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Steps.Layer layer = steps.layers().get(i);
      lines.add("layer " + layers.get(i) + " = " + CallText.of(new Body.Line(layer.callee(), List.of(),
          layer.leaves().stream().<Arg>map(Arg.Said::new).toList(), layer.implied()), List.of(), environment).whole());
    }
    lines.addAll(new BodyWriter(body(steps), environment, names, 2).model(distinct(outputs)));
    return lines;
  }

  /** Not the name of an op, which it would hide. */
  private static String layerName(String op) {
    String base = Bases.of(op);
    return Ops.named(base).isPresent() ? base + "_layer" : base;
  }

  private static List<String> distinct(List<String> wishes) {
    ValueNames names = new ValueNames();
    return wishes.stream().map(names::fresh).toList();
  }

  private static Body body(Steps steps) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < steps.steps().size(); i++) {
      places.put(steps.steps().get(i).id(), i);
    }
    java.util.function.Function<Step.Ref, Body.Source> source = ref -> {
      Integer place = places.get(ref.step());
      return place == null ? new Body.Entry(ref.step()) : new Body.Local(place, ref.port());
    };
    List<Body.Line> lines = steps.steps().stream().map(step -> new Body.Line(step.callee(),
        step.inputs().stream().map(source).toList(), step.leaves().stream().<Arg>map(Arg.Said::new).toList(),
        step.implied())).toList();
    return new Body(steps.inputs().size(), lines, steps.outputs().stream().map(source).toList());
  }

  /** An extent that depends on symbols, read off the inputs. */
  private String extent(Leaf.Size size) {
    return SYMBOL.matcher(size.dim().toString()).replaceAll(this::symbol);
  }

  private String symbol(MatchResult match) {
    Dim symbol = new Dim.Symbol(match.group());
    for (int i = 0; i < inputs.size(); i++) {
      List<Dim> dims = ((TensorType) graph.producer(graph.inputs().get(i).value()).type()).dims();
      int axis = dims.indexOf(symbol);
      if (axis >= 0) {
        return inputs.get(i) + ".shape[" + axis + "]";
      }
    }
    throw new Unwritable("no input has the extent `" + match.group() + "`");
  }

}
