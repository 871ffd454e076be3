package nacre.lint.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

import nacre.analysis.Analyses;
import nacre.analysis.ShiftPaths;
import nacre.analysis.Uses;
import nacre.ir.Attr;
import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Param;
import nacre.ir.Phase;
import nacre.ir.WeightEdit;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.OpSpec;
import nacre.lint.Finding;
import nacre.lint.LintContext;
import nacre.lint.Place;
import nacre.lint.Repair;

/**
 * Parameters that are biases and nothing else, and that norms cancel wherever they are applied. An instance norm subtracts
 * the mean of what it reads, the bias in it included, and keeps nothing. In training a batch
 * norm subtracts the batch's mean, the bias in it included. At inference it subtracts the running mean, which must be the
 * same with and without bias for all who share it: where {@code n} copies of the bias arrive at each of them, {@code mean -
 * n * bias} stands for {@code mean}.
 */
final class CancelledBiases {
  /** So many copies and more are not counted exactly. */
  private static final long COUNTABLE = 1L << 53;

  /**
   * A bias without effect.
   *
   * @param toggle       the setting that leaves it out
   * @param applications every node that adds it
   * @param norms        norms that it reaches, at least one
   * @param weightEdits  what keeps the running means of batch norms right without it; empty where no edit can say it
   */
  record Cancelled(String toggle, List<Node> applications, List<Node> norms,
      Optional<List<WeightEdit>> weightEdits) {
    Cancelled {
      applications = List.copyOf(applications);
      norms = List.copyOf(norms);
    }

    /** Reports it where the settings of a node that adds it are written, with the fix that leaves it out. */
    void report(LintContext context, Node node) {
      List<Finding.Related> related = norms.stream()
          .map(norm -> context.related(norm, context.say("`%s` subtracts it with the mean", norm))).toList();
      List<Edit> without = applications.stream()
          .<Edit>map(use -> new Edit.SetAttribute(use.id(), toggle, Attr.of(false))).toList();
      Repair repair = new Repair(weightEdits.isPresent(), without, weightEdits.orElse(WeightEdit.NONE));
      String message = context.say("the bias of `%s` has no effect: `%s` subtracts it again", node, norms.getFirst());
      context.report(Place.settings(context.graph(), node), message, Optional.of(repair), related);
    }
  }

  private final Graph graph;
  private final Uses uses;
  private final ShiftPaths shifts;
  private final MergedShifts merged;
  private final Map<Integer, Optional<Cancelled>> known = new HashMap<>();

  CancelledBiases(Analyses analyses) {
    graph = analyses.graph();
    uses = analyses.uses();
    shifts = analyses.shifts(Phase.TRAINING);
    merged = new MergedShifts(analyses);
  }

  /** A layer is reported once, however often it is applied; nodes without one have a number each. */
  static int layer(Node node) {
    return node.layer().isPresent() ? node.layer().getAsInt() : -1 - node.id();
  }

  /** The bias of a node, if it has one and it is cancelled here and wherever else it is applied. */
  Optional<Cancelled> of(Node node) {
    return shifts.bias(node).flatMap(bias -> node.operand(bias.operand()) instanceof Operand.ParamRef(int param)
        ? toggle(node, bias).flatMap(toggle -> known.computeIfAbsent(param, _ -> cancelled(param, toggle)))
        : Optional.empty());
  }

  private static Optional<String> toggle(Node node, ShiftPaths.Bias bias) {
    OpSpec spec = node.op().spec();
    return spec.params().get(bias.operand() - spec.firstParam()).toggle();
  }

  private Optional<Cancelled> cancelled(int param, String toggle) {
    List<Node> applications = new ArrayList<>();
    for (Uses.ByNode use : uses.ofParam(param)) {
      Node node = graph.node(use.node());
      if (shifts.bias(node).filter(bias -> bias.operand() == use.operand()).isEmpty()) {
        return Optional.empty();
      }
      applications.add(node);
    }
    return exactly(param, applications)
        .map(found -> new Cancelled(toggle, applications, found.norms(), Optional.of(found.edits())))
        .or(() -> somehow(applications).map(norms -> new Cancelled(toggle, applications, norms, Optional.empty())));
  }

  private record Exactly(List<Node> norms, List<WeightEdit> edits) {}

  /** Channel by channel, so that every running mean can lose exactly what does not arrive any more. */
  private Optional<Exactly> exactly(int param, List<Node> applications) {
    SortedMap<Integer, Long> arrivals = new TreeMap<>();
    for (Node node : applications) {
      if (!(shifts.ofBias(node).orElseThrow() instanceof ShiftPaths.Absorbed(SortedMap<Integer, Long> norms))) {
        return Optional.empty();
      }
      norms.forEach((norm, times) -> arrivals.merge(norm, Math.min(times, COUNTABLE), Long::sum));
    }
    List<Node> norms = arrivals.keySet().stream().map(graph::node).toList();
    return arrivals.isEmpty() || arrivals.values().stream().anyMatch(times -> times >= COUNTABLE)
        ? Optional.empty()
        : weightEdits(param, arrivals).map(edits -> new Exactly(norms, edits));
  }

  /** The first batch norm of each application, if each goes to batch norms alone. */
  private Optional<List<Node>> somehow(List<Node> applications) {
    List<Node> norms = new ArrayList<>();
    for (Node node : applications) {
      OptionalInt norm = merged.norm(node, shifts.bias(node).orElseThrow().axis());
      if (norm.isEmpty()) {
        return Optional.empty();
      }
      norms.add(graph.node(norm.getAsInt()));
    }
    return Optional.of(norms);
  }

  /** Empty if some norm does not cancel the bias, or shares its mean with one at which another multiple arrives. */
  private Optional<List<WeightEdit>> weightEdits(int bias, SortedMap<Integer, Long> arrivals) {
    List<WeightEdit> edits = new ArrayList<>();
    for (Map.Entry<Integer, Long> arrival : arrivals.entrySet()) {
      Node node = graph.node(arrival.getKey());
      if (!(node.op() instanceof BatchNorm norm)) {
        continue;
      }
      switch (norm.statistics()) {
        case FROZEN -> {
          return Optional.empty();
        }
        case BATCH -> {
        }
        case RUNNING -> {
          if (!(node.operand(BatchNorm.MEAN) instanceof Operand.ParamRef mean)
              || !isAlikeForAll(mean, arrival.getValue(), arrivals)) {
            return Optional.empty();
          }
          edits.add(edit(graph.param(mean), arrival.getValue(), graph.params().get(bias)));
        }
      }
    }
    return Optional.of(edits.stream().distinct().toList());
  }

  private boolean isAlikeForAll(Operand.ParamRef mean, long times, SortedMap<Integer, Long> arrivals) {
    return uses.ofParam(mean.index()).stream().allMatch(use -> {
      Node reader = graph.node(use.node());
      return reader.op() instanceof BatchNorm norm && use.operand() == BatchNorm.MEAN
          && (norm.statistics() == BatchNorm.Statistics.BATCH || arrivals.getOrDefault(use.node(), 0L) == times);
    });
  }

  private static WeightEdit edit(Param mean, long times, Param bias) {
    return new WeightEdit(mean.path(), -times, bias.path());
  }
}
