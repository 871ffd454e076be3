package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.ir.TensorType;
import nacre.source.Note;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Syntax;

/** Binds the parameters of one use of a block or model: checks their types, fills in defaults, names their dims. */
final class ParameterBinder {
  private final Expansion expansion;
  private final BlockDef def;
  private final Scope scope;
  private final DimBinder dims;

  ParameterBinder(Expansion expansion, BlockDef def, Scope scope) {
    this.expansion = expansion;
    this.def = def;
    this.scope = scope;
    this.dims = new DimBinder(expansion, def, scope);
  }

  /** @param call where the use stands, for what is missing */
  void bind(Map<String, Given> given, Span call) {
    requireAll(given, call);
    for (Parameter param : def.params()) {
      Given argument = Optional.ofNullable(given.get(param.name())).orElseGet(() -> fallback(param));
      bind(param, accept(param, argument));
    }
    dims.checkRest();
  }

  private void bind(Parameter param, Datum value) {
    scope.declare(param.name(), value);
    boolean block = param.type().expect().calls() == Expect.Calls.BLOCK;
    if (block && value instanceof Datum.Poison) {
      scope.declare(param.name(), new Callee.Poisoned());
    }
  }

  private void requireAll(Map<String, Given> given, Span call) {
    List<Parameter> missing = def.params().stream()
        .filter(param -> param.fallback().isEmpty() && !given.containsKey(param.name()))
        .filter(param -> !(param.type() instanceof ParamType.Broken)).toList();
    if (!missing.isEmpty()) {
      String needs =
          String.join(", and ", missing.stream().map(p -> "`" + p.name() + "`, " + p.type().required()).toList());
      String how = def.syntax() instanceof Syntax.Model
          ? "; set it from outside, for instance with --set, or give it a default" : "";
      throw Failure.of(ErrorKind.MISSING_ARGUMENT, call, "`" + def.name() + "` needs " + needs + how)
          .with(Note.at(missing.getFirst().span(), "declared here, without a default"));
    }
  }

  private Given fallback(Parameter param) {
    if (param.fallback().isEmpty()) {
      return new Given(expansion.poison(), param.span(), Optional.empty());
    }
    Expr written = param.fallback().get();
    return new Given(expansion.evaluator.value(written, param.type().expect(), scope), written.span(),
        Optional.empty());
  }

  private Datum accept(Parameter param, Given argument) {
    try {
      return accept(param.type(), param.name(), argument.value(), argument.span());
    } catch (Failure failure) {
      boolean explained = param.span().equals(argument.span()) || failure.hasNotes();
      Failure placed = explained ? failure : failure.with(Note.at(param.span(), "declared here"));
      throw new Producers(expansion.graph).explain(placed, new LinkedHashMap<>(Map.of(param.name(), argument)));
    }
  }

  private Datum accept(ParamType type, String name, Datum value, Span at) {
    if (value instanceof Datum.Poison || type instanceof ParamType.Broken) {
      dims.poison(type);
      return expansion.poison();
    }
    return switch (type) {
      case ParamType.OptionalOf _ when value instanceof Datum.None -> value;
      case ParamType.OptionalOf(ParamType inner) -> accept(inner, name, value, at);
      case ParamType.Plain plain when plain.take(value).isPresent() -> plain.take(value).orElseThrow();
      case ParamType.AnyTensor _ when value instanceof Datum.Tensor -> value;
      case ParamType.Shaped(var written) when value instanceof Datum.Tensor(_, TensorType found) -> {
        dims.check(name, written, found, at);
        yield value;
      }
      case ParamType.Choice(List<String> words) when value instanceof Datum.Word(String word, _)
          && words.contains(word) ->
          Expect.words(words).word(word);
      case ParamType.ListOf(ParamType element) when value instanceof Datum.Many(List<Datum> items) ->
          list(element, name, items, at);
      case ParamType.BlockType _ when value instanceof Datum.Part(Partial partial) -> part(partial, name, value, at);
      default -> throw mismatch(type, name, value, at);
    };
  }

  private Datum list(ParamType element, String name, List<Datum> items, Span at) {
    List<Datum> accepted = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      accepted.add(accept(element, name + "[" + i + "]", items.get(i), at));
    }
    return Datum.list(accepted);
  }

  private static Datum part(Partial partial, String name, Datum value, Span at) {
    if (partial.target() instanceof Callee.OfBlock(BlockDef def, _)
        && def.params().stream().anyMatch(param -> param.type().expect().calls() == Expect.Calls.BLOCK)) {
      throw Failure.of(ErrorKind.TYPE_ERROR, at, "`" + name + "`: found `" + def.name()
          + "`, which takes a block itself; required an op, or a block whose parameters are no blocks");
    }
    return value;
  }

  private static Failure mismatch(ParamType type, String name, Datum value, Span at) {
    boolean known = !type.isTensor() && value.dynamic();
    String hint = type instanceof ParamType.AnyTensor && !value.dynamic()
        ? "; a parameter without a type is a tensor, write `" + name + ": " + wanted(value) + "` for something else"
        : "";
    return Failure.of(known ? ErrorKind.NOT_STATIC : ErrorKind.TYPE_ERROR, at,
        "`" + name + "`: found " + value.describe() + ", required " + type.required() + hint);
  }

  private static String wanted(Datum value) {
    return switch (value) {
      case Datum.Int _, Datum.Size _ -> "int";
      case Datum.Real _ -> "float";
      case Datum.Bool _ -> "bool";
      case Datum.Text _ -> "string";
      case Datum.Many _ -> "[int]";
      case Datum.Part _ -> "block";
      default -> "tensor?";
    };
  }
}
