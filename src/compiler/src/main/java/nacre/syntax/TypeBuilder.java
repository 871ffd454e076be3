package nacre.syntax;

import java.util.List;
import java.util.Optional;
import nacre.source.Span;
import nacre.syntax.Expr.Binary;
import nacre.syntax.Expr.BinaryOp;
import nacre.syntax.Syntax.DimSyntax;

/** Types of a text without syntax errors. */
final class TypeBuilder {
  private final ParsedText<?> text;
  private final List<Problem> problems;
  private final NameBuilder names;
  private final ExprBuilder exprs;

  TypeBuilder(ParsedText<?> text, List<Problem> problems, ExprBuilder exprs) {
    this.text = text;
    this.problems = problems;
    this.names = new NameBuilder(text, problems);
    this.exprs = exprs;
  }

  TypeSyntax build(NacreParser.TypeContext context) {
    Span span = text.span(context);
    return switch (context) {
      case NacreParser.ChoiceContext c -> new TypeSyntax.Choice(span, names.names(c.name()));
      case NacreParser.SingleContext c -> {
        TypeSyntax type = c.tensorType() == null ? new TypeSyntax.Named(names.name(c.name())) : tensor(c.tensorType());
        yield c.QUESTION() == null ? type : new TypeSyntax.OptionalOf(span, type);
      }
      case NacreParser.ListContext c -> {
        Span list = ParsedText.span(text.source(), c.LB().getSymbol(), c.RB().getSymbol());
        TypeSyntax type = new TypeSyntax.ListOf(list, build(c.type()));
        yield c.QUESTION() == null ? type : new TypeSyntax.OptionalOf(span, type);
      }
      default -> throw new IllegalStateException("no type: " + context.getText());
    };
  }

  TypeSyntax.TensorOf tensor(NacreParser.TensorTypeContext context) {
    List<DimSyntax> dims = context.term().stream().map(this::dim).toList();
    return new TypeSyntax.TensorOf(text.span(context), names.name(context.name(0)), dims,
        Optional.ofNullable(context.layout).map(names::name));
  }

  private DimSyntax dim(NacreParser.TermContext context) {
    Span span = text.span(context);
    Expr size = exprs.build(context);
    if (!(size instanceof Binary comparison) || !isComparison(comparison.op())) {
      return new DimSyntax(span, size, Optional.empty());
    }
    if (comparison.op() == BinaryOp.AT_MOST && comparison.left() instanceof Expr.Ref) {
      return new DimSyntax(span, comparison.left(), Optional.of(comparison.right()));
    }
    problems.add(new Problem(context.getStart(), SyntaxErrors.error(span,
        "found `%s`, required a dim, or a name with its bound as in `N<=64`".formatted(text.source().slice(span)))));
    return new DimSyntax(span, new Expr.Invalid(span), Optional.empty());
  }

  private static boolean isComparison(BinaryOp op) {
    return switch (op) {
      case LESS, GREATER, AT_MOST, AT_LEAST, EQUAL, UNEQUAL, AND, OR -> true;
      case POWER, TIMES, DIVIDE, FLOOR_DIVIDE, REMAINDER, PLUS, MINUS -> false;
    };
  }
}
