package nacre.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.source.DiagnosticPrinter;
import nacre.source.Fix;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.source.Span;
import nacre.source.TextEdit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Merging, suppressing and configuring: what the linter does with findings, whatever rules they are of. */
class LinterTest {
  private static final String TWO_OF_THREE = """
      nacre 1
      block Layer(x, act: block) { x -> dense(4) -> act -> batch_norm -> tanh }
      block Same(x) { x -> identity }
      model Net {
        input x: f32[N, 4]
        output y = x -> Layer(identity) as one -> Layer(relu) as two -> Layer(Same) as three
      }
      """;

  private static LintFixture lint(String text, LintConfig config) {
    return LintFixture.of(Source.of("net.nacre", text), config, LinterTest::marking);
  }

  /** Writes {@code !} after each call that an edit is about, which shows how often and where that happens. */
  private static Optional<List<TextEdit>> marking(Graph graph, List<Edit> edits) {
    return Optional.of(edits.stream().filter(Edit.SetAttribute.class::isInstance).map(Edit.SetAttribute.class::cast)
        .map(edit -> graph.node(edit.node()).location().text().orElseThrow().span())
        .map(span -> TextEdit.insert(span.end(), "!")).toList());
  }

  @Test
  @DisplayName("the uses of a block are one finding, which says how many and leads to one of them")
  void mergesUses() {
    LintFixture net = lint(TWO_OF_THREE, LintConfig.DEFAULT);
    assertThat(net.reports()).singleElement().satisfies(report -> {
      assertThat(report.findings()).hasSize(2);
      assertThat(DiagnosticPrinter.plain(net.source()).print(report.diagnostic())).isEqualTo("""
          net.nacre:2:35: warning [bias-before-batchnorm]: the bias of `dense` has no effect: `batch_norm` subtracts it \
          again, in 2 of 3 uses
              2 | block Layer(x, act: block) { x -> dense(4) -> act -> batch_norm -> tanh }
                |                                   ^~~~~~~~
            note: net.nacre:2:54: `batch_norm` subtracts it with the mean
              2 | block Layer(x, act: block) { x -> dense(4) -> act -> batch_norm -> tanh }
                |                                                      ^~~~~~~~~~
            note: net.nacre:6:19: in this call
              6 |   output y = x -> Layer(identity) as one -> Layer(relu) as two -> Layer(Same) as three
                |                   ^~~~~~~~~~~~~~~
          """);
    });
  }

  @Test
  @DisplayName("a fix of a block's text is a fix of all its uses, so one use without it takes it away")
  void fixesOnlyWhatAllUsesShare() {
    assertThat(lint(TWO_OF_THREE, LintConfig.DEFAULT).reports()).noneMatch(LintReport::hasSafeFix);
    LintReport all = lint(TWO_OF_THREE.replace("relu", "identity"), LintConfig.DEFAULT).reports().getFirst();
    assertThat(all.diagnostic().message()).endsWith("in 3 of 3 uses");
    assertThat(all.diagnostic().fixes()).containsExactly(
        new Fix("set `bias=false`", true, List.of(new TextEdit(Span.point("net.nacre", 2, 43), "!"))));
    assertThat(all.edits(0)).hasSize(3);
    assertThat(all.weightEdits(0)).extracting(edit -> edit.target() + " " + edit.term()).containsExactly(
        "one.batch_norm.running_mean one.dense.bias", "two.batch_norm.running_mean two.dense.bias",
        "three.batch_norm.running_mean three.dense.bias");
  }

  @Test
  @DisplayName("two models that call one block are linted together: what suits one must suit the other")
  void fixesOnlyWhatAllModelsShare() {
    String two = """
        nacre 1
        block Layer(x, act: block) { x -> dense(4) -> act -> batch_norm }
        model One { input x: f32[N, 4]
          output y = x -> Layer(identity) }
        model Two { input x: f32[N, 4]
          output y = x -> Layer(relu) }
        """;
    assertThat(lint(two, LintConfig.DEFAULT).reports()).singleElement().satisfies(report -> {
      assertThat(report.diagnostic().message()).endsWith("in 1 of 2 uses");
      assertThat(report.diagnostic().fixes()).isEmpty();
    });
  }

  @Test
  @DisplayName("an allowed use is gone, and the fix with it: it would change what the author wants to keep")
  void keepsWhatIsAllowed() {
    String allowed = """
        nacre 1
        block Layer(x) { x -> dense(4) -> batch_norm }
        model Net {
          input x: f32[N, 4]
          @allow(bias-before-batchnorm, "ported")
          x = x -> Layer as one -> relu
          output y = x -> Layer as two
        }
        """;
    assertThat(lint(allowed, LintConfig.DEFAULT).reports()).singleElement().satisfies(report -> {
      assertThat(report.diagnostic().message()).endsWith("in 1 of 2 uses");
      assertThat(report.diagnostic().fixes()).isEmpty();
    });
  }

  @Test
  @DisplayName("rules can be ignored and given another severity; what does not exist is named")
  void isConfigured() {
    LintConfig error = new LintConfig(List.of(), List.of(), Map.of("bias-before-batchnorm", Severity.ERROR));
    assertThat(lint(TWO_OF_THREE, error).reports()).extracting(r -> r.diagnostic().severity())
        .containsExactly(Severity.ERROR);
    assertThat(lint(TWO_OF_THREE, new LintConfig(List.of(), List.of("bias-before-batchnorm"), Map.of())).reports())
        .isEmpty();
    assertThat(lint(TWO_OF_THREE, new LintConfig(List.of("all"), List.of("all"), Map.of())).reports()).isEmpty();
    LintConfig slips =
        new LintConfig(List.of("duoble-norm"), List.of("all", "double-norm"), Map.of("nrom", Severity.INFO));
    assertThat(slips.mistakes()).containsExactly("there is no rule `duoble-norm`; did you mean `double-norm`?",
        "there is no rule `nrom`");
    LintConfig laws = new LintConfig(List.of("spatial-underflow"), List.of("indivisible-groups"),
        Map.of("spatial-underflow", Severity.INFO, "all", Severity.INFO));
    assertThat(laws.mistakes()).satisfiesExactly(ignored -> assertThat(ignored).contains("which nothing turns off"),
        all -> assertThat(all).contains("required the id of one rule"),
        graded -> assertThat(graded).contains("which is always an error"));
  }

  private static LintConfig config(List<String> select, List<String> ignore) {
    return new LintConfig(select, ignore, Map.of());
  }

  @Test
  @DisplayName("to name a rule counts for more than `all`, so that one may run all rules but one, and none but one")
  void namesCountForMore() {
    List<String> all = List.of("all");
    List<String> bias = List.of("bias-before-batchnorm");
    assertThat(lint(TWO_OF_THREE, config(bias, all)).reports()).hasSize(1);
    assertThat(lint(TWO_OF_THREE, config(all, bias)).reports()).isEmpty();
    assertThat(lint(TWO_OF_THREE, config(bias, bias)).reports()).isEmpty();
    assertThat(config(bias, all).hears("unused-suppression")).isFalse();
    assertThat(config(all, List.of()).hears("bn-order-inconsistent")).isTrue();
  }

  @Test
  @DisplayName("of two configurations the later wins, rule by rule; what it is silent about stays")
  void laterWins() {
    LintConfig first = new LintConfig(List.of("bn-order-inconsistent"), List.of("double-norm", "dropout-rate"),
        Map.of("double-norm", Severity.INFO, "linear-stack", Severity.INFO));
    LintConfig one = first.with(new LintConfig(List.of("double-norm"), List.of("bn-order-inconsistent"),
        Map.of("double-norm", Severity.ERROR)));
    assertThat(one).isEqualTo(new LintConfig(List.of("double-norm"), List.of("dropout-rate", "bn-order-inconsistent"),
        Map.of("double-norm", Severity.ERROR, "linear-stack", Severity.INFO)));
    LintConfig none = first.with(config(List.of(), List.of("all")));
    assertThat(List.of("bn-order-inconsistent", "double-norm", "linear-stack")).noneMatch(none::hears);
    LintConfig every = none.with(config(List.of("all"), List.of()));
    assertThat(List.of("bn-order-inconsistent", "double-norm", "linear-stack")).allMatch(every::hears);
    assertThat(none.with(config(List.of("double-norm"), List.of())).hears("double-norm")).isTrue();
    assertThat(first.with(LintConfig.DEFAULT)).isEqualTo(first);
  }

  @Test
  @DisplayName("a suppression of a rule that did not run may be needed by the next run")
  void keepsSuppressionsOfIgnoredRules() {
    String needless = """
        nacre 1
        @allow(double-norm, "none here")
        model Net { input x: f32[N, 4]
          output y = x -> dense(4) }
        """;
    assertThat(lint(needless, LintConfig.DEFAULT).reports()).extracting(r -> r.diagnostic().id())
        .containsExactly("unused-suppression");
    assertThat(lint(needless, new LintConfig(List.of(), List.of("double-norm"), Map.of())).reports()).isEmpty();
    assertThat(lint(needless, new LintConfig(List.of(), List.of("unused-suppression"), Map.of())).reports()).isEmpty();
  }

  @Test
  @DisplayName("the reference pages are made of what rules say of themselves, so every rule says everything")
  void everyRuleExplainsItself() {
    assertThat(Rules.ALL).isSortedAccordingTo((a, b) -> a.id().compareTo(b.id())).allSatisfy(rule -> {
      assertThat(rule.facts().summary()).matches("[^A-Z].*[^.]");
      assertThat(rule.facts().explanation()).endsWith(".").hasSizeGreaterThan(150);
      assertThat(rule.facts().source()).hasSizeGreaterThan(20);
      assertThat(rule.id()).matches("[a-z]+(-[a-z]+)*");
    });
    assertThat(TypeRule.ALL).isSortedAccordingTo((a, b) -> a.id().compareTo(b.id())).allSatisfy(rule -> {
      assertThat(rule.summary()).matches("[^A-Z].*[^.]");
      assertThat(rule.explanation()).endsWith(".").hasSizeGreaterThan(150);
      assertThat(rule.source()).hasSizeGreaterThan(20);
      assertThat(Rules.named(rule.id())).isEmpty();
    });
  }

  @Test
  @DisplayName("opinions are off until asked for, and run then")
  void runsWhatIsOffWhenSelected() {
    String mixed = """
        nacre 1
        model Net { input x: f32[N, 4]
          x = x -> dense(4, bias=false) -> batch_norm -> relu
          output y = x -> dense(4) -> relu -> batch_norm }
        """;
    assertThat(lint(mixed, LintConfig.DEFAULT).reports()).isEmpty();
    assertThat(lint(mixed, new LintConfig(List.of("bn-order-inconsistent"), List.of(), Map.of())).reports())
        .extracting(r -> r.diagnostic().id()).containsExactly("bn-order-inconsistent");
    assertThat(Rules.ALL).filteredOn(rule -> !rule.facts().enabled()).isNotEmpty()
        .allMatch(rule -> rule.severity() == Severity.STYLE);
  }
}
