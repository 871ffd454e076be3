package nacre.syntax;

import java.util.List;
import java.util.Optional;
import nacre.source.Span;
import nacre.source.Suppression;

/**
 * A text as written, each part with its place. Nothing is looked up yet: a {@link Expr.Ref} may be a value, a word of a
 * choice, or unknown.
 *
 * <p>Records of a text with syntax errors are complete but for {@code Invalid} parts, each of which has been reported;
 * whoever reads records says nothing about those. Records nest at most {@link Nesting#CHAIN_LIMIT} deep, so
 * recursion over them is safe.
 */
public sealed interface Syntax {
  /** From the first character of the part to its last, without comments and {@code @allow}s before it. */
  Span span();

  /** A name where it is written. */
  record Name(Span span, String text) implements Syntax {}

  /** One name or several with dots between: {@code relu}, {@code std.residual}; never empty. */
  record Dotted(Span span, List<Name> parts) implements Syntax {
    public Dotted {
      parts = List.copyOf(parts);
    }

    /** As written, without spaces: {@code mine.Embed}. */
    public String text() {
      return String.join(".", parts.stream().map(Name::text).toList());
    }

    public Name last() {
      return parts.getLast();
    }
  }

  /** {@code nacre 1}. */
  record Version(Span span, int number) implements Syntax {}

  /** A whole text; the version is empty when the first line does not say it, which has been reported. */
  record File(Span span, Optional<Version> version, List<Item> items) implements Syntax {
    public File {
      items = List.copyOf(items);
    }

    public List<Use> uses() {
      return all(Use.class);
    }

    public List<Block> blocks() {
      return all(Block.class);
    }

    public List<Model> models() {
      return all(Model.class);
    }

    /** What every {@code @allow} covers. */
    public List<Suppression> suppressions() {
      return AllowSyntax.suppressions(this);
    }

    private <T extends Item> List<T> all(Class<T> type) {
      return items.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

  /** What stands at the outermost level of a text, in the order of the text. */
  sealed interface Item extends Syntax permits Use, Definition {}

  /** {@code use "blocks.nacre" as mine} or {@code use std.residual}. */
  record Use(Span span, Target target, Optional<Name> alias) implements Item {
    /** Where the blocks come from. */
    public sealed interface Target extends Syntax {}

    /** A file; the path is relative to the file that uses it. */
    public record FilePath(Span span, String path) implements Target {}

    /** A library of the language. */
    public record Library(Dotted name) implements Target {
      @Override
      public Span span() {
        return name.span();
      }
    }
  }

  /** A block or a model. */
  sealed interface Definition extends Item permits Block, Model {
    Name name();

    List<Param> params();

    Body body();

    /** The lines of {@code ##} before it, without the marks. */
    List<String> docs();

    List<Allow> allows();

    /** Whether the parameters could not be read, which has been reported: calls cannot be checked then. */
    boolean broken();
  }

  record Block(Span span, Name name, List<Param> params, Body body, List<String> docs, List<Allow> allows,
      boolean broken) implements Definition {
    public Block {
      params = List.copyOf(params);
      docs = List.copyOf(docs);
      allows = List.copyOf(allows);
    }
  }

  record Model(Span span, Name name, List<Param> params, Body body, List<String> docs, List<Allow> allows,
      boolean broken) implements Definition {
    public Model {
      params = List.copyOf(params);
      docs = List.copyOf(docs);
      allows = List.copyOf(allows);
    }
  }

  /** A parameter of a block or model: {@code kernel: int = 3}. Without a type it is a tensor. */
  record Param(Span span, Name name, Optional<TypeSyntax> type, Optional<Expr> fallback) implements Syntax {}

  /** {@code @allow(rule, ..., "reason")}; at least one rule. */
  record Allow(Span span, List<Name> rules, String reason) implements Syntax {
    public Allow {
      rules = List.copyOf(rules);
    }
  }

  /** The statements between braces; the span includes the braces. */
  record Body(Span span, List<Statement> statements) implements Syntax {
    public Body {
      statements = List.copyOf(statements);
    }
  }

  /** {@code key = value} in braces after a statement. */
  record Setting(Span span, Key key, Expr value) implements Syntax {
    /** What is set. */
    public sealed interface Key extends Syntax {
      /** As written, without quotes and escapes. */
      String text();
    }

    /** {@code loss} or {@code age.loss}. */
    public record Path(Dotted name) implements Key {
      @Override
      public Span span() {
        return name.span();
      }

      @Override
      public String text() {
        return name.text();
      }
    }

    /** {@code "stage{s}.conv2d"}. */
    public record Quoted(Expr.StringLit literal) implements Key {
      @Override
      public Span span() {
        return literal.span();
      }

      @Override
      public String text() {
        return literal.value();
      }
    }
  }

  /** {@code as name}, which also binds the value, or {@code as "res2a/bn"}, which only names. The span is the name's. */
  record Label(Span span, String text, boolean binds) implements Syntax {}

  /** An argument, by position or by name. */
  record Arg(Span span, Optional<Name> name, Expr value) implements Syntax {}

  /** {@code -> callee(arguments) as label} of a pipe; the span starts at the callee. */
  record Stage(Span span, Dotted callee, List<Arg> args, Optional<Label> label) implements Syntax {
    public Stage {
      args = List.copyOf(args);
    }
  }

  /** The size of a dim, and its bound when written {@code N<=64}; the size is a {@link Expr.Ref} then. */
  record DimSyntax(Span span, Expr size, Optional<Expr> bound) implements Syntax {}
}
