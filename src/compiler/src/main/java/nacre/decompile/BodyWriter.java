package nacre.decompile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Writes the lines of a body as statements. What is read once, by the line that follows, becomes part of that line's
 * statement; everything else is bound to a name. The order in which nodes are made stays that of the lines.
 */
final class BodyWriter {
  private static final int WIDTH = 98;
  /** What the value that runs through a model is called. */
  private static final String TRUNK = "x";

  /** A line's value that has no name yet. */
  private record Pending(Body.Source source, String base, Expression expression) {}

  private final Body body;
  private final Environment environment;
  private final ValueNames names;
  private final Segments segments = new Segments();
  private final int indent;
  private final Map<Body.Source, String> variables = new HashMap<>();
  private final Map<Body.Source, Integer> reads = new HashMap<>();
  /** Names that values must have if they have one: those of outputs. */
  private final Map<Body.Source, String> wishes = new HashMap<>();
  private final List<Pending> pending = new ArrayList<>();
  private final List<String> out = new ArrayList<>();

  /** @param indent columns to the left of its statements */
  BodyWriter(Body body, Environment environment, ValueNames names, int indent) {
    this.body = body;
    this.environment = environment;
    this.names = names;
    this.indent = indent;
    body.lines().forEach(line -> line.inputs().forEach(source -> reads.merge(source, 1, Integer::sum)));
    body.results().forEach(source -> reads.merge(source, 1, Integer::sum));
    for (int i = 0; i < body.entries(); i++) {
      bind(new Body.Entry(i), environment.entries().get(i));
    }
    body.lines().stream().flatMap(line -> line.args().stream()).flatMap(arg -> environment.shapeIn(arg).stream())
        .forEach(names::keep);
  }

  private void bind(Body.Source source, String name) {
    variables.put(source, name);
    names.holds(name, reads.getOrDefault(source, 0));
  }

  /** The statements of a block: the last one is its value. */
  List<String> block() {
    lines();
    statement("", result());
    return out;
  }

  /** The statements of a turn of a loop, the last of which binds {@code name} anew. */
  List<String> turn(String name) {
    lines();
    Expression result = result();
    if (!result.equals(Expression.variable(name))) {
      statement(name + " = ", result);
    }
    return out;
  }

  private Expression result() {
    return pending.isEmpty()
        ? Expression.variable(variable(body.results().getFirst()))
        : pending.removeLast().expression();
  }

  /**
   * The statements of a model, with its outputs.
   *
   * @param settings what follows the statement of each output, or nothing
   */
  List<String> model(List<String> outputs, List<String> settings) {
    OutputNames said = new OutputNames(body.results(), outputs, settings);
    environment.entries().forEach(segments::take);
    for (int i = 0; i < outputs.size(); i++) {
      wishes.putIfAbsent(body.results().get(i), outputs.get(i));
    }
    parameters();
    numbered((number, line) -> {
      line(number, line);
      if (!pending.isEmpty() && said.isNext(pending.getLast().source()) && readsOnce(pending.getLast().source())) {
        Pending last = pending.removeLast();
        spill();
        statement("output " + said.name() + " = ", last.expression());
        out.add(out.removeLast() + said.next());
      }
    });
    spill();
    while (said.hasNext()) {
      String name = variable(said.source());
      out.add("output " + said.name() + (name.equals(said.name()) ? "" : " = " + name) + said.next());
    }
    return out;
  }

  private boolean readsOnce(Body.Source source) {
    return reads.getOrDefault(source, 0) == 1;
  }

  private String variable(Body.Source source) {
    String name = variables.get(source);
    if (name == null) {
      throw new IllegalStateException("no name for " + source);
    }
    return name;
  }

  private void lines() {
    parameters();
    numbered(this::line);
  }

  /** Parameters of the body's own come first. */
  private void parameters() {
    numbered((number, line) -> {
      if (line.callee() instanceof Callee.Parameter parameter) {
        parameter(number, line, parameter);
      }
    });
  }

  private void numbered(BiConsumer<Integer, Body.Line> each) {
    for (int number = 0; number < body.lines().size(); number++) {
      each.accept(number, body.lines().get(number));
    }
  }

  private void line(int number, Body.Line line) {
    switch (line.callee()) {
      case Callee.Parameter _ -> {}
      case Callee.Loop loop -> loop(number, line, loop);
      case Callee.Operation _, Callee.Shared _ when line.callee().results() > 1 -> several(number, line);
      case Callee.Operation _, Callee.Shared _, Callee.Call _ -> {
        Body.Source source = new Body.Local(number, 0);
        Expression expression = expression(line);
        pending.add(new Pending(source, Bases.of(line.callee()), expression));
        if (!readsOnce(source)) {
          spill();
        }
      }
    }
  }

  /** Gives names to all values that have none, in their order. */
  private void spill() {
    for (Pending value : List.copyOf(pending)) {
      name(value);
    }
    pending.clear();
  }

  private void name(Pending value) {
    value.expression().read().forEach(names::read);
    String name = Optional.ofNullable(wishes.get(value.source()))
        .or(() -> names.free(value.expression().read(), TRUNK))
        .orElseGet(() -> names.isTaken(TRUNK) ? fresh(value.base()) : names.fresh(TRUNK));
    bind(value.source(), name);
    statement(name + " = ", value.expression());
  }

  /** A letter where what is called has a long name. */
  private String fresh(String base) {
    return base.contains("_") ? names.letter() : names.fresh(base);
  }

  private void statement(String prefix, Expression expression) {
    List<String> lines = expression.lines(prefix, WIDTH - indent);
    out.add(lines.getFirst());
    lines.stream().skip(1).forEach(line -> out.add("  " + line));
  }

  /** The values of a line's inputs; those without a name get one unless the line can take them as they are. */
  private List<Expression> inputs(Body.Line line, boolean operator) {
    List<Body.Source> taken = line.inputs().stream().filter(source -> unnamed(source).isPresent()).toList();
    List<Body.Source> top = pending.subList(Math.max(0, pending.size() - taken.size()), pending.size()).stream()
        .map(Pending::source).toList();
    boolean fits = operator
        ? taken.stream().noneMatch(source -> unnamed(source).filter(Expression::isPipe).isPresent())
        : taken.isEmpty() || taken.size() == 1 && line.inputs().getFirst().equals(taken.getFirst()) && isPiped(line);
    if (!fits || !taken.equals(top)) {
      spill();
    }
    List<Expression> values = line.inputs().stream()
        .map(source -> unnamed(source).orElseGet(() -> Expression.variable(variable(source)))).toList();
    pending.removeIf(value -> taken.contains(value.source()));
    return values;
  }

  private Optional<Expression> unnamed(Body.Source source) {
    return pending.stream().filter(value -> value.source().equals(source)).findFirst().map(Pending::expression);
  }

  /** Whether the first input of a line is a value that can stand before a pipe. */
  private static boolean isPiped(Body.Line line) {
    List<Callee.Port> ports = line.callee().ports();
    return !ports.isEmpty() && !ports.getFirst().literal() && !ports.getFirst().named()
        && !(line.callee() instanceof Callee.Operation op && op.list());
  }

  private Expression expression(Body.Line line) {
    Optional<String> label = segments.label(CallText.name(line.callee(), environment));
    if (line.callee() instanceof Callee.Operation op && Sign.of(op).isPresent() && label.isEmpty()) {
      return Sign.of(op).get().expression(operands(line, inputs(line, true)));
    }
    List<Expression> values = inputs(line, false);
    String suffix = label.map(name -> " as \"" + name + "\"").orElse("");
    CallText call = CallText.of(line, values.stream().map(Expression::head).toList(), environment);
    List<String> read = values.stream().flatMap(value -> value.read().stream()).toList();
    boolean piped =
        isPiped(line) && (values.getFirst().isPipe() || call.tensors().size() == 1 || !isVariable(values.getFirst()));
    return piped
        ? values.getFirst().through(call.stage() + suffix, read.subList(values.getFirst().read().size(), read.size()))
        : new Expression(call.whole() + suffix, label.isEmpty() ? Expression.TERM : 0, List.of(), read);
  }

  private static boolean isVariable(Expression value) {
    return !value.isPipe() && value.read().equals(List.of(value.head()));
  }

  /** The operands of an operator: literals are among them. */
  private List<Expression> operands(Body.Line line, List<Expression> values) {
    List<Expression> operands = new ArrayList<>();
    int value = 0;
    int arg = 0;
    for (Callee.Port port : line.callee().ports()) {
      operands.add(port.literal()
          ? Expression.literal(environment.text(line.args().get(arg++)))
          : values.get(value++));
    }
    return operands;
  }

  private void parameter(int number, Body.Line line, Callee.Parameter parameter) {
    String name = names.fresh(Bases.ofParameter(body, number));
    CallText sizes = CallText.of(
        new Body.Line(new Callee.Operation("", List.of(), false, true, parameter.settings(), 1), List.of(), line.args(),
            line.implied()),
        List.of(), environment);
    segments.take(name);
    names.keep(name);
    bind(new Body.Local(number, 0), name);
    out.add("param " + name + ": " + parameter.dtype().text() + "["
        + String.join("", sizes.arguments()) + "]");
  }

  private void several(int number, Body.Line line) {
    Expression expression = expression(line);
    spill();
    expression.read().forEach(names::read);
    String base = Bases.of(line.callee());
    List<String> results = new ArrayList<>();
    for (int port = 0; port < line.callee().results(); port++) {
      String name = fresh(base);
      bind(new Body.Local(number, port), name);
      results.add(name);
    }
    statement(String.join(", ", results) + " = ", expression);
  }

  private void loop(int number, Body.Line line, Callee.Loop loop) {
    spill();
    List<String> entries = new ArrayList<>(line.inputs().stream().map(this::variable).toList());
    entries.forEach(names::read);
    String chain = entries.get(loop.chain());
    if (!names.isFree(chain)) {
      String fresh = names.fresh(TRUNK);
      out.add(fresh + " = " + chain);
      chain = fresh;
      entries.set(loop.chain(), fresh);
    }
    String segment = names.segment();
    List<String> params = line.args().stream().skip(1).map(environment::text).toList();
    Environment inner = new Environment(environment.layers(), params, entries, environment.extent());
    String own = chain;
    entries.stream().filter(entry -> !entry.equals(own)).forEach(names::keep);
    BodyWriter turn = new BodyWriter(loop.body(), inner, names, indent + 2);
    List<String> statements = turn.turn(chain);
    out.add("repeat " + environment.text(line.args().getFirst()) + " as " + segment + " {");
    statements.forEach(statement -> out.add("  " + statement));
    out.add("}");
    bind(new Body.Local(number, 0), chain);
  }
}
