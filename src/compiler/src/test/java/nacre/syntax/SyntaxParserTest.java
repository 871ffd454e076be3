package nacre.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nacre.source.DiagnosticPrinter;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.testing.Golden;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The records that everything else reads: their structure, their places, and what is left of broken text. */
class SyntaxParserTest {
  private final Reporter reporter = new Reporter();

  private Syntax.File parse(String text) {
    return SyntaxParser.parse(Source.of("text.nacre", text), reporter);
  }

  @TestFactory
  @DisplayName("texts become these records")
  Stream<DynamicTest> trees() {
    return Golden.cases("nacre/syntax/trees", golden -> {
      Source source = Source.of("text.nacre", golden.section("source"));
      Reporter errors = new Reporter();
      String tree = SyntaxDump.of(SyntaxParser.parse(source, errors));
      return Map.of("tree", tree, "errors", DiagnosticPrinter.plain(source).print(errors));
    });
  }

  @Test
  @DisplayName("each part knows its place, with its parentheses only where they belong to it")
  void spans() {
    Source source = Source.of("text.nacre", """
        nacre 1
        ## doc
        @allow(a-rule, "reason")
        model M {  # comment
          x = ((a + b)) * c.d[0]  # comment
          y = x
            -> f(1, k=2) as "q" -> mine.g
        }
        """);
    Syntax.File file = SyntaxParser.parse(source, reporter);
    assertThat(SyntaxDump.spans(source, file.models().getFirst().body().statements())).isEqualTo("""
        Assign: x = ((a + b)) * c.d[0]
        Name: x
        Binary: ((a + b)) * c.d[0]
        Binary: a + b
        Name: a
        Name: b
        Index: c.d[0]
        Member: c.d
        Name: c
        Name: d
        IntLit: 0
        Assign: y = x
            -> f(1, k=2) as "q" -> mine.g
        Name: y
        Pipe: x
            -> f(1, k=2) as "q" -> mine.g
        Name: x
        Stage: f(1, k=2) as "q"
        Dotted: f
        Name: f
        Arg: 1
        IntLit: 1
        Arg: k=2
        Name: k
        IntLit: 2
        Label: "q"
        Stage: mine.g
        Dotted: mine.g
        Name: mine
        Name: g
        """);
    assertThat(source.slice(file.models().getFirst().span())).startsWith("model M {").endsWith("}");
    assertThat(source.slice(file.models().getFirst().body().span())).startsWith("{").endsWith("}");
    assertThat(source.slice(file.models().getFirst().allows().getFirst().span()))
        .isEqualTo("@allow(a-rule, \"reason\")");
  }

  @Test
  @DisplayName("an operator's place is the operator, so that a caret can stand under it")
  void operatorSpans() {
    Source source = Source.of("value", "a + b\n// c");
    Expr.Binary sum = (Expr.Binary) SyntaxParser.expression(Source.of("value", "(a\n // c)"), reporter);
    assertThat(sum.at().line()).isEqualTo(2);
    assertThat(sum.at().column()).isEqualTo(2);
    assertThat(SyntaxParser.expression(source, reporter)).isInstanceOf(Expr.Invalid.class);
  }

  @Test
  @DisplayName("a broken statement still says what it would have bound, so that uses of it are no errors")
  void brokenStatementsBind() {
    Syntax.File file = parse("""
        nacre 1
        model M {
          input a f32[N]
          b, c = = 1
          (d, e) = f(
          g = x -> -> h as i
          @allow(r, "s")
          layer k relu
          = 3
          for j range(3) { m = 1 }
        }
        """);
    assertThat(file.models().getFirst().body().statements()).allMatch(Statement.Invalid.class::isInstance)
        .extracting(s -> SyntaxDump.of(((Statement.Invalid) s).binds()))
        .containsExactly("[a]", "[b, c]", "[d, e]", "[i, g]", "[k]", "[]");
    assertThat(reporter.diagnostics()).hasSize(7);
  }

  @Test
  @DisplayName("a definition whose parameters cannot be read keeps its name and body, and says so")
  void brokenHeads() {
    Syntax.File file = parse("nacre 1\nblock A(x, int width) {\n  y = 1\n}\nblock B(x) { x }\n");
    assertThat(file.blocks()).extracting(Syntax.Block::broken).containsExactly(true, false);
    assertThat(file.blocks().getFirst().name().text()).isEqualTo("A");
    assertThat(file.blocks().getFirst().body().statements()).hasSize(1);
  }

  @Test
  void docsStandRightBeforeTheirDefinition() {
    Syntax.File file = parse("""
        nacre 1
        ## not this one

        ##  indented
        ##
        # a comment ends it
        ## last
        @allow(r, "s")
        model M { } ## beside
        model N { }
        ## above
        block B(x) { x }
        """);
    assertThat(file.models()).extracting(Syntax.Model::docs).containsExactly(List.of("last"), List.of());
    assertThat(file.blocks().getFirst().docs()).containsExactly("above");
  }

  @Test
  void suppressionsCoverWhatTheyStandBefore() {
    Source source = Source.of("text.nacre", """
        nacre 1
        @allow(one, two, "why")
        model M {
          for i in x as j {
            @allow(three, "because")
            y = if a {
              @allow(four, "deep inside")
              b
            } else { c }
          }
        }
        """);
    assertThat(SyntaxParser.parse(source, reporter).suppressions()).extracting(
        s -> s.rules() + " " + s.reason() + ": " + source.slice(s.covers()).lines().findFirst().orElseThrow())
        .containsExactly("[one, two] why: model M {", "[three] because: y = if a {", "[four] deep inside: b");
  }

  @Test
  @DisplayName("braces in a string hold expressions, which know their place in the text")
  void templates() {
    Source source = Source.of("text.nacre", """
        nacre 1
        model M { assert a > 3, "found {a.shape[0] + 1} of {{\\"all\\"}} {b}" }
        """);
    Statement.Assert check = (Statement.Assert) SyntaxParser.parse(source, reporter).models().getFirst().body()
        .statements().getFirst();
    Template template = SyntaxParser.template(source, check.message(), reporter);
    assertThat(SyntaxDump.of(template.parts())).isEqualTo(
        "[Text(found ), Hole((Index(Member(a shape) 0) + 1)), Text( of {\"all\"} ), Hole(b)]");
    Template.Hole hole = (Template.Hole) template.parts().get(1);
    assertThat(source.slice(hole.value().span())).isEqualTo("a.shape[0] + 1");
    assertThat(reporter.diagnostics()).isEmpty();
  }

  @Test
  void brokenTemplatesAreLocated() {
    Source source = Source.of("text.nacre", "nacre 1\nmodel M { assert a, \"{} {a b} {1 + } {open\" }\n");
    Statement.Assert check = (Statement.Assert) SyntaxParser.parse(source, reporter).models().getFirst().body()
        .statements().getFirst();
    SyntaxParser.template(source, check.message(), reporter);
    assertThat(DiagnosticPrinter.plain().print(reporter)).isEqualTo("""
        text.nacre:2:22: error [syntax]: found `{ }` in a string, required a value in it
          note: a `{` that is only text is written `{{`
        text.nacre:2:28: error [syntax]: found `b`, required an operator, `->` or the end of the line
        text.nacre:2:36: error [syntax]: found the end of the text, required a value
        text.nacre:2:38: error [syntax]: this `{` is never closed
          note: a `{` that is only text is written `{{`
        """);
  }
}
