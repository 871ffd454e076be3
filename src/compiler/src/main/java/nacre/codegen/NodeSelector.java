package nacre.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Site;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.op.Candidate;
import nacre.ir.op.Fused;
import nacre.ir.op.InferContext;
import nacre.ir.op.Op;
import nacre.kernels.call.Curve;
import nacre.kernels.call.Epilogue;
import nacre.kernels.call.Extent;

/**
 * Chooses how one node is computed: its anchor by a kernel, what follows by that kernel's epilogue as far as it reaches, and
 * the rest by kernels of its own.
 */
final class NodeSelector {
  /** A part of a node that no kernel computes. */
  static final class NoKernelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoKernelException(String message) {
      super(message);
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }

  private final Graph graph;
  private final Node node;
  private final IntFunction<Optional<Arg>> operand;
  private final Function<TensorType, Arg.Local> temporary;
  private final List<Work> works = new ArrayList<>();

  NodeSelector(Graph graph, Node node, IntFunction<Optional<Arg>> operand,
      Function<TensorType, Arg.Local> temporary) {
    this.graph = graph;
    this.node = node;
    this.operand = operand;
    this.temporary = temporary;
  }

  /** The work in order; the last one makes {@code result}. */
  List<Work> select(Arg.Local result) {
    List<Optional<Arg>> operands = new ArrayList<>();
    for (int position = 0; position < node.operands().size(); position++) {
      operands.add(operand.apply(position));
    }
    Site site = graph.site(node);
    if (node.op() instanceof Fused fused) {
      start(fused.anchor(), anchorSite(fused, site), operands.subList(0, fused.anchorOperands()), result);
      TensorType soFar = anchorSite(fused, site).result(0);
      for (Fused.Stage stage : fused.epilogue()) {
        soFar = follow(stage, soFar, site, operands, result);
      }
    } else {
      start(node.op(), site, operands, result);
    }
    return works;
  }

  private static Site anchorSite(Fused fused, Site site) {
    return new Site(site.operands().subList(0, fused.anchorOperands()), List.of(fused.anchorType(site)));
  }

  private void start(Op op, Site site, List<Optional<Arg>> operands, Arg.Local result) {
    Candidate how = candidate(op, site);
    requireConstantWeights(op, how, operands);
    requirePlanes(op, how, operands);
    Kinds.require(op, how, site, result.dtype());
    Work work = new Work(how, start(how), operands, Optional.empty(), result, node);
    works.add(how instanceof Candidate.Elementwise function ? work.with(alone(function)) : work);
  }

  private static Candidate candidate(Op op, Site site) {
    List<Candidate> candidates = op.candidates(site);
    if (candidates.isEmpty()) {
      throw new NoKernelException("no kernel computes `" + op.name() + "` here");
    }
    return candidates.getFirst();
  }

  private static Epilogue start(Candidate how) {
    boolean biased = how instanceof Candidate.Convolution || how instanceof Candidate.Dense;
    return biased ? Epilogue.BIAS : Epilogue.NONE;
  }

  private static Epilogue alone(Candidate.Elementwise function) {
    return EpilogueChain.followed(Epilogue.NONE, function).orElse(Epilogue.NONE);
  }

  private static void requireConstantWeights(Op op, Candidate how, List<Optional<Arg>> operands) {
    boolean packs = how instanceof Candidate.Convolution || how instanceof Candidate.Dense;
    for (int position = 1; packs && position < operands.size(); position++) {
      if (operands.get(position).filter(Arg.Local.class::isInstance).isPresent()) {
        throw new NoKernelException("`" + op.spec().params().get(position - op.spec().firstParam()).name()
            + "` depends on an input, required a parameter or a constant");
      }
    }
  }

  /** Windows slide over planes of known extents, with the channels next to the batch or last. */
  private static void requirePlanes(Op op, Candidate how, List<Optional<Arg>> operands) {
    int axis = switch (how) {
      case Candidate.Convolution conv -> conv.axis();
      case Candidate.Pooling pool -> pool.axis();
      case Candidate.GlobalAverage average -> average.axis();
      default -> 0;
    };
    if (axis == 0) {
      return;
    }
    List<Extent> dims = operands.getFirst().orElseThrow().dims();
    if (!dims.subList(1, dims.size()).stream().allMatch(Extent::isFixed)) {
      throw new NoKernelException("`" + op.name() + "` needs known extents beside the batch; say them with --dim");
    }
    if (axis != 1 && axis != dims.size() - 1) {
      throw new NoKernelException(
          "`" + op.name() + "` needs its channels on axis 1 or on the last, found axis " + axis);
    }
  }

  /** Adds a stage behind a value of type {@code soFar}, and returns the type of what it makes. */
  private TensorType follow(Fused.Stage stage, TensorType soFar, Site site, List<Optional<Arg>> operands,
      Arg.Local result) {
    List<Type> types = new ArrayList<>(stage.extras().stream().<Type>map(site::tensor).toList());
    types.add(stage.chained(), soFar);
    List<Type> results = stage.op().infer(InferContext.of(types));
    Site stageSite = new Site(types.stream().map(Optional::of).toList(), results);
    Work last = works.removeLast();
    Optional<Work> merged = merged(last, candidate(stage.op(), stageSite), residual(stage, types, soFar, operands));
    if (merged.isPresent()) {
      works.add(merged.get());
      return stageSite.result(0);
    }
    Arg.Local link = temporary.apply(soFar);
    works.add(new Work(last.how(), last.epilogue(), last.operands(), last.residual(), link, node));
    List<Optional<Arg>> own = new ArrayList<>(stage.extras().stream().map(operands::get).toList());
    own.add(stage.chained(), Optional.of(link));
    start(stage.op(), stageSite, own, result);
    return stageSite.result(0);
  }

  /** What the stage adds to the value so far, if it is of the same type. */
  private static Optional<Arg> residual(Fused.Stage stage, List<Type> types, TensorType soFar,
      List<Optional<Arg>> operands) {
    boolean same = stage.extras().size() == 1 && types.get(1 - stage.chained()).equals(soFar);
    return same ? operands.get(stage.extras().getFirst()) : Optional.empty();
  }

  private Optional<Work> merged(Work last, Candidate next, Optional<Arg> residual) {
    if (!EpilogueChain.hasEpilogue(last.how()) || !last.result().dtype().isReal()) {
      return Optional.empty();
    }
    if (next instanceof Candidate.Elementwise function) {
      return EpilogueChain.followed(last.epilogue(), function).map(last::with);
    }
    boolean adds = next instanceof Candidate.Binary(Candidate.Binary.Arithmetic arithmetic)
        && arithmetic == Candidate.Binary.Arithmetic.ADD;
    return adds && takesResidual(last)
        ? residual.map(arg -> new Work(last.how(), last.epilogue(), last.operands(), residual, last.result(), node))
        : Optional.empty();
  }

  private static boolean takesResidual(Work last) {
    boolean packed = last.how() instanceof Candidate.Convolution || last.how() instanceof Candidate.Dense;
    boolean untouched = !last.epilogue().clamps() && last.epilogue().curve() == Curve.NONE;
    return packed && untouched && last.residual().isEmpty();
  }
}
