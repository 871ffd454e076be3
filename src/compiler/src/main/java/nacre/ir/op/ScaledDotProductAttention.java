package nacre.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * Attention of Vaswani et al. (2017): {@code softmax(scale * Q K^T + mask) V}.
 *
 * @param causal whether a row sees only the places up to its own, counted from the first
 * @param scale  factor of the scores; 0 stands for {@code 1 / sqrt(features)}
 */
public record ScaledDotProductAttention(boolean causal, double scale) implements Op, Decomposes, TracksAxes {
  public static final int QUERY = 0;
  public static final int KEY = 1;
  public static final int VALUE = 2;
  public static final int MASK = 3;

  static final OpSpec SPEC = OpSpec
      .of("scaled_dot_product_attention", ScaledDotProductAttention.class,
          "attention: sums of values, weighted by the softmax of products of queries and keys")
      .input("query", "[..., L, E]")
      .input("key", "[..., S, E]")
      .input("value", "[..., S, F]")
      .optionalInput("mask", "stretches to [..., L, S]: truth values, false where a place is left out, or summands")
      .attribute("causal", SettingKind.BOOL, Attr.of(false), "whether a row sees only the places up to its own")
      .attribute("scale", SettingKind.REAL, Attr.of(0.0), "factor of the scores; 0 stands for `1 / sqrt(E)`")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return List.of(Attention.infer(context.tensor(QUERY), context.tensor(KEY), context.tensor(VALUE),
        context.has(MASK) ? Optional.of(context.tensor(MASK)) : Optional.empty()));
  }

  @Override
  public Dim macs(Site site) {
    TensorType query = site.tensor(QUERY);
    TensorType key = site.tensor(KEY);
    Dim places = key.dim(key.rank() - 2);
    Dim features = query.dims().getLast().plus(site.tensor(VALUE).dims().getLast());
    TensorType result = site.result(0);
    return result.withDims(result.dims().subList(0, result.rank() - 1)).shape().elements().times(places)
        .times(features);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return List.of(new Attention(causal, scale).evaluate(evaluation.tensor(QUERY), evaluation.tensor(KEY),
        evaluation.tensor(VALUE),
        evaluation.has(MASK) ? Optional.of(evaluation.tensor(MASK)) : Optional.empty(),
        evaluation.resultShape(0)));
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    int rank = site.tensor(KEY).rank();
    List<Integer> swapped =
        IntStream.range(0, rank).map(i -> i < rank - 2 ? i : 2 * rank - 3 - i).boxed().toList();
    Operand query = f.times(operands.get(QUERY), factor(site.tensor(QUERY)));
    Operand scores = f.of(new MatMul(), query, f.of(new Transpose(swapped), operands.get(KEY)));
    if (site.has(MASK)) {
      scores = masked(f, scores, operands.get(MASK));
    }
    if (causal) {
      scores = f.plus(scores, future(f, f.type(scores)));
    }
    return List.of(f.of(new MatMul(), f.of(new Softmax(f.type(scores).rank() - 1), scores), operands.get(VALUE)));
  }

  private double factor(TensorType query) {
    if (scale != 0) {
      return scale;
    }
    return 1 / Math.sqrt((double) query.dims().getLast().known()
        .orElseThrow(() -> new TypeError("found queries " + query + ", required a known number of features")));
  }

  private static Operand masked(Formula f, Operand scores, Operand mask) {
    if (f.type(mask).dtype() != DType.BOOL) {
      return f.plus(scores, mask);
    }
    return f.of(new Where(), mask, scores, f.number(f.type(scores).dtype(), Double.NEGATIVE_INFINITY));
  }

  /** Minus infinity for the places after a row's own, 0 elsewhere. */
  private static Operand future(Formula f, TensorType scores) {
    int[] shape = scores.dims().subList(scores.rank() - 2, scores.rank()).stream().mapToInt(dim -> (int) dim.known()
        .orElseThrow(() -> new TypeError("found scores " + scores + ", required known extents for a causal mask")))
        .toArray();
    return f.of(new Constant(Tensor.reals(scores.dtype(), shape,
        i -> i % shape[1] > i / shape[1] ? Double.NEGATIVE_INFINITY : 0)));
  }

  /** Leading axes and the queries' rows stay, as do the values' features; places are summed over. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    TensorType from = site.tensor(operand);
    int last = from.rank() - 1;
    boolean stays = axis < last - 1 || operand == QUERY && axis == last - 1 || operand == VALUE && axis == last;
    return stays ? Elementwise.resultAxis(site, operand, axis) : OptionalInt.empty();
  }
}
