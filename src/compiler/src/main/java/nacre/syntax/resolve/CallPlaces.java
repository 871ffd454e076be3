package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nacre.source.Source;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;

/** The calls of a text by where they stand: what the places of nodes and layers lead back to. */
final class CallPlaces {
  /** A use of an op, block or layer, in a definition. */
  sealed interface Place {
    Syntax.Definition in();

    Syntax.Dotted callee();

    List<Syntax.Arg> args();

    /** How many parameters are filled before the arguments. */
    int piped();
  }

  /** The stage {@code index} of a pipe. */
  record OfStage(Syntax.Definition in, Expr.Pipe pipe, int index) implements Place {
    Syntax.Stage stage() {
      return pipe.stages().get(index);
    }

    @Override
    public Syntax.Dotted callee() {
      return stage().callee();
    }

    @Override
    public List<Syntax.Arg> args() {
      return stage().args();
    }

    @Override
    public int piped() {
      return 1;
    }
  }

  /** A call in parentheses, and the {@code as} name after it. */
  record OfCall(Syntax.Definition in, Expr.Call call, Optional<Syntax.Label> label) implements Place {
    @Override
    public Syntax.Dotted callee() {
      return call.callee();
    }

    @Override
    public List<Syntax.Arg> args() {
      return call.args();
    }

    @Override
    public int piped() {
      return 0;
    }
  }

  /** A {@code layer} statement; its arguments start after the inputs. */
  record OfLayer(Syntax.Definition in, Statement.Layer statement) implements Place {
    @Override
    public Syntax.Dotted callee() {
      return statement.callee();
    }

    @Override
    public List<Syntax.Arg> args() {
      return statement.args();
    }

    @Override
    public int piped() {
      return Callees.op(callee().text()).map(op -> op.spec().inputs().size()).orElse(0);
    }
  }

  private final Source source;
  private final Map<Span, Place> bySpan = new HashMap<>();
  private final Map<Syntax.Definition, Set<String>> mentioned = new HashMap<>();

  CallPlaces(Resolution.ReadText text) {
    this.source = text.source();
    text.file().items().stream().filter(Syntax.Definition.class::isInstance).map(Syntax.Definition.class::cast)
        .forEach(this::index);
  }

  Source source() {
    return source;
  }

  Optional<Place> at(Span span) {
    return Optional.ofNullable(bySpan.get(span));
  }

  /** Every place in a definition, in the order of the text. */
  List<Place> in(Syntax.Definition definition) {
    List<Map.Entry<Span, Place>> found = new ArrayList<>(bySpan.entrySet());
    found.removeIf(entry -> entry.getValue().in() != definition);
    found.sort(Map.Entry.comparingByKey());
    return found.stream().map(Map.Entry::getValue).toList();
  }

  /** Whether a definition reads a value by its name. */
  boolean reads(Syntax.Definition definition, String name) {
    return mentioned.computeIfAbsent(definition, CallPlaces::mentions).contains(name);
  }

  private void index(Syntax.Definition definition) {
    definition.params()
        .forEach(param -> param.fallback().ifPresent(e -> SyntaxWalk.visit(e, part -> index(definition, part))));
    SyntaxWalk.visit(definition.body(), part -> index(definition, part));
  }

  private boolean index(Syntax.Definition definition, Object part) {
    switch (part) {
      case Expr.Pipe pipe -> {
        for (int i = 0; i < pipe.stages().size(); i++) {
          bySpan.put(CallSpans.of(pipe.stages().get(i), source), new OfStage(definition, pipe, i));
        }
      }
      case Expr.Labelled labelled when labelled.value() instanceof Expr.Call call ->
          bySpan.put(call.span(), new OfCall(definition, call, Optional.of(labelled.label())));
      case Expr.Call call -> bySpan.putIfAbsent(call.span(), new OfCall(definition, call, Optional.empty()));
      case Statement.Layer layer -> bySpan.put(layer.span(), new OfLayer(definition, layer));
      default -> {
        // No call.
      }
    }
    return true;
  }

  private static Set<String> mentions(Syntax.Definition definition) {
    Set<String> names = new HashSet<>();
    SyntaxWalk.visit(definition.body(), part -> {
      switch (part) {
        case Expr.Ref(Syntax.Name name) -> names.add(name.text());
        case Statement.Output output when output.value().isEmpty() -> names.add(output.name().text());
        case Statement.Assert check -> names.addAll(List.of(check.message().value().split("\\W+")));
        default -> {
          // Reads nothing by name.
        }
      }
      return true;
    });
    return names;
  }
}
