package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Value;
import nacre.ir.WeightEdit;
import nacre.lint.EditTranslator;
import nacre.lint.LintConfig;
import nacre.lint.LintReport;
import nacre.lint.Linter;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A safe fix is believed only because this comparison would refute it. Each case breaks one thing that it must see. */
class FixProofTest {
  private static final WeightEdit MEAN_LOSES_BIAS = new WeightEdit("batch_norm.running_mean", -1, "conv2d.bias");

  private static Graph pooledConv(boolean bias) {
    Net net = new Net();
    Value x = net.input("x", 2, 9, 9);
    Value y = net.call("conv2d", x, "filters", 3, "kernel", 3, "bias", bias);
    y = net.call("max_pool2d", y, "kernel", 2);
    return net.outputs(net.call("relu", net.call("batch_norm", y)));
  }

  private static List<Edit> biasFalse(Graph graph) {
    return graph.nodes().stream().filter(node -> node.path().equals("conv2d"))
        .<Edit>map(node -> new Edit.SetAttribute(node.id(), "bias", Attr.of(false))).toList();
  }

  private static List<LintReport> lint(Graph graph) {
    return new Linter(LintConfig.DEFAULT).lint(List.of(graph), List.of(), EditTranslator.NONE);
  }

  @Test
  @DisplayName("the running mean takes over what the bias was, through a pooling")
  void provesTheBiasAway() {
    Graph before = pooledConv(true);
    FixProof.Verdict verdict =
        FixProof.prove(before, pooledConv(false), biasFalse(before), List.of(MEAN_LOSES_BIAS));
    assertThat(verdict).isInstanceOfSatisfying(FixProof.Proved.class,
        proved -> assertThat(proved.removed()).containsExactly("conv2d.bias"));
  }

  @Test
  @DisplayName("the weight edit that the rule proposes is the one that the proof needs")
  void theRuleProposesTheRightWeightEdit() {
    List<WeightEdit> proposed = lint(pooledConv(true)).stream().flatMap(report -> report.findings().stream())
        .flatMap(finding -> finding.repair().stream()).flatMap(repair -> repair.weights().stream()).toList();
    assertThat(proposed).containsExactly(MEAN_LOSES_BIAS);
  }

  @Test
  @DisplayName("a fix that forgets the weight edit is refuted")
  void refutesAMissingWeightEdit() {
    Graph before = pooledConv(true);
    assertThat(FixProof.prove(before, pooledConv(false), biasFalse(before), List.of()))
        .isInstanceOfSatisfying(FixProof.Refuted.class,
            refuted -> assertThat(refuted.reason()).contains("at inference"));
  }

  @Test
  @DisplayName("a bias under a dropout is alive in training alone, and the proof looks there too")
  void refutesWhatOnlyTrainingShows() {
    Graph before = dropped(true);
    assertThat(FixProof.prove(before, dropped(false), biasFalse(before), List.of(MEAN_LOSES_BIAS)))
        .isInstanceOfSatisfying(FixProof.Refuted.class,
            refuted -> assertThat(refuted.reason()).contains("in training"));
  }

  private static Graph dropped(boolean bias) {
    Net net = new Net();
    Value x = net.input("x", 2, 5, 5);
    Value y = net.call("dropout", net.call("conv2d", x, "filters", 3, "kernel", 3, "bias", bias), "rate", 0.5);
    return net.outputs(net.call("batch_norm", y));
  }

  @Test
  @DisplayName("a parameter that the fix does not speak of must stay where it was")
  void refutesALostParameter() {
    Graph before = pooledConv(true);
    assertThat(FixProof.prove(before, pooledConv(false), List.of(), List.of(MEAN_LOSES_BIAS)))
        .isInstanceOfSatisfying(FixProof.Refuted.class,
            refuted -> assertThat(refuted.reason()).contains("`conv2d.bias` is lost"));
  }

  @Test
  @DisplayName("a residual sum hands two copies of one bias on, and the mean loses both")
  void countsCopies() {
    List<LintReport> reports = lint(twice(true));
    List<WeightEdit> edits = reports.stream().flatMap(report -> report.findings().stream())
        .flatMap(finding -> finding.repair().stream()).flatMap(repair -> repair.weights().stream()).toList();
    assertThat(edits).containsExactly(new WeightEdit("batch_norm.running_mean", -2, "conv2d.bias"));
    assertThat(FixProof.prove(twice(true), twice(false), biasFalse(twice(true)), edits))
        .isInstanceOf(FixProof.Proved.class);
  }

  private static Graph twice(boolean bias) {
    Net net = new Net();
    Value y = net.call("conv2d", net.input("x", 2, 5, 5), "filters", 3, "kernel", 3, "bias", bias);
    Value sum = net.call("add", List.of(y, net.call("max_pool2d", y, "kernel", 3, "stride", 1, "padding", 1)));
    return net.outputs(net.call("batch_norm", sum));
  }

  @Test
  @DisplayName("an edit that two findings ask for is made once")
  void makesAnEditOnce() {
    Graph before = pooledConv(true);
    assertThat(FixProof.prove(before, pooledConv(false), biasFalse(before),
        Stream.of(MEAN_LOSES_BIAS, MEAN_LOSES_BIAS).toList())).isInstanceOf(FixProof.Proved.class);
  }
}
