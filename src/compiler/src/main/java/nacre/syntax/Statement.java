package nacre.syntax;

import java.util.List;
import java.util.Optional;
import nacre.source.Span;
import nacre.syntax.Syntax.Allow;
import nacre.syntax.Syntax.Arg;
import nacre.syntax.Syntax.Body;
import nacre.syntax.Syntax.Dotted;
import nacre.syntax.Syntax.Name;
import nacre.syntax.Syntax.Setting;

/** A statement of a body, as written. */
public sealed interface Statement {
  /** From its first word to its last character, without the {@code @allow}s before it. */
  Span span();

  List<Allow> allows();

  /** {@code input image: f32[N, 3, 224, 224] { scale = 1 / 255 }}. */
  record Input(Span span, List<Allow> allows, Name name, TypeSyntax type, List<Setting> settings)
      implements Statement {
    public Input {
      allows = List.copyOf(allows);
      settings = List.copyOf(settings);
    }
  }

  /** {@code output y = value { labels = ... }}; without a value, the output is the value of that name. */
  record Output(Span span, List<Allow> allows, Name name, Optional<Expr> value, List<Setting> settings)
      implements Statement {
    public Output {
      allows = List.copyOf(allows);
      settings = List.copyOf(settings);
    }
  }

  /** {@code layer embed = mine.Embed(64)}. */
  record Layer(Span span, List<Allow> allows, Name name, Dotted callee, List<Arg> args) implements Statement {
    public Layer {
      allows = List.copyOf(allows);
      args = List.copyOf(args);
    }
  }

  /** {@code param w: f32[8, 64] = normal(0.02)}. */
  record ParamDecl(Span span, List<Allow> allows, Name name, TypeSyntax type, Optional<Expr> init)
      implements Statement {
    public ParamDecl {
      allows = List.copyOf(allows);
    }
  }

  /** {@code weights "file.safetensors" { "here" = "there" }}. */
  record Weights(Span span, List<Allow> allows, Expr.StringLit path, List<Setting> settings) implements Statement {
    public Weights {
      allows = List.copyOf(allows);
      settings = List.copyOf(settings);
    }
  }

  /** {@code training { loss = mse }}. */
  record Training(Span span, List<Allow> allows, List<Setting> settings) implements Statement {
    public Training {
      allows = List.copyOf(allows);
      settings = List.copyOf(settings);
    }
  }

  /** {@code assert condition, "message with {holes}"}; {@link SyntaxParser#template} reads the message. */
  record Assert(Span span, List<Allow> allows, Expr condition, Expr.StringLit message) implements Statement {
    public Assert {
      allows = List.copyOf(allows);
    }
  }

  /** {@code for a, b in list as turn { ... }}. */
  record For(Span span, List<Allow> allows, List<Name> names, Expr in, Optional<Name> turn, Body body)
      implements Statement {
    public For {
      allows = List.copyOf(allows);
      names = List.copyOf(names);
    }
  }

  /** {@code repeat count as turn { ... }}. */
  record Repeat(Span span, List<Allow> allows, Expr count, Optional<Name> turn, Body body) implements Statement {
    public Repeat {
      allows = List.copyOf(allows);
    }
  }

  /** {@code a = value}, or {@code a, b = value} which takes a value apart. */
  record Assign(Span span, List<Allow> allows, List<Name> targets, Expr value) implements Statement {
    public Assign {
      allows = List.copyOf(allows);
      targets = List.copyOf(targets);
    }
  }

  /** An expression by itself: the value of the body where it is last, otherwise made for its layers. */
  record ExprStatement(Span span, List<Allow> allows, Expr value) implements Statement {
    public ExprStatement {
      allows = List.copyOf(allows);
    }
  }

  /**
   * Could not be read; has been reported.
   *
   * @param binds the names that it would have bound, so that their uses are not reported too
   */
  record Invalid(Span span, List<Allow> allows, List<Name> binds) implements Statement {
    public Invalid {
      allows = List.copyOf(allows);
      binds = List.copyOf(binds);
    }
  }
}
