package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nacre.source.Span;
import nacre.source.TextEdit;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;

/** Keeps paths as they are while calls come and go: later occurrences of a name are counted from the ones before. */
final class Occurrences {
  private final CallPlaces text;

  Occurrences(CallPlaces text) {
    this.text = text;
  }

  /** Gives later calls of the same name in the same body their present segment as a name. */
  List<TextEdit> keepWithout(CallPlaces.Place removed, List<CallPlaces.Place> all) {
    if (isLabelled(removed) || ownsNothing(removed.callee())) {
      return List.of();
    }
    Segments segments = segments(removed);
    List<TextEdit> edits = new ArrayList<>();
    for (CallPlaces.Place other : sameName(removed, removed.callee().last().text())) {
      Span at = other.callee().span();
      if (at.compareTo(removed.callee().span()) > 0 && !all.contains(other)) {
        edits.addAll(named(other, segments.of(key(other), at)));
      }
    }
    return edits;
  }

  /** A segment for one more call of an op, where it would change those of others. */
  Optional<String> freshName(CallPlaces.Place beside, String op) {
    int count = sameName(beside, op).size();
    return count == 0 ? Optional.empty() : Optional.of(op + "_" + count);
  }

  /** Calls in the body of a place that are named by occurrence, and after this name. */
  private List<CallPlaces.Place> sameName(CallPlaces.Place place, String name) {
    Syntax.Body body = body(place);
    return text.in(place.in()).stream().filter(other -> !(other instanceof CallPlaces.OfLayer) && !isLabelled(other)
        && other.callee().last().text().equals(name) && body(other).span().equals(body.span())).toList();
  }

  private Segments segments(CallPlaces.Place place) {
    Syntax.Body body = body(place);
    return body.span().equals(place.in().body().span())
        ? Segments.of(new BlockDef(place.in(),
            new FileUnit(text.source(), new Syntax.File(place.in().span(), Optional.empty(),
                List.of())),
            List.of(), false), Set.of())
        : Segments.of(body, Set.of());
  }

  /** The innermost loop around a call, or the definition's body. */
  private static Syntax.Body body(CallPlaces.Place place) {
    Syntax.Body[] innermost = {place.in().body()};
    SyntaxWalk.visit(place.in().body(), part -> {
      Optional<Syntax.Body> loop = switch (part) {
        case Statement.For statement -> Optional.of(statement.body());
        case Statement.Repeat statement -> Optional.of(statement.body());
        default -> Optional.empty();
      };
      loop.filter(body -> body.span().covers(place.callee().span()) && innermost[0].span().covers(body.span()))
          .ifPresent(body -> innermost[0] = body);
      return true;
    });
    return innermost[0];
  }

  private static boolean isLabelled(CallPlaces.Place place) {
    return switch (place) {
      case CallPlaces.OfStage stage -> stage.stage().label().isPresent();
      case CallPlaces.OfCall call -> call.label().isPresent();
      case CallPlaces.OfLayer _ -> true;
    };
  }

  private static Object key(CallPlaces.Place place) {
    return switch (place) {
      case CallPlaces.OfStage stage -> stage.stage();
      case CallPlaces.OfCall call -> call.call();
      case CallPlaces.OfLayer layer -> layer.statement();
    };
  }

  /** A call in parentheses may be an operand, which has no name of its own but in parentheses. */
  private static List<TextEdit> named(CallPlaces.Place place, String segment) {
    String label = " as \"" + segment + "\"";
    return switch (place) {
      case CallPlaces.OfStage stage -> List.of(TextEdit.insert(stage.stage().span().end(), label));
      case CallPlaces.OfCall call -> List.of(TextEdit.insert(call.call().span().start(), "("),
          TextEdit.insert(call.call().span().end(), label + ")"));
      case CallPlaces.OfLayer _ -> List.of();
    };
  }

  /** Ops without parameters: nobody binds anything by their paths. */
  private static boolean ownsNothing(Syntax.Dotted callee) {
    return Callees.op(callee.text()).map(op -> op.spec().params().isEmpty()).orElse(false);
  }
}
