package nacre.ir;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import nacre.ir.op.Constant;
import nacre.ir.op.Fused;
import nacre.ir.op.Initializers;
import nacre.ir.op.InputOp;
import nacre.ir.op.Op;
import nacre.ir.op.OpaqueOp;
import nacre.ir.op.SettingKind;

/**
 * Prints a graph as text that {@link IrParser} reads back: the same graph gives the same text, and nothing is left out.
 *
 * <pre>
 * graph Digits {
 *   symbol N &lt;= 64
 *   param $stem.weight: f32[16, 1, 3, 3] weight = he_uniform
 *   %0 picture = input: f32[N, 1, 28, 28]
 *   %1 stem = conv2d(%0, $stem.weight, _) stride=[1, 1] ... axis=1: f32[N, 16, 28, 28]
 *   input picture = %0
 *   output digit = %1
 * }
 * </pre>
 */
public final class IrPrinter {
  /** How much is printed. */
  public enum Detail {
    /** Everything. */
    FULL,
    /** All but where things come from: what is left is what the graph computes. */
    WITHOUT_LOCATIONS
  }

  private final Graph graph;
  private final String indent;
  private final IrLocations locations;
  private final StringBuilder out = new StringBuilder();

  private IrPrinter(Graph graph, String indent, IrLocations locations) {
    this.graph = graph;
    this.indent = indent;
    this.locations = locations;
  }

  /** The whole graph, locations included; ends with a line end. */
  public static String print(Graph graph) {
    return print(graph, Detail.FULL);
  }

  public static String print(Graph graph, Detail detail) {
    return print(graph, detail, "") + "\n";
  }

  /** One node as its line in the graph says it, without its location and without a line end. */
  public static String print(Graph graph, Node node) {
    IrPrinter printer = new IrPrinter(graph, "", IrLocations.none());
    printer.node(node);
    return printer.out.toString().strip();
  }

  private static String print(Graph graph, Detail detail, String indent) {
    IrLocations locations = detail == Detail.FULL ? IrLocations.of(graph) : IrLocations.none();
    IrPrinter printer = new IrPrinter(graph, indent, locations);
    printer.graph();
    return printer.out.toString();
  }

  private void graph() {
    out.append("graph ").append(IrText.name(graph.name())).append(" {\n");
    header();
    for (int i = 0; i < graph.params().size(); i++) {
      param(graph.params().get(i));
    }
    for (int i = 0; i < graph.layers().size(); i++) {
      layer(i, graph.layers().get(i));
    }
    graph.nodes().forEach(this::node);
    graph.inputs().forEach(this::input);
    graph.outputs().forEach(this::output);
    out.append(indent).append('}');
  }

  private void header() {
    switch (graph.weights()) {
      case Weights.Absent _ -> {}
      case Weights.Seeded(long seed) -> line("weights seeded " + seed);
      case Weights.Fixed(String hash) -> line("weights fixed " + Attr.quote(hash));
    }
    graph.symbols().bounds().forEach((name, bound) -> line(
        "symbol " + name + (bound.isPresent() ? " <= " + bound.getAsLong() : "")));
    graph.training().facts().forEach((name, fact) -> line("training " + IrText.name(name) + " = " + IrText.attr(fact)));
    locations.frameLines().forEach(this::line);
  }

  private void param(Param param) {
    line("param $" + IrText.name(param.path()) + ": " + param.type() + " " + word(param.role()) + " = "
        + IrText.attr(Initializers.attr(param.init())) + (param.trainable() ? "" : " frozen")
        + locations.suffix(param.location()));
  }

  private void layer(int index, Layer layer) {
    String params = layer.params().stream().map(this::param).collect(Collectors.joining(", ", "(", ")"));
    line("layer " + index + " " + IrText.name(layer.path()) + " = " + IrText.name(layer.kind()) + params
        + locations.suffix(layer.location()));
  }

  private void node(Node node) {
    String types = node.types().size() == 1
        ? node.type().toString()
        : node.types().stream().map(Type::toString).collect(Collectors.joining(", ", "(", ")"));
    line("%" + node.id() + " " + IrText.name(node.path()) + " = " + call(node) + ": " + types
        + (node.layer().isPresent() ? " layer=" + node.layer().getAsInt() : "") + locations.suffix(node.location()));
  }

  private String call(Node node) {
    String operands = node.operands().stream().map(this::operand).collect(Collectors.joining(", ", "(", ")"));
    return switch (node.op()) {
      case InputOp _ -> "input";
      case Constant(Tensor contents) -> "constant " + contents(contents);
      case Fused fused -> "fused" + operands + " " + fused(fused);
      case OpaqueOp opaque -> "opaque" + operands + opaque(opaque);
      default -> node.op().name() + operands + attributes(node.op());
    };
  }

  private String operand(Operand operand) {
    return switch (operand) {
      case Value value -> value(value);
      case Operand.ParamRef(int index) -> param(index);
      case Operand.Absent _ -> "_";
    };
  }

  private String value(Value value) {
    return "%" + value.node() + (value.port() == 0 ? "" : "." + value.port());
  }

  private String param(int index) {
    return "$" + IrText.name(graph.params().get(index).path());
  }

  static String attributes(Op op) {
    StringBuilder text = new StringBuilder();
    Map<String, Attr> attributes = op.spec().attributes(op);
    for (var setting : op.spec().settings()) {
      if (setting.attribute()) {
        Attr attr = attributes.getOrDefault(setting.name(), Attr.NONE);
        boolean plain = setting.kind() instanceof SettingKind.Extents || setting.kind() instanceof SettingKind.Word;
        String value = plain ? attr.toString() : IrText.attr(attr);
        text.append(' ').append(setting.name()).append('=').append(value);
      }
    }
    return text.toString();
  }

  /** Operands of the parts are positions among the operands of the whole; {@code ^} is the value so far. */
  static String fused(Fused fused) {
    String anchor = IntStream.range(0, fused.anchorOperands()).mapToObj(String::valueOf)
        .collect(Collectors.joining(", ", fused.anchor().name() + "(", ")"));
    return fused.epilogue().stream().map(IrPrinter::stage)
        .collect(Collectors.joining("", "{" + anchor + attributes(fused.anchor()), "}"));
  }

  private static String stage(Fused.Stage stage) {
    List<String> operands = stage.operandTexts("^");
    return "; " + stage.op().name() + operands.stream().collect(Collectors.joining(", ", "(", ")"))
        + attributes(stage.op());
  }

  private static String contents(Tensor tensor) {
    IntStream indices = IntStream.range(0, tensor.elements());
    return (tensor.dtype().isReal()
        ? indices.mapToObj(i -> Double.toString(tensor.real(i)))
        : indices.mapToObj(i -> Long.toString(tensor.integer(i)))).collect(Collectors.joining(", ", "{", "}"));
  }

  private String opaque(OpaqueOp op) {
    Detail detail = locations.isNone() ? Detail.WITHOUT_LOCATIONS : Detail.FULL;
    return " domain=" + Attr.quote(op.domain()) + " name=" + Attr.quote(op.opaqueName()) + " version=" + op.version()
        + " attributes=" + IrText.named(op.attributes()).collect(Collectors.joining(", ", "{", "}"))
        + " regions=" + op.regions().stream().map(region -> print(region, detail, indent + "  "))
            .collect(Collectors.joining(", ", "[", "]"));
  }

  private void input(Input input) {
    Location own = graph.producer(input.value()).location();
    line("input " + IrText.name(input.name()) + " = " + value(input.value())
        + input.picture().map(IrPrinter::picture).orElse("")
        + (input.location().equals(own) ? "" : locations.always(input.location())));
  }

  private static String picture(Preprocessing picture) {
    return " size=[" + picture.height() + ", " + picture.width() + "] channels=" + word(picture.channels()) + " resize="
        + word(picture.resize()) + " invert=" + picture.invert() + " scale=" + picture.scale() + " mean="
        + picture.mean() + " deviation=" + picture.deviation();
  }

  private void output(Output output) {
    String labels = output.labels().stream().map(Attr::quote).collect(Collectors.joining(", ", " labels=[", "]"));
    line("output " + IrText.name(output.name()) + " = " + value(output.value())
        + (output.labels().isEmpty() ? "" : labels)
        + (output.top().isPresent() ? " top=" + output.top().getAsInt() : "") + locations.suffix(output.location()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void line(String text) {
    out.append(indent).append("  ").append(text).append('\n');
  }
}
