package nacre.lint.rules;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import nacre.analysis.Uses;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.TensorType;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.Concat;
import nacre.ir.op.Dropout;
import nacre.ir.op.PreservesShift;
import nacre.lint.Finding;
import nacre.lint.Fixes;
import nacre.lint.LintContext;
import nacre.lint.LintRule;
import nacre.lint.Place;
import nacre.lint.Repair;
import nacre.lint.Rule;
import nacre.source.Severity;

/** A dropout whose elements reach a batch norm that learns their variance. */
@LintRule(summary = "a batch norm learns the variance of what a dropout lets through",
    explanation = "While training, a dropout of rate p raises the variance of its elements (it divides those that stay by 1 "
        + "- p); at inference it does nothing. A batch norm behind it collects the variance of training and divides by it at "
        + "inference, where the variance is smaller: all later layers see another scale than they were trained on. Put the "
        + "dropout behind the batch norm, best before the last layers only.\n\n"
        + "A layer with weights in between mixes many elements and hides most of it, so it is found only through "
        + "activations, pooling, sums and concatenation. Inside a residual branch it is a remark and no warning: there "
        + "(Wide ResNet: convolution, dropout, batch norm) it was measured to help.",
    severity = Severity.WARNING, fixes = Fixes.UNSAFE,
    source = "Li, Chen, Hu & Yang (2018), `Understanding the disharmony between dropout and batch normalization by variance "
        + "shift`: DenseNet on CIFAR-100 falls from 77.42 % to 68.55 %; Zagoruyko & Komodakis (2016) for residual branches")
public final class DropoutBeforeBatchnorm implements Rule {
  /** No batch norm; greater than every node. */
  private static final int NONE = Integer.MAX_VALUE;

  @Override
  public void check(LintContext context) {
    SortedMap<Integer, Integer> found = found(context);
    BitSet residual = ResidualBranches.of(context.graph(), context.analyses().constness(),
        new TreeSet<>(found.keySet()));
    found.forEach((dropout, norm) -> report(context, context.graph().node(dropout), context.graph().node(norm),
        residual.get(dropout)));
  }

  private static void report(LintContext context, Node dropout, Node norm, boolean residual) {
    String message = context.say(
        "`%s` comes before `%s`, which learns a variance that is larger in training than at inference", dropout, norm);
    List<Finding.Related> related = List.of(context.related(norm, "the batch norm"));
    if (residual) {
      context.inform(Place.of(dropout), message + " (in a residual branch this can be meant)",
          swap(context, dropout, norm),
          related);
    } else {
      context.report(Place.of(dropout), message, swap(context, dropout, norm), related);
    }
  }

  /** Exchanges the two where nothing but the batch norm reads the dropout. */
  private static Optional<Repair> swap(LintContext context, Node dropout, Node norm) {
    return context.analyses().uses().sole(dropout.value()).filter(use -> use.node() == norm.id())
        .map(_ -> Repair.unsafe(new Edit.Swap(dropout.id(), norm.id())));
  }

  /** Dropouts that drop something, and the first batch norm that learns from each. */
  private static SortedMap<Integer, Integer> found(LintContext context) {
    Graph graph = context.graph();
    int[] learner = new int[graph.nodes().size()];
    SortedMap<Integer, Integer> found = new TreeMap<>();
    for (Node node : graph.nodes().reversed()) {
      learner[node.id()] = context.analyses().uses().of(node.value()).stream()
          .flatMap(use -> use instanceof Uses.ByNode read ? Stream.of(read) : Stream.empty())
          .mapToInt(read -> learner(graph, read, learner)).min().orElse(NONE);
      if (node.op() instanceof Dropout(double rate) && rate > 0 && learner[node.id()] != NONE) {
        found.put(node.id(), learner[node.id()]);
      }
    }
    return found;
  }

  private static int learner(Graph graph, Uses.ByNode read, int[] learner) {
    Node reader = graph.node(read.node());
    if (reader.op() instanceof BatchNorm norm && read.operand() == BatchNorm.X) {
      return norm.statistics() == BatchNorm.Statistics.RUNNING ? reader.id() : NONE;
    }
    return passesElements(graph, reader, read.operand()) ? learner[reader.id()] : NONE;
  }

  /** Whether elements go on one by one, or as sums and means of few, but never weighted. */
  private static boolean passesElements(Graph graph, Node reader, int operand) {
    if (Nonlinearity.is(reader.op()) && operand == 0 || reader.op() instanceof Concat) {
      return true;
    }
    Site site = graph.site(reader);
    boolean ranked = site.operands().stream().flatMap(Optional::stream)
        .allMatch(type -> type instanceof TensorType tensor && tensor.isRanked());
    return ranked && reader.op() instanceof PreservesShift op && IntStream.range(0, site.tensor(operand).rank())
        .anyMatch(axis -> op.preservesShift(site, operand, axis, Phase.TRAINING));
  }
}
