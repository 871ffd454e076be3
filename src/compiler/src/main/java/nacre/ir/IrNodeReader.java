package nacre.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

import nacre.ir.IrLexer.Kind;
import nacre.ir.IrLexer.Token;
import nacre.ir.op.Constant;
import nacre.ir.op.Fused;
import nacre.ir.op.InputOp;
import nacre.ir.op.Op;
import nacre.ir.op.OpSpec;
import nacre.ir.op.OpaqueOp;
import nacre.ir.op.Ops;
import nacre.ir.op.SettingKind;

/** Reads what a node computes, and adds it to the graph. */
final class IrNodeReader {
  /** @param types as the text has them */
  record Call(Op op, List<Operand> operands, List<Type> types) {}

  /** The position that stands for the value so far. */
  private static final Integer SO_FAR = -1;

  private final IrReader in;
  private final IrValueReader values;
  private final GraphBuilder builder;
  private final Map<String, Operand.ParamRef> params = new HashMap<>();

  IrNodeReader(IrReader in, IrValueReader values, GraphBuilder builder) {
    this.in = in;
    this.values = values;
    this.builder = builder;
  }

  void declare(Token at, Param param) {
    if (params.putIfAbsent(param.path(), builder.param(param)) != null) {
      throw in.error(at, "found a second parameter `" + param.path() + "`");
    }
  }

  Call call() {
    Token first = in.peek();
    String name = in.name("an operation");
    return switch (name) {
      case "input" -> input();
      case "constant" -> constant();
      case "fused" -> {
        List<Operand> operands = operands();
        Op op = fused();
        yield new Call(op, operands, types());
      }
      case "opaque" -> opaque();
      default -> {
        OpSpec spec = spec(first);
        List<Operand> operands = operands();
        Op op = op(first, spec);
        yield new Call(op, operands, types());
      }
    };
  }

  /** An op with the positions of its operands, as {@link OpCall#text} writes it. */
  OpCall opCall() {
    Token first = in.peek();
    boolean fused = in.accept("fused");
    Optional<OpSpec> spec = fused ? Optional.empty() : Optional.of(spec(in.take()));
    in.expect("(");
    List<OptionalInt> operands =
        in.list(")", () -> in.accept("_") ? OptionalInt.empty() : OptionalInt.of(position()));
    return new OpCall(spec.map(own -> op(first, own)).orElseGet(this::fused), operands);
  }

  /** Types the node anew and compares. */
  void add(Token first, String path, Call call, OptionalInt layer, Location location) {
    boolean poisoned = !call.types().isEmpty() && call.types().stream().allMatch(Type.Poison.class::isInstance);
    Node node = in.checked(first, () -> poisoned
        ? builder.addPoisoned(path, call.op(), call.operands(), layer, location)
        : builder.add(path, call.op(), call.operands(), layer, location));
    if (!node.types().equals(call.types())) {
      throw in.error(first, "found the types " + call.types() + ", required " + node.types());
    }
  }

  private Call input() {
    in.expect(":");
    TensorType type = values.tensorType();
    return new Call(new InputOp(type), List.of(), List.of(type));
  }

  private Call constant() {
    in.expect("{");
    List<Attr> elements = in.list("}", values::attr);
    in.expect(":");
    Token first = in.peek();
    TensorType type = values.tensorType();
    Tensor contents = in.checked(first, () -> contents(type, elements));
    return new Call(new Constant(contents), List.of(), List.of(type));
  }

  private static Tensor contents(TensorType type, List<Attr> elements) {
    int[] shape = type.shape() instanceof Shape.Ranked(List<Dim> dims)
        ? dims.stream().mapToInt(dim -> Math.toIntExact(dim.at(Map.of()))).toArray()
        : new int[] {-1};
    return type.dtype().isReal()
        ? Tensor.ofReals(type.dtype(), shape, elements.stream().mapToDouble(IrNodeReader::real).toArray())
        : Tensor.ofIntegers(type.dtype(), shape, elements.stream().mapToLong(IrNodeReader::integer).toArray());
  }

  private static double real(Attr attr) {
    return switch (attr) {
      case Attr.Real(double value) -> value;
      case Attr.Int(long value) -> value;
      default -> throw new IllegalArgumentException("found " + attr + " among the contents, required a number");
    };
  }

  private static long integer(Attr attr) {
    if (attr instanceof Attr.Int(long value)) {
      return value;
    }
    throw new IllegalArgumentException("found " + attr + " among the contents, required an integer");
  }

  private Call opaque() {
    List<Operand> operands = operands();
    setting("domain");
    String domain = in.text("a domain in quotes");
    setting("name");
    String name = in.text("a name in quotes");
    setting("version");
    int version = in.smallInteger("a version");
    setting("attributes");
    in.expect("{");
    SequencedMap<String, Attr> attributes = values.settings("}");
    setting("regions");
    in.expect("[");
    List<Graph> regions = in.nested(() -> in.list("]", () -> IrParser.graph(in)));
    List<Type> types = types();
    return new Call(new OpaqueOp(domain, name, version, attributes, regions, types.size()), operands, types);
  }

  private void setting(String name) {
    in.expect(name);
    in.expect("=");
  }

  private Op fused() {
    in.expect("{");
    Token first = in.peek();
    OpSpec spec = spec(in.take());
    List<Integer> own = positions();
    Op anchor = op(first, spec);
    List<Fused.Stage> stages = new ArrayList<>();
    while (in.accept(";")) {
      stages.add(stage());
    }
    in.expect("}");
    for (int i = 0; i < own.size(); i++) {
      if (own.get(i) != i) {
        throw in.error(first, "found operands " + own + " for the first op, required the first ones in order");
      }
    }
    return in.checked(first, () -> new Fused(anchor, own.size(), stages));
  }

  private Fused.Stage stage() {
    Token first = in.peek();
    OpSpec spec = spec(in.take());
    List<Integer> operands = new ArrayList<>(positions());
    int chained = operands.indexOf(SO_FAR);
    if (chained < 0) {
      throw in.error(first, "found no operand `^`, which stands for the value so far");
    }
    operands.remove(chained);
    if (operands.contains(SO_FAR)) {
      throw in.error(first, "found `^` twice, required once");
    }
    return new Fused.Stage(op(first, spec), chained, operands);
  }

  private List<Integer> positions() {
    in.expect("(");
    return in.list(")", () -> in.accept("^") ? SO_FAR : position());
  }

  private Integer position() {
    Token first = in.peek();
    int position = in.smallInteger("the position of an operand, or `^`");
    if (position < 0) {
      throw in.error(first, "found " + position + ", required the position of an operand, or `^`");
    }
    return position;
  }

  private OpSpec spec(Token name) {
    return Ops.named(name.text()).filter(spec -> spec.name().equals(name.text()))
        .orElseThrow(() -> in.error(name, "found " + name.shown() + ", required an operation that Nacre knows"));
  }

  /** The op with the attributes that follow. */
  private Op op(Token first, OpSpec spec) {
    SequencedMap<String, Attr> attributes = new LinkedHashMap<>();
    while (in.at(Kind.NAME)) {
      String name = in.take().text();
      in.expect("=");
      attributes.put(name, spec.settings().stream().filter(setting -> setting.name().equals(name)).findFirst()
          .map(setting -> attr(setting.kind())).orElseGet(values::attr));
    }
    return in.checked(first, () -> spec.create(attributes));
  }

  private Attr attr(SettingKind kind) {
    return switch (kind) {
      case SettingKind.Extents _ -> values.extents();
      case SettingKind.Word(List<String> choices) -> new Attr.Word(in.name("one of " + choices));
      default -> values.attr();
    };
  }

  private List<Type> types() {
    in.expect(":");
    return in.accept("(") ? in.list(")", values::type) : List.of(values.type());
  }

  private List<Operand> operands() {
    in.expect("(");
    return in.list(")", this::operand);
  }

  private Operand operand() {
    if (in.at("$")) {
      return param();
    }
    return in.accept("_") ? Operand.ABSENT : value();
  }

  Operand.ParamRef param() {
    in.expect("$");
    Token at = in.peek();
    String path = in.name("a parameter's path");
    Operand.ParamRef ref = params.get(path);
    if (ref == null) {
      throw in.error(at, "found no parameter `" + path + "` above");
    }
    return ref;
  }

  Value value() {
    in.expect("%");
    Token at = in.peek();
    if (!in.at(Kind.NUMBER)) {
      throw in.unexpected("a node's number");
    }
    String[] parts = in.take().text().split("\\.", 2);
    return in.checked(at, () -> {
      Value value = new Value(Integer.parseInt(parts[0]), parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
      if (value.node() >= builder.size() || value.port() >= builder.node(value.node()).types().size()) {
        throw new IllegalArgumentException("found %" + at.text() + ", required a result of a node above");
      }
      return value;
    });
  }
}
