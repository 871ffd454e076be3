package nacre.syntax.resolve;

import java.util.List;
import java.util.Optional;
import nacre.ir.Attr;
import nacre.ir.op.OpSpec;
import nacre.source.Source;
import nacre.source.Span;
import nacre.source.TextEdit;
import nacre.syntax.Syntax;

/** Sets arguments of calls of ops. */
final class ArgumentEdits {
  private final Source source;

  ArgumentEdits(CallPlaces text) {
    this.source = text.source();
  }

  /** Replaces what the call says, by name or by position, or says it in addition. */
  Optional<List<TextEdit>> set(CallPlaces.Place place, String name, Attr value) {
    Callee.OfOp op = Callees.op(place.callee().text()).orElseThrow();
    Signature signature = Signature.of(op);
    if (handsIn(place, op.spec(), signature, name)) {
      return Optional.empty();
    }
    String written = name + "=" + value;
    return Optional.of(List.of(argument(place, signature, name)
        .map(arg -> new TextEdit(arg.span(), arg.name().isPresent() ? written : value.toString()))
        .orElseGet(() -> add(place, written))));
  }

  /** Whether the call hands in a parameter that the setting switches. */
  private static boolean handsIn(CallPlaces.Place place, OpSpec spec, Signature signature, String name) {
    return spec.params().stream().filter(param -> param.toggle().equals(Optional.of(name)))
        .anyMatch(param -> !param.name().equals(name) && argument(place, signature, param.name()).isPresent());
  }

  /** What a call says for a setting. */
  static Optional<Syntax.Arg> argument(CallPlaces.Place place, Signature signature, String name) {
    int position = place.piped();
    for (Syntax.Arg arg : place.args()) {
      String slot = arg.name().isPresent()
          ? signature.slot(arg.name().get().text()).map(Signature.Slot::name).orElse("")
          : position < signature.slots().size() ? signature.slots().get(position++).name() : "";
      if (slot.equals(name)) {
        return Optional.of(arg);
      }
    }
    return Optional.empty();
  }

  /** A further argument; the call may have no parentheses yet, or nothing in them. */
  TextEdit add(CallPlaces.Place place, String written) {
    if (!place.args().isEmpty()) {
      return TextEdit.insert(place.args().getLast().span().end(), ", " + written);
    }
    Span callee = place.callee().span();
    int end = source.offset(callee.endLine(), callee.endColumn());
    int next = end;
    while (next < source.text().length() && (source.text().charAt(next) == ' ' || source.text().charAt(next) == '\t')) {
      next++;
    }
    boolean parentheses = next < source.text().length() && source.text().charAt(next) == '(';
    return parentheses
        ? TextEdit.insert(source.span(next + 1, next + 1), written)
        : TextEdit.insert(callee.end(), "(" + written + ")");
  }
}
