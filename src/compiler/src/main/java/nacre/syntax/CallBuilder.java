package nacre.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import nacre.source.Diagnostic;
import nacre.source.Fix;
import nacre.source.Span;
import nacre.source.TextEdit;
import nacre.syntax.Expr.Call;
import nacre.syntax.Expr.Member;
import nacre.syntax.Expr.Ref;
import nacre.syntax.Syntax.Arg;
import nacre.syntax.Syntax.Dotted;
import nacre.syntax.Syntax.Name;

/** Calls, and the words for calling what cannot be called. */
final class CallBuilder {
  private static final int SHOWN = 60;

  private final ParsedText<?> text;
  private final List<Problem> problems;

  CallBuilder(ParsedText<?> text, List<Problem> problems) {
    this.text = text;
    this.problems = problems;
  }

  Expr call(NacreParser.CallContext context, Expr callee, List<Arg> args) {
    Span span = text.span(context);
    boolean grouped = context.term() instanceof NacreParser.GroupContext;
    Optional<Dotted> name = grouped ? Optional.empty() : dotted(callee);
    if (name.isPresent()) {
      return new Call(span, name.get(), args);
    }
    if (!(callee instanceof Expr.Invalid)) {
      Diagnostic error = callee instanceof Call inner ? calledTwice(context, inner, args) : uncallable(context);
      problems.add(new Problem(context.args().getStart(), error));
    }
    return new Expr.Invalid(span);
  }

  /** The name that an expression such as {@code std.residual} is. */
  private Optional<Dotted> dotted(Expr expr) {
    Deque<Name> parts = new ArrayDeque<>();
    Expr left = expr;
    while (left instanceof Member member) {
      parts.push(member.name());
      left = member.of();
    }
    if (!(left instanceof Ref first)) {
      return Optional.empty();
    }
    parts.push(first.name());
    return Optional.of(new Dotted(expr.span(), new ArrayList<>(parts)));
  }

  /** {@code Dense(64)(x)}, as Keras has it. */
  private Diagnostic calledTwice(NacreParser.CallContext context, Call inner, List<Arg> args) {
    Diagnostic error = SyntaxErrors.error(text.span(context.args()),
        "found a second `( )` after `%s`, required the input in front of a pipe".formatted(clip(slice(inner.span()))));
    if (args.size() != 1 || args.getFirst().name().isPresent()) {
      return error.withNote("inputs come first in the one list: `%s(x, y, ...)`, or before a pipe: `x -> %<s(y, ...)`"
          .formatted(inner.callee().text()));
    }
    Expr input = args.getFirst().value();
    boolean simple = !(input instanceof Expr.Labelled);
    String pipe = slice(args.getFirst().span()) + " -> " + slice(inner.span());
    String written = context.getParent() instanceof NacreParser.ExprContext ? pipe : "(" + pipe + ")";
    Diagnostic noted = error.withNote("write `%s`".formatted(clip(written)));
    return simple
        ? noted.with(new Fix("write it as a pipe", false, List.of(new TextEdit(text.span(context), written))))
        : noted;
  }

  private Diagnostic uncallable(NacreParser.CallContext context) {
    return SyntaxErrors.error(text.span(context.args()),
        "found `( )` after a value, required an operator or the end: only an op, a block or a layer is called, by name");
  }

  private String slice(Span span) {
    return text.source().slice(span);
  }

  private static String clip(String shown) {
    String line = shown.replaceAll("\\s*[\\r\\n]\\s*", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }
}
