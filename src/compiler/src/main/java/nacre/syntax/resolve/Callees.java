package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.ir.op.OpSpec;
import nacre.ir.op.Ops;
import nacre.source.Nearest;
import nacre.source.Span;
import nacre.syntax.Syntax;

/**
 * What names of callees stand for: layers and block parameters of the body first, then blocks of the text and of those it
 * uses, then ops and functions. Values of the same name do not matter.
 */
final class Callees {
  private final Arguments arguments;

  Callees(Arguments arguments) {
    this.arguments = arguments;
  }

  /** What a name stands for; an error if it stands for nothing. */
  Callee find(Syntax.Dotted name, Scope scope) {
    return look(name, scope).orElseThrow(() -> unknown(name, scope));
  }

  Optional<Callee> look(Syntax.Dotted name, Scope scope) {
    FileUnit unit = scope.instance().unit();
    Optional<Callee> local = name.parts().size() == 1 ? scope.callee(name.text()) : Optional.empty();
    return local.or(() -> block(unit, name))
        .or(() -> name.parts().size() == 1 ? builtIn(name.text()) : Optional.empty());
  }

  private static Optional<Callee> block(FileUnit unit, Syntax.Dotted name) {
    List<FileUnit> contenders = name.parts().size() == 1 ? unit.contenders(name.text()) : List.of();
    if (!contenders.isEmpty()) {
      String files =
          String.join(" and from ", contenders.stream().map(file -> "`" + file.source().name() + "`").toList());
      throw Failure.of(ErrorKind.USE, name.span(), "`" + name.text() + "` comes from " + files
          + "; write `use ... as a` for one of them, and `a." + name.text() + "`");
    }
    return Blocks.find(unit, name).map(def -> new Callee.OfBlock(def, name.last().text()));
  }

  private static Optional<Callee> builtIn(String name) {
    Optional<Callee> function = StaticFunction.named(name).map(Callee.Function::new);
    return function.or(() -> op(name));
  }

  static Optional<Callee.OfOp> op(String name) {
    Optional<OpSpec> spec = Ops.named(name);
    return spec.map(found -> new Callee.OfOp(found, name));
  }

  /** An op or block as an argument, or as what a {@code layer} is made of. */
  Partial partial(Syntax.Dotted name, List<Syntax.Arg> args, Scope scope) {
    Callee callee = find(name, scope);
    String written = name.last().text();
    return switch (callee) {
      case Callee.OfOp op -> new Partial(op, written,
          arguments.withoutInputs(Signature.of(op), args, new LinkedHashMap<>(), scope));
      case Callee.OfBlock(BlockDef def, _) -> new Partial(callee, written,
          withoutInputs(def, written, args, new LinkedHashMap<>(), scope));
      case Callee.OfPart(Partial partial) -> more(partial, args, scope);
      case Callee.Function(StaticFunction function) -> new Partial(op(function.text()).orElseThrow(() -> notAPart(name,
          "a function of numbers and lists")), written, new LinkedHashMap<>());
      case Callee.OfLayer _ -> throw notAPart(name, "a layer, which is one and the same at each use");
      case Callee.Poisoned _ -> throw Failure.silent();
    };
  }

  private Partial more(Partial partial, List<Syntax.Arg> args, Scope scope) {
    SequencedMap<String, Given> filled = switch (partial.target()) {
      case Callee.OfOp op -> arguments.withoutInputs(Signature.of(op), args, partial.arguments(), scope);
      case Callee.OfBlock(BlockDef def, String written) ->
          withoutInputs(def, written, args, partial.arguments(), scope);
      default -> throw new IllegalStateException("no op or block: " + partial);
    };
    return new Partial(partial.target(), partial.written(), filled);
  }

  private SequencedMap<String, Given> withoutInputs(BlockDef def, String written, List<Syntax.Arg> args,
      SequencedMap<String, Given> preset, Scope scope) {
    if (def.broken()) {
      throw Failure.silent();
    }
    return arguments.withoutInputs(Signature.of(def, written), args, preset, scope);
  }

  private static Failure notAPart(Syntax.Dotted name, String what) {
    return Failure.of(ErrorKind.TYPE_ERROR, name.span(),
        "found `" + name.text() + "`, " + what + "; required an op or block");
  }

  private static Failure unknown(Syntax.Dotted name, Scope scope) {
    FileUnit unit = scope.instance().unit();
    String text = name.text();
    if (name.parts().size() > 1) {
      return unknownInFile(name, unit);
    }
    if (unit.incomplete()) {
      return Failure.silent();
    }
    List<String> known = known(scope);
    Span at = name.span();
    if (unit.models().containsKey(text)) {
      return Failure.of(ErrorKind.UNKNOWN_NAME, at,
          "`" + text + "` is a model, required an op or block; make it a `block`");
    }
    if (scope.value(text).filter(Datum::poisoned).isPresent()) {
      return Failure.silent();
    }
    if (scope.value(text).filter(Datum.None.class::isInstance).isPresent()) {
      return Failure.of(ErrorKind.NO_VALUE, at,
          "`" + text + "` is `none` here, required an op or block; ask first: `if " + text + " != none { ... }`");
    }
    String hint = FrameworkWords.callee(text, known).orElseGet(() -> Nearest.hint(text, known));
    boolean value = hint.isEmpty() && scope.value(text).isPresent();
    return Failure.of(ErrorKind.UNKNOWN_NAME, at, "no op or block `" + text + "`"
        + (value ? "; `" + text + "` is a value, and only ops, blocks and layers are called" : hint));
  }

  private static Failure unknownInFile(Syntax.Dotted name, FileUnit unit) {
    String alias = name.parts().getFirst().text();
    FileUnit used = unit.aliases().get(alias);
    if (used == null && unit.incomplete() || used != null && used.incomplete()) {
      return Failure.silent();
    }
    if (used == null || name.parts().size() > 2) {
      return Failure.of(ErrorKind.UNKNOWN_NAME, name.parts().getFirst().span(), "no file is used as `" + alias + "`"
          + Nearest.hint(alias, unit.aliases().keySet()));
    }
    return Failure.of(ErrorKind.UNKNOWN_NAME, name.last().span(), "`" + used.source().name() + "` has no block `"
        + name.last().text() + "`" + Nearest.hint(name.last().text(), used.blocks().keySet()));
  }

  private static List<String> known(Scope scope) {
    List<String> known = new ArrayList<>(scope.calleeNames());
    known.addAll(scope.instance().unit().blockNames());
    known.addAll(Ops.names());
    known.addAll(StaticFunction.NAMES);
    return known;
  }
}
