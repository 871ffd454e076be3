package nacre.syntax;

import java.util.List;
import java.util.Optional;
import nacre.source.Span;
import nacre.syntax.Syntax.Arg;
import nacre.syntax.Syntax.Body;
import nacre.syntax.Syntax.Dotted;
import nacre.syntax.Syntax.Label;
import nacre.syntax.Syntax.Name;
import nacre.syntax.Syntax.Stage;

/** An expression, as written. Parentheses that only group leave no trace but a wider span of what surrounds them. */
public sealed interface Expr {
  Span span();

  /** A name by itself. */
  record Ref(Name name) implements Expr {
    @Override
    public Span span() {
      return name.span();
    }
  }

  /** {@code f(a, b=1)}: the same as {@code a -> f(b=1)}. */
  record Call(Span span, Dotted callee, List<Arg> args) implements Expr {
    public Call {
      args = List.copyOf(args);
    }
  }

  /** {@code first -> f(1) -> g}: at least one stage, any number of them. */
  record Pipe(Span span, Expr first, List<Stage> stages) implements Expr {
    public Pipe {
      stages = List.copyOf(stages);
    }
  }

  /** {@code value as name}, where the value is no stage of a pipe. */
  record Labelled(Span span, Expr value, Label label) implements Expr {}

  /** {@code of.name}. */
  record Member(Span span, Expr of, Name name) implements Expr {}

  /** {@code of[index]}. */
  record Index(Span span, Expr of, Expr index) implements Expr {}

  record Unary(Span span, UnaryOp op, Expr operand) implements Expr {}

  /** @param at where the operator is written */
  record Binary(Span span, BinaryOp op, Span at, Expr left, Expr right) implements Expr {}

  /** {@code if a { } else if b { } else { }}: the branches in order, at least one. */
  record If(Span span, List<Branch> branches, Optional<Body> otherwise) implements Expr {
    public If {
      branches = List.copyOf(branches);
    }
  }

  /** A condition and what holds under it; the span starts at {@code if}. */
  record Branch(Span span, Expr condition, Body body) {}

  /** {@code [a, b]}. */
  record ListOf(Span span, List<Expr> elements) implements Expr {
    public ListOf {
      elements = List.copyOf(elements);
    }
  }

  /** {@code (a, b)}; of one element when written {@code (a,)}. */
  record Tuple(Span span, List<Expr> elements) implements Expr {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  record IntLit(Span span, long value) implements Expr {}

  /** Always finite. */
  record FloatLit(Span span, double value) implements Expr {}

  /**
   * A string without its quotes and escapes.
   *
   * @param span with the quotes
   */
  record StringLit(Span span, String value) implements Expr {}

  record BoolLit(Span span, boolean value) implements Expr {}

  record NoneLit(Span span) implements Expr {}

  /** Could not be read; has been reported. */
  record Invalid(Span span) implements Expr {}

  /** An operator before its operand. */
  enum UnaryOp {
    NEGATE("-"), NOT("not");

    private final String text;

    UnaryOp(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** An operator between two operands. */
  enum BinaryOp {
    POWER("**"), TIMES("*"), DIVIDE("/"), FLOOR_DIVIDE("//"), REMAINDER("%"), PLUS("+"), MINUS("-"), LESS("<"),
    GREATER(">"), AT_MOST("<="), AT_LEAST(">="), EQUAL("=="), UNEQUAL("!="), AND("and"), OR("or");

    private final String text;

    BinaryOp(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
