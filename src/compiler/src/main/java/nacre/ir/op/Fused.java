package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * Several ops computed as one; its meaning is their composition, nothing else. The anchor takes the first operands; each
 * stage takes the value so far and, where it needs more, later operands of the node.
 *
 * @param anchorOperands how many operands are the anchor's
 */
public record Fused(Op anchor, int anchorOperands, List<Stage> epilogue) implements Op, Decomposes {
  private static final OpSpec SIGNATURE = OpSpec.of("fused", Fused.class, "several ops computed as one").build();

  /**
   * One op of the epilogue.
   *
   * @param chained which of its operands is the value so far
   * @param extras  operand positions of the fused node that fill its other operands, in order
   */
  public record Stage(Op op, int chained, List<Integer> extras) {
    public Stage {
      extras = List.copyOf(extras);
    }

    /** The stage's operands as texts: positions in the fused node, and {@code soFar}. */
    public List<String> operandTexts(String soFar) {
      List<String> own = new ArrayList<>(extras.stream().map(String::valueOf).toList());
      own.add(chained, soFar);
      return own;
    }

    /** The stage's operands, the value so far put among the extras. */
    <T> List<T> operands(T soFar, List<T> operands) {
      List<T> own = new ArrayList<>(extras.stream().map(operands::get).toList());
      own.add(chained, soFar);
      return own;
    }
  }

  /** @throws IllegalArgumentException if a part computes nothing by itself */
  public Fused {
    epilogue = List.copyOf(epilogue);
    checkPart(anchor);
    epilogue.forEach(stage -> checkPart(stage.op()));
  }

  private static void checkPart(Op op) {
    if (op instanceof InputOp || op instanceof Constant || op instanceof OpaqueOp || op instanceof Fused) {
      throw new IllegalArgumentException("found `" + op.name() + "` as a part of a fused op");
    }
  }

  @Override
  public OpSpec spec() {
    return SIGNATURE;
  }

  @Override
  public List<Type> infer(InferContext context) {
    List<Optional<Type>> operands = context.operands();
    requirePositions(operands.size());
    Type type = anchor.infer(context(operands.subList(0, anchorOperands))).getFirst();
    for (Stage stage : epilogue) {
      type = stage.op().infer(context(stage.operands(Optional.of(type), operands))).getFirst();
    }
    return List.of(type);
  }

  private void requirePositions(int operands) {
    int needed = epilogue.stream().flatMap(stage -> stage.extras().stream()).mapToInt(position -> position + 1)
        .reduce(anchorOperands, Math::max);
    if (needed > operands) {
      throw new TypeError("found " + operands + " operands, required " + needed + " for `" + title() + "`");
    }
  }

  @Override
  public Op substitute(Map<String, Long> symbols) {
    List<Stage> stages = epilogue.stream()
        .map(stage -> new Stage(stage.op().substitute(symbols), stage.chained(), stage.extras())).toList();
    return new Fused(anchor.substitute(symbols), anchorOperands, stages);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    List<Optional<Tensor>> operands = evaluation.operands();
    Tensor value = evaluate(anchor, operands.subList(0, anchorOperands));
    for (Stage stage : epilogue) {
      value = evaluate(stage.op(), stage.operands(Optional.of(value), operands));
    }
    return List.of(value);
  }

  @Override
  public Dim macs(Site site) {
    List<Optional<Type>> operands = site.operands().subList(0, anchorOperands);
    return anchor.macs(new Site(operands, anchor.infer(context(operands))));
  }

  /** Where a part has no kernel, the parts are nodes of their own again. */
  @Override
  public boolean mustDecompose(Site site) {
    List<Optional<Type>> operands = site.operands().subList(0, anchorOperands);
    List<Type> soFar = anchor.infer(context(operands));
    boolean computed = !anchor.candidates(new Site(operands, soFar)).isEmpty();
    for (Stage stage : epilogue) {
      List<Optional<Type>> own = stage.operands(Optional.of(soFar.getFirst()), site.operands());
      soFar = stage.op().infer(context(own));
      computed &= !stage.op().candidates(new Site(own, soFar)).isEmpty();
    }
    return !computed;
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Operand value = sink.add(anchor, operands.subList(0, anchorOperands));
    for (Stage stage : epilogue) {
      value = sink.add(stage.op(), stage.operands(value, operands));
    }
    return List.of(value);
  }

  /** The type of the anchor's own result. */
  public Type anchorType(Site site) {
    return anchor.infer(context(site.operands().subList(0, anchorOperands))).getFirst();
  }

  /** The ops joined by {@code +}, for instance {@code conv2d + add + relu}. */
  public String title() {
    return anchor.name() + epilogue.stream().map(stage -> " + " + stage.op().name()).collect(Collectors.joining());
  }

  private static Tensor evaluate(Op op, List<Optional<Tensor>> operands) {
    List<Optional<Type>> types = operands.stream().map(operand -> operand.<Type>map(Tensor::type)).toList();
    Site site = new Site(types, op.infer(context(types)));
    return op.evaluate(new Evaluation(operands, site)).getFirst();
  }

  private static InferContext context(List<Optional<Type>> operands) {
    return new InferContext(operands, operands.stream().map(_ -> Optional.<List<Dim>>empty()).toList());
  }
}
