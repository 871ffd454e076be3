package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nacre.ir.op.Ops;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;

/**
 * What each call of a body adds to paths: its {@code as} name, or the name that it calls with {@code _1}, {@code _2} for
 * later occurrences. A body is that of a definition or a loop, with the branches in it; occurrences count in the order of
 * the text, those of calls with an {@code as} name not.
 */
final class Segments {
  /** A call without an {@code as} name, or an operator that may be one. */
  private record Occurrence(Object call, Span at, String name) {}

  private final Map<Object, String> byCall = new IdentityHashMap<>();

  private Segments() {}

  /** The segments of a definition's body; calls in the parameters' defaults come first. */
  static Segments of(BlockDef def, Set<String> staticNames) {
    Walk walk = new Walk(staticNames);
    def.params().forEach(param -> param.fallback().ifPresent(walk::add));
    walk.add(def.syntax().body());
    return walk.segments();
  }

  /** The segments of a loop's body. */
  static Segments of(Syntax.Body loop, Set<String> staticNames) {
    Walk walk = new Walk(staticNames);
    walk.add(loop);
    return walk.segments();
  }

  /**
   * The segment of a call, stage, operator or unnamed loop of this body.
   *
   * @throws Failure if it is where nothing can be used, such as in a message
   */
  String of(Object call, Span at) {
    String segment = byCall.get(call);
    if (segment == null) {
      throw Failure.of(ErrorKind.NOT_STATIC, at,
          "found a use of an op or block, required a value that is known while the "
              + "model is unrolled");
    }
    return segment;
  }

  /** Collects the occurrences of one body. */
  private static final class Walk {
    private final Segments segments = new Segments();
    private final List<Occurrence> occurrences = new ArrayList<>();
    private final EvidentlyStatic evidently;

    private Walk(Set<String> staticNames) {
      this.evidently = new EvidentlyStatic(staticNames);
    }

    private void add(Object root) {
      SyntaxWalk.visit(root, part -> part == root || enter(part));
      if (!(root instanceof Syntax.Body)) {
        enter(root);
      }
    }

    /** Sees a part; bodies of loops have segments of their own. */
    private boolean enter(Object part) {
      switch (part) {
        case Expr.Labelled labelled -> name(labelled.value(), labelled.label().text());
        case Expr.Call call -> occurs(call, call.callee().span(), call.callee().last().text());
        case Syntax.Stage stage -> stage.label().ifPresentOrElse(label -> name(stage, label.text()),
            () -> occurs(stage, stage.callee().span(), stage.callee().last().text()));
        case Expr.Binary binary -> operator(binary);
        case Expr.Unary unary -> operator(unary);
        case Statement.For loop -> {
          loop(loop, loop.turn().isPresent());
          add(loop.in());
          return false;
        }
        case Statement.Repeat loop -> {
          loop(loop, loop.turn().isPresent());
          add(loop.count());
          return false;
        }
        default -> {
          // Only calls and loops add to paths.
        }
      }
      return true;
    }

    private void loop(Statement loop, boolean named) {
      if (!named) {
        occurs(loop, loop.span(), "turn");
      }
    }

    /** The label of {@code (a -> b) as name} is that of its last stage. */
    private void name(Object call, String name) {
      switch (call) {
        case Expr.Pipe pipe when pipe.stages().getLast().label().isEmpty() ->
            segments.byCall.put(pipe.stages().getLast(), name);
        default -> segments.byCall.put(call, name);
      }
    }

    private void operator(Expr expr) {
      switch (expr) {
        case Expr.Binary binary when Arithmetic.opFor(binary.op()).isPresent() && !evidently.test(binary) ->
            occurs(binary, binary.at(), Arithmetic.opFor(binary.op()).orElseThrow());
        case Expr.Unary unary when unary.op() == Expr.UnaryOp.NEGATE && !evidently.test(unary) ->
            occurs(unary, unary.span(), Arithmetic.NEGATION);
        default -> {
          // Known while the model is expanded.
        }
      }
    }

    private void occurs(Object call, Span at, String name) {
      if (!StaticFunction.NAMES.contains(name) || Ops.named(name).isPresent()) {
        occurrences.add(new Occurrence(call, at, name));
      }
    }

    private Segments segments() {
      occurrences.sort(Comparator.comparing(Occurrence::at));
      Map<String, Integer> counts = new HashMap<>();
      for (Occurrence occurrence : occurrences) {
        if (!segments.byCall.containsKey(occurrence.call())) {
          int count = counts.merge(occurrence.name(), 1, Integer::sum) - 1;
          segments.byCall.put(occurrence.call(), count == 0 ? occurrence.name() : occurrence.name() + "_" + count);
        }
      }
      return segments;
    }
  }
}
