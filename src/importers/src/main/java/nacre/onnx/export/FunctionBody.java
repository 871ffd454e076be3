package nacre.onnx.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.onnx.OperatorWords;

/**
 * The body of a function. It sees nothing but its inputs: those for the operands of an op, and behind them inputs of the
 * model whose shapes it needs.
 */
final class FunctionBody implements Body {
  /** What any function may ask the model for. */
  private final List<Source.Typed> around;
  private final List<Source.Typed> inputs;
  private final List<String> given = new ArrayList<>();
  private final Names names = new Names();
  private final List<OnnxNode> operators = new ArrayList<>();
  private final Map<String, String> symbols = new HashMap<>();
  private final Map<Tensor, String> constants = new HashMap<>();

  FunctionBody(List<Source.Typed> operands, List<Source.Typed> around) {
    this.around = around;
    this.inputs = new ArrayList<>(operands);
    operands.forEach(operand -> names.unique(operand.name()));
  }

  List<OnnxNode> operators() {
    return operators;
  }

  List<String> inputs() {
    return inputs.stream().map(Source.Typed::name).toList();
  }

  /** Inputs of the model that a call hands in behind the operands. */
  List<String> given() {
    return given;
  }

  /** Results under names of their own: none is an input. */
  List<String> outputs(List<String> results) {
    List<String> outputs = new ArrayList<>();
    for (String result : results) {
      boolean taken = inputs().contains(result) || outputs.contains(result);
      outputs.add(taken ? operator("Identity", Settings.none(), result) : result);
    }
    return outputs;
  }

  @Override
  public void add(OnnxNode operator) {
    operators.add(operator);
  }

  @Override
  public String name(String wanted) {
    return names.unique(wanted);
  }

  @Override
  public String constant(String wanted, Tensor contents) {
    return constants.computeIfAbsent(contents, _ -> {
      String name = name("constant");
      add(new OnnxNode("", "", "Constant", List.of(), List.of(name), Settings.none().stored("value", contents).all(),
          OptionalInt.empty()));
      return name;
    });
  }

  @Override
  public String symbol(String symbol) {
    String known = symbols.get(symbol);
    if (known != null) {
      return known;
    }
    String made = extent(symbol);
    symbols.put(symbol, made);
    return made;
  }

  private String extent(String symbol) {
    Source source = Source.of(symbol, inputs).or(() -> Source.of(symbol, around).map(this::handedIn)).orElseThrow(
        () -> new InexpressibleException("no input of the model has the extent `" + symbol + "`"));
    String extent = operator("Shape", Settings.none().whole("start", source.axis()).whole("end", source.axis() + 1L),
        source.name());
    String less = source.summand() == 0 ? extent
        : operator("Sub", Settings.none(), extent, whole(source.summand()));
    return source.factor() == 1 ? less : operator("Div", Settings.none(), less, whole(source.factor()));
  }

  private String whole(long value) {
    return constant("", Tensor.ofIntegers(DType.I64, new int[] {1}, new long[] {value}));
  }

  private String operator(String type, Settings settings, String... operands) {
    String name = name(OperatorWords.of(type));
    add(new OnnxNode("", "", type, List.of(operands), List.of(name), settings.all(), OptionalInt.empty()));
    return name;
  }

  private Source handedIn(Source source) {
    String name = name("like");
    given.add(source.name());
    around.stream().filter(value -> value.name().equals(source.name())).findFirst()
        .ifPresent(value -> inputs.add(new Source.Typed(name, value.type())));
    return new Source(name, source.axis(), source.factor(), source.summand());
  }

  @Override
  public List<String> results() {
    return List.of();
  }

}
