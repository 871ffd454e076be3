package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nacre.ir.op.OpSpec;
import nacre.ir.op.SettingKind;
import nacre.source.Edits;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.source.TextEdit;
import nacre.syntax.Expr;
import nacre.syntax.Syntax;
import nacre.syntax.SyntaxParser;

/**
 * Writes the numbers out that calls leave to defaults, such as the epsilon of a batch norm: frameworks disagree on them, so
 * a text that says them reads the same to everybody. An op that is handed to a block is left as it is.
 */
public final class ExplicitSettings {
  private ExplicitSettings() {}

  /** The text with every real setting of an op said; the text as it is where it has syntax errors. */
  public static Source apply(Source source) {
    Reporter errors = new Reporter();
    Syntax.File file = SyntaxParser.parse(source, errors);
    return errors.hasErrors() ? source : Source.of(source.name(), Edits.applyAll(source, edits(source, file)));
  }

  /** What to insert into a text so that every real setting of an op is said. */
  public static List<TextEdit> edits(Source source, Syntax.File file) {
    CallPlaces places = new CallPlaces(new Resolution.ReadText(source, file));
    Set<Expr.Call> handedIn = HandedIn.in(file);
    List<TextEdit> edits = new ArrayList<>();
    for (Syntax.Definition definition : definitions(file)) {
      for (CallPlaces.Place place : places.in(definition)) {
        if (place instanceof CallPlaces.OfCall(_, Expr.Call call, _) && handedIn.contains(call)) {
          continue;
        }
        Optional<Callee.OfOp> op = Callees.op(place.callee().text()).filter(_ -> isOp(definition, file, place));
        op.flatMap(found -> missing(place, found))
            .ifPresent(text -> edits.add(new ArgumentEdits(places).add(place, text)));
      }
    }
    return edits;
  }

  private static List<Syntax.Definition> definitions(Syntax.File file) {
    return file.items().stream().filter(Syntax.Definition.class::isInstance).map(Syntax.Definition.class::cast)
        .toList();
  }

  private static boolean isOp(Syntax.Definition definition, Syntax.File file, CallPlaces.Place place) {
    String name = place.callee().text();
    return definition.params().stream().noneMatch(param -> param.name().text().equals(name))
        && file.blocks().stream().noneMatch(block -> block.name().text().equals(name));
  }

  private static Optional<String> missing(CallPlaces.Place place, Callee.OfOp op) {
    Signature signature = Signature.of(op);
    List<String> texts = new ArrayList<>();
    for (OpSpec.Setting setting : op.spec().settings()) {
      boolean preset = op.spec().aliases().getOrDefault(op.written(), Map.of()).containsKey(setting.name());
      boolean said = preset || ArgumentEdits.argument(place, signature, setting.name()).isPresent();
      if (setting.kind() instanceof SettingKind.Real && setting.fallback().isPresent() && !said) {
        texts.add(setting.name() + "=" + setting.fallback().get());
      }
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", texts));
  }
}
