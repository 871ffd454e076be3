package nacre.ir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.stream.Stream;

import nacre.ir.IrLexer.Kind;
import nacre.ir.IrLexer.Token;
import nacre.ir.op.Initializers;
import nacre.source.Source;

/**
 * Reads what {@link IrPrinter} prints: {@code print(parse(text)).equals(text)}. Every node is typed anew, and a type that
 * differs from the one in the text is an error.
 */
public final class IrParser {
  private final IrReader in;
  private final IrValueReader values;
  private final IrLocationReader locations;
  private final GraphBuilder builder;
  private final IrNodeReader nodes;
  private final SequencedMap<String, Attr> facts = new LinkedHashMap<>();

  private IrParser(IrReader in, String name) {
    this.in = in;
    this.values = new IrValueReader(in);
    this.locations = new IrLocationReader(in, values);
    this.builder = new GraphBuilder(name);
    this.nodes = new IrNodeReader(in, values, builder);
  }

  /** @throws IrParseException with the place of the first thing that is wrong */
  public static Graph parse(Source source) {
    IrReader in = new IrReader(source);
    Graph graph = graph(in);
    if (!in.at(Kind.END)) {
      throw in.unexpected("the end of the text");
    }
    return graph;
  }

  public static Graph parse(String text) {
    return parse(Source.of("ir", text));
  }

  static Graph graph(IrReader in) {
    in.expect("graph");
    IrParser parser = new IrParser(in, in.name("the graph's name"));
    in.expect("{");
    while (!in.accept("}")) {
      parser.statement();
    }
    parser.builder.training(new Training(parser.facts));
    return parser.builder.build();
  }

  private void statement() {
    Token first = in.peek();
    if (in.at("%")) {
      node();
      return;
    }
    switch (in.name("`%`, `}` or a declaration")) {
      case "weights" -> weights();
      case "symbol" -> symbol();
      case "training" -> fact();
      case "frame" -> locations.frame();
      case "param" -> param();
      case "layer" -> layer();
      case "input" -> input();
      case "output" -> output();
      default -> throw in.error(first, "found " + first.shown()
          + ", required weights, symbol, training, frame, param, layer, input, output, or a node");
    }
  }

  private void weights() {
    if (in.accept("seeded")) {
      builder.weights(new Weights.Seeded(in.integer("a seed")));
    } else {
      in.expect("fixed");
      builder.weights(new Weights.Fixed(in.text("a hash in quotes")));
    }
  }

  private void symbol() {
    Token first = in.peek();
    String name = in.name("a symbol's name");
    OptionalLong bound = in.accept("<=") ? OptionalLong.of(in.integer("a bound")) : OptionalLong.empty();
    in.checked(first, () -> {
      builder.symbol(new Dim.Symbol(name).name(), bound);
      return name;
    });
  }

  private void fact() {
    String name = in.name("a fact's name");
    in.expect("=");
    facts.put(name, values.attr());
  }

  private void param() {
    in.expect("$");
    Token first = in.peek();
    String path = in.name("a path");
    in.expect(":");
    TensorType type = values.tensorType();
    Role role = constant(Role.class, "a role");
    in.expect("=");
    Token start = in.peek();
    Attr attr = values.attr();
    Init init = in.checked(start, () -> Initializers.of(attr));
    boolean trainable = !in.accept("frozen");
    Location location = locations.suffix().orElse(Location.NONE);
    nodes.declare(first, new Param(path, type, role, trainable, init, location));
  }

  private void layer() {
    Token first = in.peek();
    int index = in.smallInteger("the layer's index");
    String path = in.name("a path");
    in.expect("=");
    String kind = in.name("what the layer is");
    in.expect("(");
    List<Integer> params = in.list(")", nodes::param).stream().map(Operand.ParamRef::index).toList();
    Location location = locations.suffix().orElse(Location.NONE);
    if (builder.layer(new Layer(path, kind, params, location)) != index) {
      throw in.error(first, "found " + index + ", required the next index");
    }
  }

  private void node() {
    in.expect("%");
    Token number = in.peek();
    int id = in.smallInteger("a node's number");
    if (id != builder.size()) {
      throw in.error(number, "found " + id + ", required " + builder.size() + ", the next number");
    }
    String path = in.name("a path");
    in.expect("=");
    Token first = in.peek();
    IrNodeReader.Call call = nodes.call();
    OptionalInt layer = OptionalInt.empty();
    if (in.accept("layer")) {
      in.expect("=");
      layer = OptionalInt.of(in.smallInteger("a layer's index"));
    }
    Location location = locations.suffix().orElse(Location.NONE);
    nodes.add(first, path, call, layer, location);
  }

  private void input() {
    String name = in.name("an input's name");
    in.expect("=");
    Value value = nodes.value();
    Optional<Preprocessing> picture = in.at("size") ? Optional.of(picture()) : Optional.empty();
    Location location = locations.suffix().orElseGet(() -> builder.node(value.node()).location());
    builder.declare(new Input(name, value, picture, location));
  }

  private Preprocessing picture() {
    setting("size");
    in.expect("[");
    List<Integer> size = in.list("]", () -> in.smallInteger("an extent"));
    if (size.size() != 2) {
      throw in.unexpected("a size of two extents before it");
    }
    setting("channels");
    Preprocessing.Channels channels = constant(Preprocessing.Channels.class, "an order of channels");
    setting("resize");
    Preprocessing.Resize resize = constant(Preprocessing.Resize.class, "a way to resize");
    setting("invert");
    boolean invert = in.accept("true");
    if (!invert) {
      in.expect("false");
    }
    setting("scale");
    double scale = values.real();
    setting("mean");
    in.expect("[");
    List<Double> mean = in.list("]", values::real);
    setting("deviation");
    in.expect("[");
    List<Double> deviation = in.list("]", values::real);
    return new Preprocessing(size.get(0), size.get(1), channels, resize, invert, scale, mean, deviation);
  }

  private void setting(String name) {
    in.expect(name);
    in.expect("=");
  }

  private void output() {
    String name = in.name("an output's name");
    in.expect("=");
    Value value = nodes.value();
    List<String> labels = new ArrayList<>();
    if (in.at("labels")) {
      setting("labels");
      in.expect("[");
      labels.addAll(in.list("]", () -> in.text("a label in quotes")));
    }
    OptionalInt top = OptionalInt.empty();
    if (in.at("top")) {
      setting("top");
      top = OptionalInt.of(in.smallInteger("a number of labels"));
    }
    builder.output(new Output(name, value, labels, top, locations.suffix().orElse(Location.NONE)));
  }

  private <E extends Enum<E>> E constant(Class<E> type, String what) {
    Token first = in.peek();
    String word = in.name(what);
    return Stream.of(type.getEnumConstants()).filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst().orElseThrow(() -> in.error(first, "found " + first.shown() + ", required " + what));
  }
}
