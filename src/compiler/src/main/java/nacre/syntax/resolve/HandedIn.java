package nacre.syntax.resolve;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nacre.syntax.Expr;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;
import nacre.syntax.TypeSyntax;

/**
 * Finds the calls in a text that may be ops or blocks without their inputs, such as {@code act=leaky_relu(0.1)}: those for a
 * parameter of type {@code block}, beside {@code ==}, and all arguments of what the text does not define.
 */
final class HandedIn {
  private static final String BLOCK = "block";

  private final Map<String, Syntax.Block> blocks;
  private final Set<Expr.Call> calls = Collections.newSetFromMap(new IdentityHashMap<>());

  private HandedIn(Syntax.File file) {
    this.blocks = file.blocks().stream()
        .collect(Collectors.toMap(block -> block.name().text(), Function.identity(), (first, second) -> first));
  }

  /** The calls by identity. */
  static Set<Expr.Call> in(Syntax.File file) {
    HandedIn found = new HandedIn(file);
    file.items().stream().filter(Syntax.Definition.class::isInstance).map(Syntax.Definition.class::cast)
        .forEach(found::search);
    return found.calls;
  }

  private void search(Syntax.Definition definition) {
    for (Syntax.Param param : definition.params()) {
      param.fallback().ifPresent(value -> {
        SyntaxWalk.visit(value, this::see);
        if (param.type().filter(HandedIn::isBlock).isPresent()) {
          add(value);
        }
      });
    }
    SyntaxWalk.visit(definition.body(), this::see);
  }

  private boolean see(Object part) {
    switch (part) {
      case Expr.Call call -> arguments(call.callee(), call.args(), 0);
      case Syntax.Stage stage -> arguments(stage.callee(), stage.args(), 1);
      case Statement.Layer layer -> arguments(layer.callee(), layer.args(), inputs(layer.callee()));
      case Expr.Binary(_, Expr.BinaryOp op, _, Expr left, Expr right) when op == Expr.BinaryOp.EQUAL
          || op == Expr.BinaryOp.UNEQUAL -> {
        add(left);
        add(right);
      }
      default -> {
        // Hands nothing in.
      }
    }
    return true;
  }

  /** @param position of the first argument among the parameters */
  private void arguments(Syntax.Dotted callee, List<Syntax.Arg> args, int position) {
    Optional<Syntax.Block> block = Optional.ofNullable(blocks.get(callee.text()));
    boolean takesNone = block.isEmpty()
        && (StaticFunction.NAMES.contains(callee.text()) || Callees.op(callee.text()).isPresent());
    for (int i = 0; i < args.size() && !takesNone; i++) {
      Syntax.Arg arg = args.get(i);
      int index = position + i;
      if (block.isEmpty() || arg.name().map(name -> takesBlock(block.get(), name.text()))
          .orElseGet(() -> takesBlock(block.get(), index))) {
        add(arg.value());
      }
    }
  }

  private int inputs(Syntax.Dotted callee) {
    return Optional.ofNullable(blocks.get(callee.text()))
        .map(block -> (int) block.params().stream().takeWhile(HandedIn::isInput).count()).orElse(0);
  }

  private static boolean isInput(Syntax.Param param) {
    return param.fallback().isEmpty() && (param.type().isEmpty() || param.type().get() instanceof TypeSyntax.TensorOf
        || param.type().get() instanceof TypeSyntax.Named(Syntax.Name name) && name.text().equals("tensor"));
  }

  private static boolean takesBlock(Syntax.Block block, String name) {
    return block.params().stream().filter(param -> param.name().text().equals(name))
        .anyMatch(param -> param.type().filter(HandedIn::isBlock).isPresent());
  }

  private static boolean takesBlock(Syntax.Block block, int index) {
    return index < block.params().size() && block.params().get(index).type().filter(HandedIn::isBlock).isPresent();
  }

  private static boolean isBlock(TypeSyntax type) {
    return switch (type) {
      case TypeSyntax.Named(Syntax.Name name) -> name.text().equals(BLOCK);
      case TypeSyntax.ListOf list -> isBlock(list.element());
      case TypeSyntax.OptionalOf optional -> isBlock(optional.type());
      default -> false;
    };
  }

  /** The calls that may be the value of an expression, or of its elements. */
  private void add(Expr value) {
    switch (value) {
      case Expr.Call call -> calls.add(call);
      case Expr.Labelled labelled -> add(labelled.value());
      case Expr.ListOf list -> list.elements().forEach(this::add);
      case Expr.Tuple tuple -> tuple.elements().forEach(this::add);
      case Expr.If branches -> {
        branches.branches().forEach(branch -> add(branch.body()));
        branches.otherwise().ifPresent(this::add);
      }
      default -> {
        // No call, or one whose result is taken further.
      }
    }
  }

  private void add(Syntax.Body body) {
    if (!body.statements().isEmpty()
        && body.statements().getLast() instanceof Statement.ExprStatement(_, _, Expr value)) {
      add(value);
    }
  }
}
