package nacre.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TypeError;
import nacre.ir.Value;
import nacre.ir.op.Activation;
import nacre.ir.op.Candidate;
import nacre.ir.op.Constant;
import nacre.ir.op.Fused;
import nacre.ir.op.IdentityAtInference;
import nacre.ir.op.Op;

/**
 * Between which numbers values lie at inference, read off the ways in which ops may be computed. Conservative: parameters
 * may be anything, whatever weights are bound.
 */
public final class Intervals {
  private static final Site NOWHERE = new Site(List.of(), List.of());

  private final Graph graph;
  private final List<Interval> intervals = new ArrayList<>();

  Intervals(Graph graph) {
    this.graph = graph;
    for (Node node : graph.nodes()) {
      intervals.add(interval(node));
    }
  }

  public Interval of(Value value) {
    return value.port() == 0 ? intervals.get(value.node()) : Interval.ANY;
  }

  private Interval of(Operand operand) {
    return operand instanceof Value value ? of(value) : Interval.ANY;
  }

  private Interval interval(Node node) {
    return switch (node.op()) {
      case Constant(Tensor contents) -> contents(contents);
      case Fused(Op _, int _, List<Fused.Stage> epilogue) when !epilogue.isEmpty() -> last(epilogue.getLast());
      case Op op when IdentityAtInference.class.isInstance(op) -> of(node.operand(0));
      case Op op -> candidate(op, graph.site(node)).map(candidate -> interval(candidate, node)).orElse(Interval.ANY);
    };
  }

  private static Interval contents(Tensor contents) {
    Interval hull =
        contents.elements() == 0 || Double.isNaN(contents.real(0)) ? Interval.ANY : Interval.of(contents.real(0));
    for (int i = 1; i < contents.elements(); i++) {
      double element = contents.real(i);
      hull = Double.isNaN(element) ? Interval.ANY : hull.hull(Interval.of(element));
    }
    return hull;
  }

  /** What an activation gives for any operand; other last stages say nothing. */
  private static Interval last(Fused.Stage stage) {
    if (stage.op() instanceof Activation) {
      return candidate(stage.op(), NOWHERE)
          .map(candidate -> candidate instanceof Candidate.Elementwise function ? elementwise(function, Interval.ANY)
              : Interval.ANY)
          .orElse(Interval.ANY);
    }
    return Interval.ANY;
  }

  private static Optional<Candidate> candidate(Op op, Site site) {
    try {
      return op.candidates(site).stream().findFirst();
    } catch (TypeError e) {
      return Optional.empty(); // extents that a window needs are not known
    }
  }

  private Interval interval(Candidate candidate, Node node) {
    Interval x = of(node.operand(0));
    return switch (candidate) {
      case Candidate.Elementwise function -> elementwise(function, x);
      case Candidate.Pooling pooling -> pooling(pooling, x);
      case Candidate.Binary(Candidate.Binary.Arithmetic arithmetic) -> binary(arithmetic, x, of(node.operand(1)));
      case Candidate.GlobalAverage _, Candidate.Relabel _, Candidate.Permutation _, Candidate.Repeat _ -> x;
      case Candidate.Slice _, Candidate.Tiles _, Candidate.Gather _, Candidate.GatherElements _, Candidate.GatherNd _ -> x;
      case Candidate.Select _ -> of(node.operand(1)).hull(of(node.operand(2)));
      case Candidate.ArgExtreme _, Candidate.ArgTop _ -> new Interval(0, Double.POSITIVE_INFINITY);
      case Candidate.Softmax _ -> new Interval(0, 1);
      case Candidate.Border border -> x.hull(Interval.of(border.value()));
      case Candidate.Concatenation _ ->
          node.operands().stream().map(this::of).reduce(Interval::hull).orElse(Interval.ANY);
      default -> Interval.ANY;
    };
  }

  /** GELU and SiLU have one minimum each, -0.170 and -0.279; below 0 they stay between it and 0. */
  private static Interval elementwise(Candidate.Elementwise function, Interval x) {
    return switch (function.function()) {
      case CLIP -> x.through(v -> Math.min(Math.max(v, function.a()), function.b()));
      case LEAKY_RELU -> function.a() >= 0 ? x.through(v -> v >= 0 ? v : function.a() * v) : Interval.ANY;
      case SIGMOID -> x.through(v -> 1 / (1 + Math.exp(-v)));
      case TANH -> x.through(Math::tanh);
      case GELU, GELU_TANH -> dipping(x, -0.18);
      case SILU -> dipping(x, -0.28);
      case RSQRT -> new Interval(0, Double.POSITIVE_INFINITY);
      default -> ElementwiseIntervals.of(function, x);
    };
  }

  private static Interval dipping(Interval x, double least) {
    return x.isNonNegative() ? new Interval(0, x.high()) : new Interval(least, Math.max(x.high(), 0));
  }

  private static Interval pooling(Candidate.Pooling pooling, Interval x) {
    boolean padded = pooling.before().stream().anyMatch(n -> n > 0) || pooling.after().stream().anyMatch(n -> n > 0);
    if (!padded) {
      return x;
    }
    return pooling.kind() == Candidate.Pooling.Kind.MAXIMUM
        ? emptyWindowIsPossible(pooling) ? Interval.ANY : x
        : x.hull(Interval.of(0));
  }

  /** A window that sees nothing but the border gives minus infinity. */
  private static boolean emptyWindowIsPossible(Candidate.Pooling pooling) {
    for (int i = 0; i < pooling.window().size(); i++) {
      int border = Math.max(pooling.before().get(i), pooling.after().get(i));
      if (border >= pooling.window().get(i) || border > 0 && pooling.dilation().get(i) > 1) {
        return true;
      }
    }
    return false;
  }

  private static Interval binary(Candidate.Binary.Arithmetic arithmetic, Interval a, Interval b) {
    return switch (arithmetic) {
      case ADD -> a.plus(b);
      case SUB -> a.plus(b.negated());
      case MUL -> a.times(b);
      case DIV -> a.isNonNegative() && b.isNonNegative() ? new Interval(0, Double.POSITIVE_INFINITY) : Interval.ANY;
      case MIN -> new Interval(Math.min(a.low(), b.low()), Math.min(a.high(), b.high()));
      case MAX -> new Interval(Math.max(a.low(), b.low()), Math.max(a.high(), b.high()));
      case POW -> a.isNonNegative() ? new Interval(0, Double.POSITIVE_INFINITY) : Interval.ANY;
      case MODULO, REMAINDER -> Interval.ANY;
      case EQUAL, LESS, LESS_OR_EQUAL -> new Interval(0, 1);
      case AND, OR, XOR -> a.isNonNegative() && b.isNonNegative() ? new Interval(0, Double.POSITIVE_INFINITY)
          : Interval.ANY;
    };
  }
}
