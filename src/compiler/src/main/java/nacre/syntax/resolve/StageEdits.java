package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nacre.ir.Attr;
import nacre.source.Source;
import nacre.source.Span;
import nacre.source.TextEdit;
import nacre.syntax.Expr;
import nacre.syntax.Syntax;

/** Takes calls out, exchanges and adds them, in pipes and in parentheses. */
final class StageEdits {
  private final CallPlaces text;
  private final Source source;
  private final Occurrences occurrences;

  StageEdits(CallPlaces text) {
    this.text = text;
    this.source = text.source();
    this.occurrences = new Occurrences(text);
  }

  /**
   * What goes in comes out instead.
   *
   * @param all the calls that are taken out together
   */
  Optional<List<TextEdit>> remove(CallPlaces.Place place, List<CallPlaces.Place> all) {
    boolean makesOthers = place.args().stream().skip(1 - place.piped()).anyMatch(arg -> makesNodes(arg.value()));
    if (makesOthers) {
      return Optional.empty();
    }
    Optional<TextEdit> removal = switch (place) {
      case CallPlaces.OfStage stage -> isRead(stage) ? Optional.empty() : Optional.of(removeStage(stage));
      case CallPlaces.OfCall call -> unwrap(call);
      case CallPlaces.OfLayer _ -> Optional.empty();
    };
    return removal.map(edit -> {
      List<TextEdit> edits = new ArrayList<>(List.of(edit));
      edits.addAll(occurrences.keepWithout(place, all));
      return edits;
    });
  }

  private boolean isRead(CallPlaces.OfStage place) {
    return place.stage().label().filter(label -> label.binds() && text.reads(place.in(), label.text())).isPresent();
  }

  private static boolean makesNodes(Expr value) {
    boolean[] found = new boolean[1];
    SyntaxWalk.visit(value, part -> {
      found[0] |= part instanceof Expr.Call || part instanceof Expr.Pipe;
      return true;
    });
    return found[0];
  }

  /** From the end of what is before it, so that its line goes too; comments in between stay. */
  private TextEdit removeStage(CallPlaces.OfStage place) {
    Span before =
        place.index() == 0 ? place.pipe().first().span() : place.pipe().stages().get(place.index() - 1).span();
    int from = source.offset(before.endLine(), before.endColumn());
    int start = source.offset(place.stage().span().line(), place.stage().span().column());
    int to = source.offset(place.stage().span().endLine(), place.stage().span().endColumn());
    String between = source.text().substring(from, start);
    int arrow = between.lastIndexOf("->");
    boolean gap = between.substring(0, arrow).isBlank();
    return TextEdit.remove(source.span(gap ? from : from + arrow, to));
  }

  /** {@code relu(x)} becomes {@code x}. */
  private Optional<TextEdit> unwrap(CallPlaces.OfCall place) {
    if (place.args().isEmpty() || place.label().isPresent()) {
      return Optional.empty();
    }
    Syntax.Arg first = place.args().getFirst();
    boolean simple = first.value() instanceof Expr.Ref || first.value() instanceof Expr.Call;
    String input = source.slice(first.name().isPresent() ? first.value().span() : first.span());
    return Optional.of(new TextEdit(place.call().span(), simple ? input : "(" + input + ")"));
  }

  /** Exchanges two stages that follow one another. */
  Optional<List<TextEdit>> swap(CallPlaces.Place first, CallPlaces.Place second) {
    if (!(first instanceof CallPlaces.OfStage a) || !(second instanceof CallPlaces.OfStage b)
        || !a.pipe().span().equals(b.pipe().span())
        || b.index() != a.index() + 1 || isRead(a) || isRead(b)
        || a.callee().last().text().equals(b.callee().last().text())) {
      return Optional.empty();
    }
    return Optional.of(List.of(new TextEdit(a.stage().span(), source.slice(b.stage().span())),
        new TextEdit(b.stage().span(), source.slice(a.stage().span()))));
  }

  /** Puts a call after another one. */
  Optional<List<TextEdit>> insert(CallPlaces.Place place, String op, List<Attr> arguments) {
    String args = String.join(", ", arguments.stream().map(Attr::toString).toList());
    String name = occurrences.freshName(place, op).map(fresh -> " as \"" + fresh + "\"").orElse("");
    return switch (place) {
      case CallPlaces.OfStage stage when !isRead(stage) ->
          Optional.of(List.of(TextEdit.insert(stage.stage().span().end(),
              " -> " + op + (args.isEmpty() ? "" : "(" + args + ")") + name)));
      case CallPlaces.OfCall call when call.label().isEmpty() && name.isEmpty() ->
          Optional.of(List.of(TextEdit.insert(call.call().span().start(), op + "("),
              TextEdit.insert(call.call().span().end(), (args.isEmpty() ? "" : ", " + args) + ")")));
      case CallPlaces.OfStage _, CallPlaces.OfCall _, CallPlaces.OfLayer _ -> Optional.empty();
    };
  }
}
