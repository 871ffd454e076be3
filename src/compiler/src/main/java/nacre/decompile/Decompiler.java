package nacre.decompile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Location;
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
  private final Layout layout;
  private final List<String> inputs;
  private final Compression.Compressed compressed;
  private final Set<String> declared = new HashSet<>();

  private Decompiler(Graph graph) {
    this.graph = graph;
    this.name = Identifiers.of(graph.name(), "Model");
    ValueNames distinct = new ValueNames();
    this.inputs = graph.inputs().stream().map(input -> distinct.fresh(Identifiers.of(input.name(), "input"))).toList();
    this.layout = Layout.of(graph);
    this.compressed = Compression.of(Steps.of(graph, layout), new BlockNames(name));
  }

  /** @throws Unwritable if a text cannot say something in the graph */
  public static Decompiler of(Graph graph) {
    if (graph.outputs().isEmpty()) {
      throw new Unwritable("the model has no outputs; a text has one or more", Location.NONE);
    }
    return new Decompiler(graph);
  }

  /**
   * A text with one model, not yet in canonical form.
   *
   * @param weights lines of the {@code weights} statement, or none
   */
  public String text(List<String> weights) {
    declared.clear();
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
    return "input " + inputs.get(graph.inputs().indexOf(input)) + ": " + type.dtype().text() + dims
        + layout.word(type) + Facts.picture(input.picture(), type, layout);
  }

  /** A bound is said where a symbol is first. */
  private String dim(Dim dim) {
    if (dim instanceof Dim.Symbol(String symbol) && declared.add(symbol)) {
      if (!Identifiers.isName(symbol)) {
        throw new Unwritable("found the symbol `" + symbol + "`, which is no name in a text; say its size with --dim",
            Location.NONE);
      }
      OptionalLong bound = graph.symbols().bound(symbol);
      return symbol + (bound.isPresent() ? "<=" + bound.getAsLong() : "");
    }
    SYMBOL.matcher(dim.toString()).results().map(MatchResult::group).filter(symbol -> !declared.contains(symbol))
        .findFirst().ifPresent(symbol -> {
          throw new Unwritable("found an input with the extent " + dim + ", where no input before it has the extent "
              + symbol, Location.NONE);
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
    List<String> outputs = outputs(names);
    List<String> layers =
        steps.layers().stream().map(layer -> names.layer(layerName(layer.callee().name()))).toList();
    Environment environment = new Environment(layers, List.of(), inputs, this::extent);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Steps.Layer layer = steps.layers().get(i);
      lines.add("layer " + layers.get(i) + " = " + CallText.of(new Body.Line(layer.callee(), List.of(),
          layer.leaves().stream().<Arg>map(Arg.Said::new).toList(), layer.implied()), List.of(), environment).whole());
    }
    lines.addAll(new BodyWriter(body(steps), environment, names, 2).model(outputs,
        graph.outputs().stream().map(Facts::output).toList()));
    lines.addAll(Facts.training(graph.training(), graph.outputs().stream().map(Output::name).toList(), outputs));
    return lines;
  }

  /** Not the name of an op, which it would hide. */
  private static String layerName(String op) {
    String base = Bases.of(op);
    return Ops.named(base).isPresent() ? base + "_layer" : base;
  }

  /** Names that nothing else has; an output that is an input may have the name of that. */
  private List<String> outputs(ValueNames names) {
    List<String> outputs = new ArrayList<>();
    for (Output output : graph.outputs()) {
      String wish = Identifiers.of(output.name(), "output");
      boolean same = graph.inputs().stream().anyMatch(input -> input.value().equals(output.value())
          && inputs.get(graph.inputs().indexOf(input)).equals(wish));
      outputs.add(same && !outputs.contains(wish) ? wish : names.fresh(wish));
    }
    return outputs;
  }

  private static Body body(Steps steps) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < steps.steps().size(); i++) {
      places.put(steps.steps().get(i).id(), i);
    }
    Function<Step.Ref, Body.Source> source = ref -> {
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
    throw new Unwritable("no input has the extent `" + match.group() + "`", Location.NONE);
  }

}
