package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.ir.op.OpSpec;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Syntax;

/** Calls: finds out what is called, fills its parameters, and uses it. */
final class Uses {
  /**
   * A call as written.
   *
   * @param key  the record that its segment is found by
   * @param span without an {@code as} name
   */
  record Site(Object key, Syntax.Dotted callee, List<Syntax.Arg> args, Span span) {}

  private final Expansion expansion;
  private final OpCaller ops;
  private final BlockCaller blocks;

  Uses(Expansion expansion) {
    this.expansion = expansion;
    this.ops = new OpCaller(expansion);
    this.blocks = new BlockCaller(expansion);
  }

  /** @param piped what stands before the pipe */
  Datum call(Site site, List<Given> piped, Scope scope) {
    expansion.depth.enter(Depth.CALL, site.span());
    try {
      return dispatch(site, piped, scope);
    } finally {
      expansion.depth.leave(Depth.CALL);
    }
  }

  private Datum dispatch(Site site, List<Given> piped, Scope scope) {
    Callee callee = expansion.callees.find(site.callee(), scope);
    return switch (callee) {
      case Callee.Function(StaticFunction function) -> function(function, site, piped, scope);
      case Callee.Poisoned _ -> {
        evaluateAll(site.args(), scope);
        yield expansion.poison();
      }
      case Callee.OfPart(Partial partial) ->
          use(partial.target(), site, piped, partial.arguments(), scope, Optional.empty());
      case Callee.OfLayer(DeclaredLayer layer) ->
          use(layer.partial().target(), site, piped, layer.partial().arguments(), scope, Optional.of(layer));
      case Callee.OfOp _, Callee.OfBlock _ -> use(callee, site, piped, new LinkedHashMap<>(), scope, Optional.empty());
    };
  }

  private Datum use(Callee target, Site site, List<Given> piped, SequencedMap<String, Given> preset, Scope scope,
      Optional<DeclaredLayer> layer) {
    Instance instance = scope.instance();
    return switch (target) {
      case Callee.OfOp op -> {
        SequencedMap<String, Given> given =
            expansion.arguments.of(expansion.signature(op), piped, site.args(), preset, scope);
        yield ops.call(op, given, use(site, instance, layer), instance);
      }
      case Callee.OfBlock(BlockDef def, _) -> {
        if (def.broken()) {
          evaluateAll(site.args(), scope);
          yield expansion.poison();
        }
        SequencedMap<String, Given> given =
            expansion.arguments.of(expansion.signature(def), piped, site.args(), preset, scope);
        yield blocks.call(def, given, use(site, instance, layer), instance);
      }
      case Callee.Poisoned _ -> expansion.poison();
      default -> throw new IllegalStateException("no op or block: " + target);
    };
  }

  private static Use use(Site site, Instance instance, Optional<DeclaredLayer> layer) {
    return new Use(site.span(), instance.segments().of(site.key(), site.span()), layer);
  }

  /** A function of what is known; of tensors it is the op of that name. */
  private Datum function(StaticFunction function, Site site, List<Given> piped, Scope scope) {
    List<Given> given = new ArrayList<>(piped);
    List<Syntax.Arg> rest = site.args();
    if (given.isEmpty() && !rest.isEmpty() && rest.getFirst().name().isEmpty()) {
      Syntax.Arg first = rest.getFirst();
      Optional<String> written =
          first.value() instanceof Expr.Ref(Syntax.Name name) ? Optional.of(name.text()) : Optional.empty();
      given.add(new Given(expansion.evaluator.argument(first.value(), Expect.VALUE, scope), first.span(), written));
      rest = rest.subList(1, rest.size());
    }
    Optional<Callee.OfOp> op = Callees.op(function.text());
    boolean list = op.isPresent() && op.get().spec().inputs().getFirst().arity() == OpSpec.Arity.LIST;
    if (list && given.size() == 1 && !(given.getFirst().value() instanceof Datum.Many)) {
      while (!rest.isEmpty() && rest.getFirst().name().isEmpty()) {
        Syntax.Arg next = rest.getFirst();
        given.add(new Given(expansion.evaluator.argument(next.value(), Expect.VALUE, scope), next.span(),
            Optional.empty()));
        rest = rest.subList(1, rest.size());
      }
    }
    if (op.isPresent() && given.stream().anyMatch(argument -> argument.value().dynamic())) {
      return use(op.get(), new Site(site.key(), site.callee(), rest, site.span()),
          list && given.size() > 1 ? List.of(joined(given)) : given, new LinkedHashMap<>(), scope, Optional.empty());
    }
    List<Datum> arguments = new ArrayList<>(given.stream().map(Given::value).toList());
    for (Syntax.Arg arg : rest) {
      if (arg.name().isPresent()) {
        throw Failure.of(ErrorKind.UNKNOWN_ARGUMENT, arg.span(),
            "`" + function.text() + "` has no argument `" + arg.name().get().text() + "`; it takes values by position");
      }
      arguments.add(expansion.evaluator.argument(arg.value(), Expect.VALUE, scope));
    }
    return function.apply(arguments, site.span());
  }

  /** Several values as the one list that an op takes. */
  private static Given joined(List<Given> given) {
    return new Given(Datum.list(given.stream().map(Given::value).toList()),
        given.getFirst().span().to(given.getLast().span()), Optional.empty());
  }

  /** For the errors in them, and the layers that they would make. */
  private void evaluateAll(List<Syntax.Arg> args, Scope scope) {
    args.forEach(arg -> expansion.evaluator.value(arg.value(), Expect.FACT, scope));
  }
}
