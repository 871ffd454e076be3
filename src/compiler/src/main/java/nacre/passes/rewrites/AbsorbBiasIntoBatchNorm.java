package nacre.passes.rewrites;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

import nacre.analysis.ShiftPaths;
import nacre.analysis.Uses;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.Value;
import nacre.ir.op.BatchNorm;
import nacre.ir.op.Constant;
import nacre.ir.op.Mul;
import nacre.ir.op.PreservesShift;
import nacre.ir.op.Sub;
import nacre.passes.Exactness;
import nacre.passes.MatchContext;
import nacre.passes.MissCode;
import nacre.passes.Outcome;
import nacre.passes.PatchBuilder;
import nacre.passes.Rewrite;

/**
 * A bias is a constant per channel. If all that it ever does is to arrive at one batch norm over its channels, {@code k}
 * times (twice if a sum adds two copies), then
 *
 * <pre>
 * (x + k * bias) - mean = x - (mean - k * bias)
 * </pre>
 *
 * and the layer needs no bias. Statistics of the batch at hand contain {@code k * bias} themselves: there it cancels.
 */
public final class AbsorbBiasIntoBatchNorm implements Rewrite {
  /** Paths longer than this are left alone, so that sums over sums cost no more than the graph. */
  private static final int LONGEST = 32;

  @Override
  public String summary() {
    return "moves a bias into the mean of the batch norm behind it, or drops it where batch statistics cancel it";
  }

  @Override
  public String legality() {
    return """
        Every way from the layer keeps a constant per channel (identity, sum, pooling that counts no padding, moved axes) \
        and ends at the same batch norm, which normalises the very axis of the bias, by provenance (`axis-mismatch`); \
        nothing else reads it (`shared-producer`), outputs counted (`graph-output`). Bias and mean do not depend on an \
        input.""";
  }

  @Override
  public Class<?> root() {
    return PreservesShift.class;
  }

  @Override
  public String achievement() {
    return "absorbed";
  }

  @Override
  public String subject(String title) {
    return "bias of " + title;
  }

  @Override
  public String noun(String op) {
    return "bias";
  }

  @Override
  public Outcome match(MatchContext context, Node node) {
    ShiftPaths shifts = context.analyses().shifts(Phase.INFERENCE);
    Optional<ShiftPaths.Bias> bias = shifts.bias(node);
    if (bias.isEmpty() || !context.analyses().constness().isConstant(node.operand(bias.get().operand()))) {
      return Outcome.NO_MATCH;
    }
    return switch (shifts.of(node, bias.get().axis())) {
      case ShiftPaths.Escapes escape -> isNormalised(context, node) ? missed(context, node, escape) : Outcome.NO_MATCH;
      case ShiftPaths.Absorbed(SortedMap<Integer, Long> norms) when norms.size() == 1
          && context.graph().node(norms.firstKey()).op() instanceof BatchNorm -> {
        Node norm = context.graph().node(norms.firstKey());
        yield absorb(context, node, bias.get(), norm, norms.values().iterator().next());
      }
      case ShiftPaths.Absorbed _ -> Outcome.NO_MATCH;
    };
  }

  private static boolean isNormalised(MatchContext context, Node node) {
    return context.analyses().uses().of(node.value()).stream()
        .anyMatch(use -> use instanceof Uses.ByNode(int reader, int _)
            && context.graph().node(reader).op() instanceof BatchNorm);
  }

  private static Outcome missed(MatchContext context, Node node, ShiftPaths.Escapes escape) {
    Node where = context.graph().node(escape.node());
    return switch (escape.reason()) {
      case GRAPH_OUTPUT ->
          new Outcome.Missed(node, MissCode.GRAPH_OUTPUT, context.titleAndPlace(where) + " is also an output");
      case OTHER_AXIS -> new Outcome.Missed(node, MissCode.AXIS_MISMATCH,
          context.titleAndPlace(where) + " normalises another axis than that of the bias");
      case NOT_PRESERVED ->
          new Outcome.Missed(node, MissCode.SHARED_PRODUCER, "it is also seen by " + context.titleAndPlace(where));
    };
  }

  private static Outcome absorb(MatchContext context, Node node, ShiftPaths.Bias bias, Node norm, long times) {
    boolean batch = norm.op() instanceof BatchNorm op && op.statistics() == BatchNorm.Statistics.BATCH;
    List<Node> way = way(context, node, norm);
    boolean constant = context.analyses().constness().isConstant(norm.operand(BatchNorm.MEAN));
    if (way.isEmpty() || times > 1 << 20 || !batch && !constant) {
      return Outcome.NO_MATCH;
    }
    PatchBuilder patch = context.replacing(way);
    Map<Value, Value> rebuilt = new HashMap<>();
    for (Node at : way.subList(0, way.size() - 1)) {
      List<Operand> operands = moved(at, rebuilt);
      if (at.id() == node.id()) {
        operands.set(bias.operand(), Operand.ABSENT);
      }
      rebuilt.put(at.value(), patch.rebuild(at, operands));
    }
    List<Operand> operands = moved(norm, rebuilt);
    if (!batch) {
      operands.set(BatchNorm.MEAN, mean(patch, norm.operand(BatchNorm.MEAN), node.operand(bias.operand()), times));
    }
    patch.replace(norm, norm.op(), operands, norm);
    String text = batch
        ? "dropped the bias of " + context.title(node) + ", which " + context.title(norm) + " cancels"
        : "absorbed the bias of " + context.title(node) + " into " + context.title(norm);
    return new Outcome.Replaced(patch.build(), Exactness.REAL_EXACT, new Outcome.Deed(node, text, true));
  }

  private static List<Operand> moved(Node node, Map<Value, Value> rebuilt) {
    List<Operand> operands = new ArrayList<>(node.operands());
    operands.replaceAll(operand -> operand instanceof Value value ? rebuilt.getOrDefault(value, value) : operand);
    return operands;
  }

  /** All nodes that the constant passes, in order, the norm last; none if dead code is among them, or too many are. */
  private static List<Node> way(MatchContext context, Node node, Node norm) {
    Uses uses = context.analyses().uses();
    NavigableSet<Integer> way = new TreeSet<>(Set.of(node.id()));
    for (Integer at = node.id(); at != null && at < norm.id(); at = way.higher(at)) {
      List<Uses.Use> readers = uses.of(context.graph().node(at).value());
      readers.forEach(use -> {
        if (use instanceof Uses.ByNode(int reader, int _)) {
          way.add(reader);
        }
      });
      if (readers.isEmpty() || way.size() > LONGEST) {
        return List.of();
      }
    }
    return way.last() == norm.id() ? way.stream().map(context.graph()::node).toList() : List.of();
  }

  private static Operand mean(PatchBuilder patch, Operand mean, Operand bias, long times) {
    return patch.add(new Sub(), List.of(mean, times == 1 ? bias : multiple(patch, bias, times)));
  }

  private static Operand multiple(PatchBuilder patch, Operand bias, long times) {
    Type type = patch.type(bias);
    if (type instanceof TensorType tensor) {
      Operand factor = patch.add(Constant.of(tensor.dtype(), (double) times), List.of());
      return patch.add(new Mul(), List.of(bias, factor));
    }
    throw new IllegalStateException("a bias is a tensor, found " + type);
  }
}
