package nacre.passes.rewrites;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import nacre.ir.DType;
import nacre.ir.Edit;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.ir.op.AbsorbsOutputAffine;
import nacre.ir.op.Activation;
import nacre.ir.op.Constant;
import nacre.ir.op.Flatten;
import nacre.ir.op.Fused;
import nacre.ir.op.Op;
import nacre.ir.op.Reshape;
import nacre.ir.op.ScaleShift;
import nacre.ir.op.Transpose;
import nacre.passes.Exactness;
import nacre.passes.MatchContext;
import nacre.passes.MissCode;
import nacre.passes.Outcome;
import nacre.passes.PatchBuilder;
import nacre.passes.Rewrite;

/**
 * Folds a scale and a shift into the layer before it. For a layer {@code f(x) = W x + b} with a row of weights per index
 * {@code o} of its result's axis,
 *
 * <pre>
 * scale_o * (W_o x + b_o) + shift_o = (scale_o * W_o) x + (scale_o * b_o + shift_o)
 * </pre>
 *
 * whatever padding, stride, groups and signs are. Ops that only move elements may stand between, since the affine map of
 * every element goes with it; its axis is followed through them by provenance, never by equal extents. Parameters stay as
 * they are: the new weights are nodes over them, so layers that share weights may each be folded.
 */
public final class FoldScaleShift implements Rewrite {
  @Override
  public String summary() {
    return "folds a scale and a shift, such as a batch norm is at inference, into the weights of the layer before it";
  }

  @Override
  public String legality() {
    return """
        The layer (conv2d, grouped and depthwise too, dense, scale_shift) is read by nothing else, outputs counted \
        (`shared-producer`, `graph-output`); its filters lie on the very axis that is scaled, by provenance \
        (`axis-mismatch`); nothing nonlinear stands between, fused or not (`nonlinear-between`); scale, shift and weights \
        do not depend on an input (`scale-not-constant`, `weight-not-constant`); the axis has a known extent (`unknown-extent`). Other producers take nothing in \
        (`no-absorber`).""";
  }

  @Override
  public Class<?> root() {
    return ScaleShift.class;
  }

  @Override
  public String achievement() {
    return "folded";
  }

  @Override
  public Outcome match(MatchContext context, Node node) {
    return node.op() instanceof ScaleShift(int axis) ? new Attempt(context, node).from(axis) : Outcome.NO_MATCH;
  }

  /** One scale and shift on its way up. */
  private static final class Attempt {
    private final MatchContext context;
    private final Node root;
    private final List<Node> moves = new ArrayList<>();

    Attempt(MatchContext context, Node root) {
      this.context = context;
      this.root = root;
    }

    Outcome from(int axis) {
      if (!isConstant(root.operand(ScaleShift.SCALE)) || !isConstant(root.operand(ScaleShift.SHIFT))) {
        return missed(MissCode.SCALE_NOT_CONSTANT, "its scale or shift depends on an input");
      }
      Node reader = root;
      OptionalInt scaled = OptionalInt.of(axis);
      while (true) {
        Optional<Node> found = context.producer(reader.operand(0));
        if (found.isEmpty()) {
          return missed(MissCode.NO_ABSORBER, "what it scales is a parameter or one of several results");
        }
        Node producer = found.get();
        Optional<MatchContext.Blocker> other = context.otherReader(producer.value(), reader);
        boolean absorbs = producer.op() instanceof AbsorbsOutputAffine;
        if (!absorbs && !moves(producer.op())) {
          return cannotAbsorb(producer);
        }
        if (other.isPresent()) {
          return missed(other.get().code(), other.get().evidence());
        }
        if (scaled.isEmpty()) {
          return missed(MissCode.AXIS_MISMATCH, context.titleAndPlace(reader) + " spreads the scaled axis over others");
        }
        if (producer.op() instanceof AbsorbsOutputAffine absorber) {
          return into(producer, absorber, scaled.getAsInt());
        }
        scaled = context.analyses().axes().before(producer, 0, scaled.getAsInt());
        moves.add(producer);
        reader = producer;
      }
    }

    private boolean isConstant(Operand operand) {
      return context.analyses().constness().isConstant(operand);
    }

    private static boolean moves(Op op) {
      return op instanceof Reshape || op instanceof Transpose || op instanceof Flatten;
    }

    private Outcome into(Node layer, AbsorbsOutputAffine absorber, int axis) {
      int own = absorber.affineAxis(context.graph().site(layer));
      if (own != axis) {
        return missed(MissCode.AXIS_MISMATCH,
            "it scales axis " + axis + " of the result of " + context.titleAndPlace(layer)
                + ", which has a row of weights per index of axis " + own);
      }
      if (context.graph().site(layer).result(0).dim(axis).known().isEmpty()) {
        return missed(MissCode.UNKNOWN_EXTENT,
            "axis " + axis + " of " + context.titleAndPlace(layer) + " has no known extent");
      }
      List<Node> region = new ArrayList<>(List.of(layer));
      region.addAll(moves.reversed());
      region.add(root);
      PatchBuilder patch = context.replacing(region);
      List<Operand> operands = absorber.absorb(patch, layer.operands(), context.graph().site(layer),
          vector(patch, root.operand(ScaleShift.SCALE), 1, layer, axis),
          vector(patch, root.operand(ScaleShift.SHIFT), 0, layer, axis));
      for (int i = 0; i < operands.size(); i++) {
        if (!operands.get(i).equals(layer.operand(i)) && !patch.isConstant(operands.get(i))) {
          return missed(MissCode.WEIGHT_NOT_CONSTANT,
              "a weight of " + context.titleAndPlace(layer) + " depends on an input");
        }
      }
      rebuild(patch, layer, operands);
      return new Outcome.Replaced(patch.build(), Exactness.REAL_EXACT,
          new Outcome.Deed(root, "folded " + context.title(root) + " into " + context.title(layer), true));
    }

    private void rebuild(PatchBuilder patch, Node layer, List<Operand> operands) {
      if (moves.isEmpty()) {
        patch.replace(root, layer.op(), operands, layer);
        return;
      }
      Value value = patch.rebuild(layer, operands);
      for (Node move : moves.subList(1, moves.size()).reversed()) {
        value = patch.rebuild(move, List.of(value));
      }
      patch.replace(root, moves.getFirst().op(), List.of(value), moves.getFirst());
    }

    /** A scale or shift that is there, or as many ones or zeros. */
    private Operand vector(PatchBuilder patch, Operand given, double absent, Node layer, int axis) {
      if (!(given instanceof Operand.Absent)) {
        return given;
      }
      TensorType type = context.graph().site(layer).result(0);
      int extent = Math.toIntExact(type.dim(axis).known().orElseThrow());
      DType dtype = type.dtype();
      double[] contents = IntStream.range(0, extent).mapToDouble(_ -> absent).toArray();
      return patch.add(new Constant(Tensor.ofReals(dtype, new int[] {extent}, contents)), List.of());
    }

    private Outcome cannotAbsorb(Node producer) {
      boolean fused = producer.op() instanceof Fused(Op anchor, int _, var _) && anchor instanceof AbsorbsOutputAffine;
      if (fused) {
        return missed(MissCode.NONLINEAR_BETWEEN,
            "an activation or a sum is fused into " + context.titleAndPlace(producer));
      }
      Optional<Node> layer = producer.op() instanceof Activation
          ? context.producer(producer.operand(0)).filter(before -> before.op() instanceof AbsorbsOutputAffine)
          : Optional.empty();
      if (layer.isPresent()) {
        return new Outcome.Missed(root, MissCode.NONLINEAR_BETWEEN,
            context.titleAndPlace(producer) + " stands between it and "
                + context.titleAndPlace(layer.get()),
            Optional.of(new Edit.Swap(producer.id(), root.id())));
      }
      return missed(MissCode.NO_ABSORBER, context.titleAndPlace(producer) + " has no weights to fold it into");
    }

    private Outcome missed(MissCode code, String evidence) {
      return new Outcome.Missed(root, code, evidence);
    }
  }
}
