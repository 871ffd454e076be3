package nacre.syntax.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nacre.source.Diagnostic;
import nacre.source.Reporter;
import nacre.source.Span;
import nacre.syntax.Expr;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;

/** Finds blocks that call themselves. Who mentions a block calls it, whether that place is ever reached or not. */
final class Recursion {
  /** One block's mention of another. */
  private record Mention(BlockDef by, BlockDef of, Span at) {}

  /** A block on the way, and those that it mentions and that have not been followed. */
  private record Step(BlockDef def, Iterator<Mention> open) {}

  private final Reporter reporter;
  private final Set<BlockDef> done = new HashSet<>();
  private final Set<BlockDef> recursive = new HashSet<>();
  private final Set<BlockDef> mentioned = new HashSet<>();
  private final Deque<Step> way = new ArrayDeque<>();
  private final Set<BlockDef> onTheWay = new HashSet<>();
  private final Map<BlockDef, Mention> wayTo = new LinkedHashMap<>();
  private final List<BlockDef> order = new ArrayList<>();
  private LeastSize least = new LeastSize(List.of());

  Recursion(Reporter reporter) {
    this.reporter = reporter;
  }

  /** Follows every definition of the units; each circle is reported once. */
  void check(List<FileUnit> units) {
    for (FileUnit unit : units) {
      unit.blocks().values().forEach(this::follow);
      unit.models().values().forEach(this::follow);
    }
    order.removeAll(recursive);
    least = new LeastSize(order);
  }

  /** How much each definition unrolls to at the least. */
  LeastSize least() {
    return least;
  }

  /** Whether expanding a block would never end. */
  boolean isRecursive(BlockDef def) {
    return recursive.contains(def);
  }

  /** Whether any definition calls a block. */
  boolean isMentioned(BlockDef def) {
    return mentioned.contains(def);
  }

  private void follow(BlockDef start) {
    enter(start);
    while (!way.isEmpty()) {
      Step step = way.element();
      if (!step.open().hasNext()) {
        way.pop();
        order.add(step.def());
        onTheWay.remove(step.def());
        wayTo.remove(step.def());
        continue;
      }
      Mention mention = step.open().next();
      if (onTheWay.contains(mention.of())) {
        report(mention);
      } else if (!done.contains(mention.of())) {
        wayTo.put(mention.of(), mention);
        enter(mention.of());
      }
    }
  }

  private void enter(BlockDef def) {
    if (done.add(def)) {
      way.push(new Step(def, mentions(def).iterator()));
      onTheWay.add(def);
    }
  }

  private void report(Mention last) {
    List<Mention> circle = new ArrayList<>(List.of(last));
    while (!circle.getLast().by().equals(last.of())) {
      circle.add(wayTo.get(circle.getLast().by()));
    }
    List<Mention> inOrder = circle.reversed();
    recursive.addAll(inOrder.stream().map(Mention::by).toList());
    String through = inOrder.size() == 1
        ? ""
        : " through " + String.join(", ", inOrder.stream().skip(1).map(m -> "`" + m.by().name() + "`").toList());
    Diagnostic error = Diagnostic.error(ErrorKind.RECURSION.id(), last.at(), "`" + last.of().name() + "` calls itself"
        + through + "; blocks are written out where they are called, so this has no end");
    for (Mention mention : inOrder.subList(0, inOrder.size() - 1)) {
      error = error.withNote(mention.at(), "`" + mention.by().name() + "` calls `" + mention.of().name() + "` here");
    }
    reporter.report(error);
  }

  private List<Mention> mentions(BlockDef def) {
    List<Mention> mentions = new ArrayList<>();
    Set<String> own = ownCallees(def);
    for (Parameter param : def.params()) {
      param.fallback().ifPresent(fallback -> {
        if (param.type() instanceof ParamType.BlockType && fallback instanceof Expr.Ref(Syntax.Name name)) {
          add(mentions, def, new Syntax.Dotted(name.span(), List.of(name)), own);
        }
        SyntaxWalk.visit(fallback, part -> collect(mentions, def, part, own));
      });
    }
    SyntaxWalk.visit(def.syntax().body(), part -> collect(mentions, def, part, own));
    return mentions;
  }

  private boolean collect(List<Mention> mentions, BlockDef def, Object part, Set<String> own) {
    switch (part) {
      case Expr.Call call -> add(mentions, def, call.callee(), own);
      case Syntax.Stage stage -> add(mentions, def, stage.callee(), own);
      case Statement.Layer layer -> add(mentions, def, layer.callee(), own);
      default -> {
        // Only callees mention blocks.
      }
    }
    return true;
  }

  private void add(List<Mention> mentions, BlockDef def, Syntax.Dotted callee, Set<String> own) {
    if (callee.parts().size() == 1 && own.contains(callee.text())) {
      return;
    }
    Blocks.find(def.home(), callee).ifPresent(of -> {
      mentioned.add(of);
      mentions.add(new Mention(def, of, callee.span()));
    });
  }

  /** Block parameters and layers, which come before blocks of the same name. */
  private static Set<String> ownCallees(BlockDef def) {
    Set<String> names = new HashSet<>();
    def.params().stream().filter(p -> p.type().expect().calls() == Expect.Calls.BLOCK)
        .forEach(p -> names.add(p.name()));
    SyntaxWalk.visit(def.syntax().body(), part -> {
      if (part instanceof Statement.Layer layer) {
        names.add(layer.name().text());
      }
      return true;
    });
    return names;
  }
}
