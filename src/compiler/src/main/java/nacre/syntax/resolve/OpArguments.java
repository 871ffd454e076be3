package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.TypeError;
import nacre.ir.op.Initializers;
import nacre.ir.op.OpSpec;
import nacre.source.Span;

/**
 * What a use of an op says, sorted by what it is about; no part is poison.
 *
 * @param inputs       by name, those that are there
 * @param settings     by name, those of the alias first
 * @param params       parameters that are handed in
 * @param toggles      parameters that are switched on or off
 * @param channelsLast the model's layout, or that of this use
 */
record OpArguments(OpSpec spec, SequencedMap<String, Given> inputs, Map<String, Attr> settings,
    Map<String, Datum.Tensor> params, Map<String, Boolean> toggles, boolean channelsLast) {

  /** @throws Failure if something is missing, or of the wrong kind */
  static OpArguments of(Callee.OfOp op, SequencedMap<String, Given> given, Span call, boolean channelsLast) {
    OpArguments said = new OpArguments(op.spec(), new LinkedHashMap<>(),
        new HashMap<>(op.spec().aliases().getOrDefault(op.written(), Map.of())), new HashMap<>(), new HashMap<>(),
        layout(given).orElse(channelsLast));
    said.inputs().putAll(given);
    said.inputs().keySet().retainAll(op.spec().inputs().stream().map(OpSpec.In::name).toList());
    op.spec().inputs().stream().filter(in -> in.arity() == OpSpec.Arity.LIST && said.inputs().containsKey(in.name()))
        .forEach(said::list);
    given.forEach(said::sort);
    said.requireNoContradiction(given);
    said.requireTensor(op);
    said.requireRank(given);
    said.requireAll(op, call);
    return said;
  }

  private static Optional<Boolean> layout(Map<String, Given> given) {
    return Optional.ofNullable(given.get(Signature.LAYOUT)).map(argument -> switch (argument.value()) {
      case Datum.Word(String word, _) when Layouts.isLayout(word) -> Layouts.isChannelsLast(word);
      default ->
          throw Failure.of(ErrorKind.TYPE_ERROR, argument.span(), "`layout`: found " + argument.value().describe()
              + ", required one of " + String.join(", ", Layouts.NAMES));
    });
  }

  private void sort(String name, Given argument) {
    if (name.equals(Signature.LAYOUT) || inputs.containsKey(name)) {
      return;
    }
    if (spec.settings().stream().anyMatch(setting -> setting.name().equals(name))) {
      settings.put(name, setting(name, argument));
    } else if (isSwitch(name)) {
      parameter(name, argument);
    } else {
      Attr init = Attrs.of(argument.value(), argument.span());
      checkInit(name, init, argument.span());
      settings.put(name, init);
    }
  }

  private static Attr setting(String name, Given argument) {
    if (argument.value().dynamic()) {
      throw Failure.of(ErrorKind.NOT_STATIC, argument.span(), "`" + name + "`: found " + argument.value().describe()
          + ", required a value that is known while the model is unrolled");
    }
    return Attrs.of(argument.value(), argument.span());
  }

  private boolean isSwitch(String name) {
    return spec.params().stream().anyMatch(p -> p.name().equals(name) || p.toggle().equals(Optional.of(name)));
  }

  private void parameter(String name, Given argument) {
    Optional<OpSpec.ParamSpec> param = spec.params().stream().filter(p -> p.name().equals(name))
        .findFirst().or(() -> spec.params().stream()
            .filter(p -> p.toggle().equals(Optional.of(name)) && p.role().words().contains(name)).findFirst());
    boolean optional = param.map(p -> p.toggle().isPresent()).orElse(true);
    switch (argument.value()) {
      case Datum.Tensor tensor when param.isPresent() -> handIn(param.get(), tensor, name, argument.span());
      case Datum.Bool(boolean on) when optional -> toggles.put(name, on);
      case Datum.None _ when optional -> toggles.put(name, false);
      default -> throw Failure.of(ErrorKind.TYPE_ERROR, argument.span(), "`" + name + "`: found "
          + argument.value().describe() + ", required " + (param.isPresent() ? "a parameter" : "")
          + (param.isPresent() && optional ? ", " : "") + (optional ? "`true`, `false` or `none`" : ""));
    }
  }

  private void handIn(OpSpec.ParamSpec param, Datum.Tensor tensor, String name, Span at) {
    if (params.putIfAbsent(param.name(), tensor) != null) {
      throw Failure.of(ErrorKind.SURPLUS_ARGUMENT, at,
          "`" + spec.name() + "`: found `" + param.name() + "` twice, here as `" + name + "`, required once");
    }
  }

  /** What is handed in cannot be left out. */
  private void requireNoContradiction(Map<String, Given> given) {
    for (OpSpec.ParamSpec param : spec.params()) {
      Optional<Given> off = param.toggle().filter(toggle -> Boolean.FALSE.equals(toggles.get(toggle)))
          .map(given::get);
      if (off.isPresent() && params.containsKey(param.name())) {
        throw Failure.of(ErrorKind.INVALID_ARGUMENT, off.get().span(), "`" + param.toggle().orElseThrow() + "`: found "
            + off.get().value().describe() + ", but `" + param.name() + "` is handed in; say one of them");
      }
    }
  }

  private static void checkInit(String name, Attr init, Span at) {
    try {
      Initializers.of(init);
    } catch (TypeError e) {
      throw Failure.of(ErrorKind.INVALID_ARGUMENT, at, "`" + name + "`: " + e.text());
    }
  }

  /** Whoever thinks of layers that are made first and applied later leaves the input out, and a setting takes its place. */
  private void requireTensor(Callee.OfOp op) {
    Optional<OpSpec.In> first = spec.inputs().stream().findFirst().filter(in -> in.arity() == OpSpec.Arity.ONE);
    Optional<Given> given = first.flatMap(in -> input(in.name()));
    if (given.isPresent() && !given.get().value().dynamic() && firstTensor().isEmpty()) {
      throw Failure.of(ErrorKind.TYPE_ERROR, given.get().span(), "`" + first.get().name() + "`: found "
          + given.get().value().describe() + ", required a tensor; write it in front: `x -> " + op.written() + "`");
    }
  }

  private void requireRank(Map<String, Given> given) {
    Optional<Given> layout = Optional.ofNullable(given.get(Signature.LAYOUT));
    if (layout.isPresent() && layout.get().value() instanceof Datum.Word(String word, _)) {
      firstTensor().filter(TensorType::isRanked)
          .ifPresent(type -> Layouts.requireRank(word, type, ErrorKind.INVALID_ARGUMENT, layout.get().span()));
    }
  }

  private void requireAll(Callee.OfOp op, Span call) {
    List<String> missing = new ArrayList<>();
    spec.inputs().stream().filter(in -> in.arity() != OpSpec.Arity.OPTIONAL && !inputs.containsKey(in.name()))
        .forEach(in -> missing
            .add("`" + in.name() + "`, " + (in.arity() == OpSpec.Arity.LIST ? "a list of tensors" : "a tensor")));
    spec.settings().stream().filter(this::isMissing)
        .forEach(setting -> missing.add("`" + setting.name() + "`, " + setting.kind().required()));
    if (!missing.isEmpty()) {
      throw Failure.of(ErrorKind.MISSING_ARGUMENT, call,
          "`" + op.written() + "` needs " + String.join("; and ", missing));
    }
  }

  private boolean isMissing(OpSpec.Setting setting) {
    boolean implied = setting.source().map(source -> params.containsKey(source.param())).orElse(false);
    return !settings.containsKey(setting.name()) && setting.fallback().isEmpty() && setting.like().isEmpty()
        && !implied;
  }

  Optional<Given> input(String name) {
    return Optional.ofNullable(inputs.get(name));
  }

  /** The elements of an input that takes several values. */
  List<Given> list(OpSpec.In input) {
    Given given = input(input.name()).orElseThrow();
    List<Datum> items = switch (given.value()) {
      case Datum.Many(List<Datum> many) -> many;
      case Datum.Tuple(List<Datum> many) -> many;
      default -> throw Failure.of(ErrorKind.TYPE_ERROR, given.span(), "`" + input.name() + "`: found "
          + given.value().describe() + ", required a list of tensors: `" + spec.name() + "([a, b])`");
    };
    if (items.isEmpty()) {
      throw Failure.of(ErrorKind.TYPE_ERROR, given.span(),
          "`" + input.name() + "`: found an empty list, required tensors");
    }
    return items.stream().map(item -> new Given(item, given.span(), Optional.empty())).toList();
  }

  /** The type of the first tensor of numbers among the inputs, else of the first one: what numbers beside it become. */
  Optional<TensorType> firstTensor() {
    List<TensorType> types = inputs.values().stream().flatMap(given -> switch (given.value()) {
      case Datum.Many(List<Datum> items) -> items.stream();
      case Datum.Tuple(List<Datum> items) -> items.stream();
      case Datum other -> List.of(other).stream();
    }).filter(Datum.Tensor.class::isInstance).map(value -> ((Datum.Tensor) value).type()).toList();
    return types.stream().filter(type -> type.dtype() != DType.BOOL).findFirst().or(() -> types.stream().findFirst());
  }

  Map<String, TensorType> givenTypes() {
    Map<String, TensorType> types = new HashMap<>();
    params.forEach((name, tensor) -> types.put(name, tensor.type()));
    return types;
  }

  Operand givenOperand(String param) {
    return Optional.ofNullable(params.get(param)).map(Datum.Tensor::operand).orElseThrow();
  }
}
