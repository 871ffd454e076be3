package nacre.syntax.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.source.Nearest;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Syntax;

/** Brings what calls say to the parameters that it is said for, by position and then by name. */
final class Arguments {
  private final Evaluator evaluator;

  Arguments(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /**
   * The arguments of a use, by parameter.
   *
   * @param piped  what comes before them
   * @param preset what was said where the op or block was handed in; such places are not filled again
   */
  SequencedMap<String, Given> of(Signature signature, List<Given> piped, List<Syntax.Arg> args,
      SequencedMap<String, Given> preset, Scope scope) {
    return new Filling(signature, preset, 0).fill(piped, args, scope);
  }

  /** The arguments of an op or block that is handed in: its inputs are not among them by position. */
  SequencedMap<String, Given> withoutInputs(Signature signature, List<Syntax.Arg> args,
      SequencedMap<String, Given> preset, Scope scope) {
    return new Filling(signature, preset, signature.inputs()).fill(List.of(), args, scope);
  }

  /** One call. */
  private final class Filling {
    private final Signature signature;
    private final SequencedMap<String, Given> filled;
    private int next;

    private Filling(Signature signature, Map<String, Given> preset, int next) {
      this.signature = signature;
      this.filled = new LinkedHashMap<>(preset);
      this.next = next;
    }

    private SequencedMap<String, Given> fill(List<Given> piped, List<Syntax.Arg> args, Scope scope) {
      piped.forEach(given -> filled.put(place(given.span(), given.value().describe()).name(), given));
      Optional<Syntax.Name> named = Optional.empty();
      for (Syntax.Arg arg : args) {
        if (arg.name().isEmpty() && named.isPresent()) {
          throw Failure.of(ErrorKind.SURPLUS_ARGUMENT, arg.span(), "found an argument without a name after `"
              + named.get().text() + "=`, required those without a name first");
        }
        named = arg.name();
        Signature.Slot slot = arg.name().map(this::place).orElseGet(() -> place(arg.span(), "one more argument"));
        filled.put(slot.name(), given(arg, slot, scope));
      }
      return filled;
    }

    private Given given(Syntax.Arg arg, Signature.Slot slot, Scope scope) {
      Optional<String> written = arg.value() instanceof Expr.Ref(Syntax.Name name)
          ? Optional.of(name.text())
          : Optional.empty();
      return new Given(evaluator.argument(arg.value(), slot.expect(), scope), arg.span(), written);
    }

    private Signature.Slot place(Span at, String what) {
      while (next < signature.slots().size() && filled.containsKey(signature.slots().get(next).name())) {
        next++;
      }
      if (next >= signature.slots().size()) {
        throw Failure.of(ErrorKind.SURPLUS_ARGUMENT, at,
            "`" + signature.callee() + "`: found " + what + ", required at most "
                + count(signature.slots().size()) + takes());
      }
      return signature.slots().get(next++);
    }

    private Signature.Slot place(Syntax.Name name) {
      Signature.Slot slot = signature.slot(name.text()).orElseThrow(() -> unknown(name));
      if (filled.containsKey(slot.name())) {
        throw Failure.of(ErrorKind.SURPLUS_ARGUMENT, name.span(),
            "`" + signature.callee() + "`: found `" + slot.name() + "` twice"
                + (slot.name().equals(name.text()) ? "" : ", here as `" + name.text() + "`") + ", required once");
      }
      return slot;
    }

    private Failure unknown(Syntax.Name name) {
      String hint = FrameworkWords.argument(name.text(), signature.names())
          .orElseGet(() -> Nearest.hint(name.text(), signature.names()));
      return Failure.of(ErrorKind.UNKNOWN_ARGUMENT, name.span(),
          "`" + signature.callee() + "` has no argument `" + name.text() + "`" + (hint.isEmpty() ? takes() : hint));
    }

    private String takes() {
      String placed = list(signature.slots());
      String named = list(signature.named().stream().filter(slot -> !Signature.isInit(slot)).toList());
      if (placed.isEmpty() && named.isEmpty()) {
        return "; it takes none";
      }
      return "; it takes " + placed + (placed.isEmpty() || named.isEmpty() ? "" : ", and ")
          + (named.isEmpty() ? "" : "by name " + named);
    }

    private static String list(List<Signature.Slot> slots) {
      return String.join(", ", slots.stream().map(slot -> "`" + slot.name() + "`").toList());
    }

    private String count(int arguments) {
      return arguments == 1 ? "1 argument" : arguments + " arguments";
    }
  }
}
