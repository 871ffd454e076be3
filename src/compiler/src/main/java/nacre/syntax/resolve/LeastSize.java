package nacre.syntax.resolve;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;

/**
 * How much definitions unroll to at the least, counted in their texts: what is too much can be refused before the time for
 * it is spent. Only what is surely reached counts: loops with a number of turns in the text, the smallest branch of an
 * {@code if}, no argument that may be an op or block handed in.
 */
final class LeastSize {
  /** Numbers beyond this one are this one; sums and products of two stay within 64 bits. */
  private static final long MANY = 1L << 31;

  /**
   * @param frames block calls and turns of loops
   */
  record Size(long nodes, long frames, long statements) {
    static final Size NONE = new Size(0, 0, 0);
    static final Size NODE = new Size(1, 0, 0);
    static final Size FRAME = new Size(0, 1, 0);
    static final Size STATEMENT = new Size(0, 0, 1);

    Size {
      nodes = Math.min(nodes, MANY);
      frames = Math.min(frames, MANY);
      statements = Math.min(statements, MANY);
    }

    Size plus(Size other) {
      return new Size(nodes + other.nodes, frames + other.frames, statements + other.statements);
    }

    Size times(long count) {
      long factor = Math.min(count, MANY);
      return new Size(nodes * factor, frames * factor, statements * factor);
    }

    /** What both are at least. */
    Size least(Size other) {
      return new Size(Math.min(nodes, other.nodes), Math.min(frames, other.frames),
          Math.min(statements, other.statements));
    }
  }

  private final Map<BlockDef, Size> definitions = new HashMap<>();
  private final Map<Syntax.Body, Size> turns = new IdentityHashMap<>();

  /** @param order definitions after all those that they call; what is in no such order counts as nothing */
  LeastSize(List<BlockDef> order) {
    for (BlockDef def : order) {
      definitions.put(def, new Count(def).body(def.syntax().body()));
    }
  }

  /** One use of a definition. */
  Size of(BlockDef def) {
    return definitions.getOrDefault(def, Size.NONE);
  }

  /** One turn of the loop with this body. */
  Size ofLoop(Syntax.Body body) {
    return turns.getOrDefault(body, Size.NONE);
  }

  /** The statements of a definition's own body in order, or the heads of loops, each by itself. */
  List<Map.Entry<Span, Size>> statements(BlockDef def) {
    Count count = new Count(def);
    return def.syntax().body().statements().stream().map(s -> Map.entry(Loops.head(s), count.statement(s))).toList();
  }

  /** Counts in one definition. */
  private final class Count {
    private final BlockDef def;
    private final Set<String> own = new HashSet<>();

    private Count(BlockDef def) {
      this.def = def;
      def.params().forEach(param -> own.add(param.name()));
      SyntaxWalk.visit(def.syntax().body(), part -> {
        if (part instanceof Statement.Layer layer) {
          own.add(layer.name().text());
        }
        return true;
      });
    }

    private Size body(Syntax.Body body) {
      Size sum = Size.NONE;
      for (Statement statement : body.statements()) {
        sum = sum.plus(statement(statement));
      }
      return sum;
    }

    private Size statement(Statement statement) {
      return Size.STATEMENT.plus(switch (statement) {
        case Statement.For loop ->
            in(loop.in())
                .plus(turn(loop.body()).times(loop.in() instanceof Expr.ListOf list ? list.elements().size() : 0));
        case Statement.Repeat loop ->
            turn(loop.body())
                .times(loop.count() instanceof Expr.IntLit(_, long count) && count <= Budget.ITEMS ? count : 0);
        case Statement.Assign assign -> in(assign.value());
        case Statement.ExprStatement expr -> in(expr.value());
        case Statement.Output output -> output.value().map(this::in).orElse(Size.NONE);
        default -> Size.NONE;
      });
    }

    private Size turn(Syntax.Body body) {
      Size size = Size.FRAME.plus(body(body));
      turns.put(body, size);
      return size;
    }

    /** What an expression makes. */
    private Size in(Expr expr) {
      Size[] sum = {Size.NONE};
      SyntaxWalk.visit(expr, part -> {
        Visit visit = visit(part);
        sum[0] = sum[0].plus(visit.size());
        return visit.enter();
      });
      return sum[0];
    }

    private Visit visit(Object part) {
      return switch (part) {
        case Expr.Call call -> use(call.callee(), call.args());
        case Syntax.Stage stage -> use(stage.callee(), stage.args());
        case Expr.If branches -> new Visit(smallest(branches), false);
        case Expr.Binary binary -> new Visit(Size.NONE, Arithmetic.opFor(binary.op()).isPresent());
        default -> new Visit(Size.NONE, true);
      };
    }

    private Size smallest(Expr.If expr) {
      if (expr.otherwise().isEmpty()) {
        return Size.NONE;
      }
      Size least = body(expr.otherwise().get());
      for (Expr.Branch branch : expr.branches()) {
        least = least.least(body(branch.body()));
      }
      return least;
    }

    /** Arguments by position of an op are values; others may be ops and blocks that are handed in. */
    private Visit use(Syntax.Dotted callee, List<Syntax.Arg> args) {
      boolean simple = callee.parts().size() == 1;
      if (simple && own.contains(callee.text())) {
        return new Visit(Size.NONE, false);
      }
      return Blocks.find(def.home(), callee).map(block -> new Visit(of(block).plus(Size.FRAME), false))
          .orElseGet(() -> new Visit(isOp(callee) ? Size.NODE : Size.NONE,
              isOp(callee) && args.stream().allMatch(arg -> arg.name().isEmpty())));
    }

    private boolean isOp(Syntax.Dotted callee) {
      return !StaticFunction.NAMES.contains(callee.text()) && Callees.op(callee.text()).isPresent();
    }
  }

  /** @param enter whether to count in its parts too */
  private record Visit(Size size, boolean enter) {}
}
