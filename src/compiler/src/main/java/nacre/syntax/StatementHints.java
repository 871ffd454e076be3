package nacre.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nacre.source.Diagnostic;
import org.antlr.v4.runtime.Token;

/** The usual mistakes in statements, heads of blocks and loops, and at the outermost level. */
final class StatementHints {
  static final List<Function<Spot, Optional<Diagnostic>>> ALL = List.of(StatementHints::allow,
      StatementHints::nothingAllowed, StatementHints::reserved, StatementHints::version, StatementHints::use,
      StatementHints::foreignWord, StatementHints::outermost,
      StatementHints::aloneElse, StatementHints::colonBody, StatementHints::missingBody, StatementHints::definition,
      StatementHints::loop, StatementHints::declared, StatementHints::dims, StatementHints::typed);

  /** What people of other languages write where a statement or item starts, and what to write here. */
  private static final Map<String, String> FOREIGN = Map.ofEntries(
      Map.entry("return", "the last expression of a block is its value: write it without `return`"),
      Map.entry("def", "a block is written `block Name(x, width: int) { ... }`"),
      Map.entry("class", "a network is written `model Name { ... }`, a part of one `block Name(x) { ... }`"),
      Map.entry("function", "a block is written `block Name(x, width: int) { ... }`"),
      Map.entry("fn", "a block is written `block Name(x, width: int) { ... }`"),
      Map.entry("import", "another file is named by `use \"file.nacre\" as name`"),
      Map.entry("from", "another file is named by `use \"file.nacre\" as name`"),
      Map.entry("while", "a loop is written `for x in list as turn { ... }` or `repeat count as turn { ... }`"),
      Map.entry("elif", "write `else if`"), Map.entry("let", "a name is bound by `name = value`"),
      Map.entry("var", "a name is bound by `name = value`"), Map.entry("val", "a name is bound by `name = value`"),
      Map.entry("const", "a name is bound by `name = value`"),
      Map.entry("pass", "a body may be empty: `{ }`"));

  private StatementHints() {}

  private static Optional<Diagnostic> allow(Spot spot) {
    return spot.in(NacreParser.AllowContext.class)
        ? Optional.of(SyntaxErrors.found(spot, "`)`").withNote(AllowSyntax.FORM))
        : Optional.empty();
  }

  private static Optional<Diagnostic> nothingAllowed(Spot spot) {
    boolean annotated = spot.type(-1 - spot.lineEndsBefore()) == NacreLexer.RULES_END;
    return annotated && spot.atEnd()
        ? Optional.of(SyntaxErrors.found(spot, "what `@allow` stands before: a statement, `block` or `model`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> reserved(Spot spot) {
    boolean bound = spot.is(NacreLexer.ASSIGN) || spot.is(NacreLexer.COLON);
    if (bound && TokenKinds.isReserved(spot.type(-1))) {
      return Optional.of(reserved(spot, spot.token(-1)));
    }
    boolean alone = switch (spot.type(0)) {
      case NacreLexer.USE, NacreLexer.IN, NacreLexer.AS -> !TokenKinds.endsOperand(spot.type(-1));
      default -> spot.type(1) == NacreLexer.ASSIGN;
    };
    boolean named = alone || switch (spot.type(-1)) {
      case NacreLexer.BLOCK, NacreLexer.MODEL, NacreLexer.INPUT, NacreLexer.OUTPUT, NacreLexer.LAYER, NacreLexer.PARAM,
          NacreLexer.AS, NacreLexer.DOT, NacreLexer.FOR -> true;
      default -> spot.in(NacreParser.ParamsContext.class) && !TokenKinds.endsOperand(spot.type(-1));
    };
    return named && TokenKinds.isReserved(spot.type(0)) ? Optional.of(reserved(spot, spot.found())) : Optional.empty();
  }

  private static Diagnostic reserved(Spot spot, Token word) {
    return SyntaxErrors.error(spot.span(word),
        "found `%s`, required a name; `%<s` is a word of the language".formatted(word.getText()));
  }

  private static Optional<Diagnostic> version(Spot spot) {
    return spot.in(NacreParser.HeaderContext.class)
        || spot.in(NacreParser.ItemContext.class) && spot.first().getType() == NacreLexer.NACRE
            ? Optional.of(SyntaxErrors.found(spot, "the language version: `nacre %d`".formatted(FileBuilder.VERSION)))
            : Optional.empty();
  }

  private static Optional<Diagnostic> use(Spot spot) {
    if (spot.first().getType() != NacreLexer.USE || !spot.in(NacreParser.ItemContext.class)) {
      return Optional.empty();
    }
    return Optional.of(SyntaxErrors.found(spot, switch (spot.type(-1)) {
      case NacreLexer.USE -> "a file in double quotes, or a library such as `std.residual`";
      case NacreLexer.AS, NacreLexer.DOT -> "a name";
      default -> "`as` and a name, or the end of the line";
    }));
  }

  private static Optional<Diagnostic> foreignWord(Spot spot) {
    for (Token word : List.of(spot.found(), spot.token(-1), spot.first())) {
      boolean starts = word == spot.first() || spot.follows(NacreLexer.RC);
      String advice = FOREIGN.get(word.getText());
      if (starts && advice != null && word.getType() == NacreLexer.ID) {
        return Optional.of(SyntaxErrors.error(spot.span(word), "found `%s`; %s".formatted(word.getText(), advice)));
      }
    }
    return Optional.empty();
  }

  private static Optional<Diagnostic> outermost(Spot spot) {
    if (!spot.failed(NacreParser.FileContext.class)) {
      return Optional.empty();
    }
    return Optional.of(SyntaxErrors.found(spot, "`use`, `block` or `model`")
        .withNote("statements stand inside the braces of a block or model"));
  }

  private static Optional<Diagnostic> aloneElse(Spot spot) {
    if (spot.follows(NacreLexer.ELSE)) {
      return Optional.of(SyntaxErrors.found(spot, "`{` or `if` after `else`"));
    }
    return spot.is(NacreLexer.ELSE) && !spot.isGrouped() && !spot.follows(NacreLexer.IF)
        ? Optional.of(SyntaxErrors.error(spot.span(), "found `else` without an `if { }` right before it"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> colonBody(Spot spot) {
    return spot.is(NacreLexer.COLON) && spot.expects(NacreLexer.LC)
        ? Optional.of(SyntaxErrors.found(spot, "`{`: a body stands in braces"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> missingBody(Spot spot) {
    return spot.failed(NacreParser.BodyContext.class) && spot.expects(NacreLexer.LC) && !spot.is(NacreLexer.ASSIGN)
        ? Optional.of(SyntaxErrors.found(spot, "`{`"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> definition(Spot spot) {
    boolean afterWord = spot.follows(NacreLexer.BLOCK) || spot.follows(NacreLexer.MODEL);
    if (spot.in(NacreParser.DefinitionContext.class) && afterWord) {
      return Optional.of(SyntaxErrors.found(spot, "the name of the %s".formatted(spot.text(-1))));
    }
    if (spot.in(NacreParser.BlockHeadContext.class) && !spot.isGrouped() && spot.distance() == 2) {
      return Optional.of(SyntaxErrors.found(spot, "`(` and parameters, as in `block %s(x)`".formatted(spot.text(-1))));
    }
    boolean twoNames = TokenKinds.isName(spot.type(0)) && TokenKinds.isName(spot.type(-1));
    if (!spot.in(NacreParser.ParamsContext.class) || !twoNames) {
      return Optional.empty();
    }
    return Optional.of(SyntaxErrors.error(spot.span(),
        "found `%s` after `%s`, required `,` or `:`".formatted(spot.text(0), spot.text(-1)))
        .withNote("a parameter's type follows its name: `width: int`"));
  }

  private static Optional<Diagnostic> loop(Spot spot) {
    if (!spot.in(NacreParser.LoopContext.class) || spot.isGrouped()) {
      return Optional.empty();
    }
    if (spot.first().getType() == NacreLexer.REPEAT) {
      return spot.follows(NacreLexer.REPEAT)
          ? Optional.of(SyntaxErrors.found(spot, "how many times: `repeat 3 as turn { ... }`"))
          : Optional.empty();
    }
    boolean names = spot.distance() <= 2 && !spot.follows(NacreLexer.IN);
    return names
        ? Optional.of(SyntaxErrors.found(spot, spot.distance() == 1 ? "a name" : "`in`")
            .withNote("a loop is written `for x in list as turn { ... }`"))
        : Optional.empty();
  }

  /** Declarations that lack what must follow their name. */
  private static Optional<Diagnostic> declared(Spot spot) {
    if (!spot.failed(NacreParser.StatementContext.class)) {
      return Optional.empty();
    }
    String name = spot.text(-1);
    boolean named = spot.distance() == 2;
    String required = switch (spot.first().getType()) {
      case NacreLexer.INPUT, NacreLexer.PARAM -> named
          ? "`:` and a type, as in `%s %s: %s`".formatted(spot.first().getText(), name, tensor(spot))
          : "";
      case NacreLexer.OUTPUT -> named && !spot.atEnd() ? "`=` and a value, as in `output %s = x`".formatted(name) : "";
      case NacreLexer.LAYER -> layer(spot, named);
      case NacreLexer.ASSERT -> spot.isGrouped() ? "" : assertion(spot);
      case NacreLexer.WEIGHTS -> spot.distance() == 1 ? "the name of a file in double quotes" : "";
      case NacreLexer.TRAINING -> spot.distance() == 1 ? "`{`, as in `training { loss = mse }`" : "";
      default -> "";
    };
    return required.isEmpty() ? Optional.empty() : Optional.of(SyntaxErrors.found(spot, required));
  }

  private static String tensor(Spot spot) {
    return spot.first().getType() == NacreLexer.PARAM ? "f32[64, 10]" : "f32[N, 3]";
  }

  private static String layer(Spot spot, boolean named) {
    if (spot.is(NacreLexer.ARROW)) {
      return "the end of the line: a layer is declared without its inputs, and applied by `x -> %s`"
          .formatted(spot.token(1 - spot.distance()).getText());
    }
    return named ? "`=` and an op or block, as in `layer %s = dense(8)`".formatted(spot.text(-1)) : "";
  }

  private static String assertion(Spot spot) {
    if (spot.follows(NacreLexer.COMMA)) {
      return "a message in double quotes";
    }
    return spot.atEnd() ? "`,` and a message, as in `assert width > 0, \"no channels\"`" : "";
  }

  private static Optional<Diagnostic> dims(Spot spot) {
    boolean tensor = spot.failed(NacreParser.TensorTypeContext.class);
    return tensor && !spot.is(NacreLexer.LB) && spot.expects(NacreLexer.LB)
        ? Optional.of(SyntaxErrors.found(spot, "the dims in brackets, as in `%s[N, 3]`".formatted(spot.text(-1))))
        : Optional.empty();
  }

  private static Optional<Diagnostic> typed(Spot spot) {
    if (!spot.follows(NacreLexer.COLON)) {
      return Optional.empty();
    }
    if (spot.failed(NacreParser.TensorTypeContext.class) || spot.in(NacreParser.TensorTypeContext.class)) {
      return Optional.of(SyntaxErrors.found(spot, "a type with dims, such as `%s`".formatted(tensor(spot))));
    }
    return spot.in(NacreParser.TypeContext.class)
        ? Optional.of(SyntaxErrors.found(spot, "a type, such as `int`, `f32[N, 3]` or `before | after`"))
        : Optional.empty();
  }
}
