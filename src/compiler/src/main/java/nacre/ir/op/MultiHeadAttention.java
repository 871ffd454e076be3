package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Role;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * Multi-head attention of Vaswani et al. (2017): queries, keys and values are projected, cut into heads, attended to, joined
 * and projected again. A head is a run of neighbouring features, as in PyTorch.
 *
 * @param heads  how many
 * @param causal whether a row sees only the places up to its own
 */
public record MultiHeadAttention(int heads, boolean causal) implements Op, Decomposes, TracksAxes, PreservesShift {
  public static final int QUERY = 0;
  public static final int KEY = 1;
  public static final int VALUE = 2;
  public static final int MASK = 3;
  /** The weights of the first projection, its bias behind it; those of keys, values and the result follow. */
  public static final int WEIGHT = 4;
  private static final int RESULT = 3;
  private static final String[] NAMES = {"query", "key", "value", "output"};

  static final OpSpec SPEC = signature();

  private static OpSpec signature() {
    OpSpec.Builder spec = OpSpec
        .of("multi_head_attention", MultiHeadAttention.class,
            "attention by several heads, each with its own share of projected queries, keys and values")
        .input("query", "[batch, L, features]")
        .input("key", "[batch, S, features]")
        .input("value", "[batch, S, features]")
        .optionalInput("mask", "stretches to [batch, heads, L, S]: truth values, false where a place is left out, or "
            + "summands")
        .attribute("heads", SettingKind.POSITIVE, "how many heads")
        .attribute("causal", SettingKind.BOOL, Attr.of(false), "whether a row sees only the places up to its own");
    for (int i = 0; i < NAMES.length; i++) {
      int input = i == RESULT ? QUERY : i;
      spec.param(NAMES[i] + "_weight", Role.WEIGHT, new Init.GlorotUniform(),
          settings -> List.of(features(settings, QUERY), features(settings, input)), "[features, features before]")
          .param(NAMES[i] + "_bias", Role.BIAS, Init.ZEROS, "bias", settings -> List.of(features(settings, QUERY)),
              "[features]");
    }
    return spec.build();
  }

  private static Dim features(Settings settings, int input) {
    return settings.input(input, 3, "a sequence [batch, length, features]").dims().getLast();
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    List<TensorType> parts = new ArrayList<>();
    for (int i = QUERY; i <= VALUE; i++) {
      parts.add(split(projected(context, i, context.tensor(i, 3, "a sequence [batch, length, features]"))));
    }
    TensorType joined = joined(Attention.infer(parts.get(0), parts.get(1), parts.get(2),
        context.has(MASK) ? Optional.of(context.tensor(MASK)) : Optional.empty()));
    return List.of(projected(context, RESULT, joined));
  }

  private static TensorType projected(InferContext context, int i, TensorType x) {
    TensorType weight = context.tensor(WEIGHT + 2 * i, 2, "weights [features, features before]");
    String name = NAMES[i] + "_weight";
    if (weight.dtype() != x.dtype() || !weight.dim(1).provablyEquals(x.dims().getLast())) {
      throw TypeError.at(name, "`" + name + "`: found " + weight + ", required " + x.dtype().text() + " [..., "
          + x.dims().getLast() + "] for " + x);
    }
    ChannelParams.check(context, WEIGHT + 2 * i + 1, weight.dim(0), SPEC);
    return x.withDims(Extents.with(x.dims(), 2, weight.dim(0)));
  }

  /** [batch, length, features] as [batch, heads, length, features of a head]. */
  private TensorType split(TensorType x) {
    Dim each = Extents.quotient(x.dim(2), Dim.of(heads)).orElseThrow(() -> TypeError.at("heads",
        "`heads`: found " + heads + " for " + x.dim(2) + " features, required heads that divide them"));
    return x.withDims(List.of(x.dim(0), Dim.of(heads), x.dim(1), each));
  }

  private TensorType joined(TensorType x) {
    return x.withDims(List.of(x.dim(0), x.dim(2), x.dim(3).times(heads)));
  }

  @Override
  public Dim macs(Site site) {
    Dim sum = Dim.of(0);
    for (int i = 0; i < NAMES.length; i++) {
      TensorType rows = i == RESULT ? site.tensor(QUERY) : site.tensor(i);
      sum = sum.plus(rows.dim(0).times(rows.dim(1)).times(site.tensor(WEIGHT + 2 * i).shape().elements()));
    }
    Dim features = site.tensor(WEIGHT).dim(0).plus(site.tensor(WEIGHT + 2 * VALUE).dim(0));
    return sum.plus(site.tensor(QUERY).dim(0).times(site.tensor(QUERY).dim(1)).times(site.tensor(KEY).dim(1))
        .times(features));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    List<Tensor> parts = new ArrayList<>();
    for (int i = QUERY; i <= VALUE; i++) {
      parts.add(heads(projected(evaluation, i, evaluation.tensor(i))));
    }
    int[] shape = parts.getFirst().shape();
    shape[3] = parts.get(VALUE).dim(3);
    Optional<Tensor> mask = evaluation.has(MASK) ? Optional.of(evaluation.tensor(MASK)) : Optional.empty();
    Tensor attended = new Attention(causal, 0).evaluate(parts.get(0), parts.get(1), parts.get(2), mask, shape);
    int length = shape[2];
    int each = shape[3];
    Tensor rows = attended.gathered(new int[] {shape[0], length, heads * each}, i -> {
      int head = i / each % heads;
      int row = i / each / heads;
      return ((row / length * heads + head) * length + row % length) * each + i % each;
    });
    return List.of(projected(evaluation, RESULT, rows));
  }

  private static Tensor projected(Evaluation evaluation, int i, Tensor x) {
    Tensor weight = evaluation.tensor(WEIGHT + 2 * i);
    int units = weight.dim(0);
    int features = weight.dim(1);
    boolean biased = evaluation.has(WEIGHT + 2 * i + 1);
    return Tensor.reals(x.dtype(), new int[] {x.dim(0), x.dim(1), units}, at -> {
      double sum = biased ? evaluation.tensor(WEIGHT + 2 * i + 1).real(at % units) : 0;
      for (int k = 0; k < features; k++) {
        sum += weight.real(at % units * features + k) * x.real(at / units * features + k);
      }
      return sum;
    });
  }

  private Tensor heads(Tensor x) {
    int length = x.dim(1);
    int each = x.dim(2) / heads;
    return x.gathered(new int[] {x.dim(0), heads, length, each}, i -> {
      int row = i / each % length;
      int head = i / each / length;
      return ((head / heads * length + row) * heads + head % heads) * each + i % each;
    });
  }

  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    List<Operand> parts = new ArrayList<>();
    for (int i = QUERY; i <= VALUE; i++) {
      Operand projected =
          f.of(new Dense(), operands.get(i), operands.get(WEIGHT + 2 * i), operands.get(WEIGHT + 2 * i + 1));
      TensorType cut = split(f.type(projected));
      List<Dim> rows = List.of(cut.dim(0), cut.dim(2), cut.dim(1), cut.dim(3));
      parts.add(f.of(new Transpose(List.of(0, 2, 1, 3)), f.reshaped(projected, rows)));
    }
    Operand attended =
        f.of(new ScaledDotProductAttention(causal, 0), parts.get(0), parts.get(1), parts.get(2), operands.get(MASK));
    Operand rows = f.reshaped(f.of(new Transpose(List.of(0, 2, 1, 3)), attended),
        joined(f.type(attended)).dims());
    return List.of(f.of(new Dense(), rows, operands.get(WEIGHT + 2 * RESULT), operands.get(WEIGHT + 2 * RESULT + 1)));
  }

  /** The batch and the queries' rows stay; what the last projection has rows for is the result's last axis. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    if (operand == QUERY) {
      return axis < 2 ? OptionalInt.of(axis) : OptionalInt.empty();
    }
    if (operand == KEY || operand == VALUE || operand == MASK) {
      boolean batch = axis == 0 && site.tensor(operand).rank() == (operand == MASK ? 4 : 3);
      return batch && site.tensor(operand).dim(0).provablyEquals(site.result(0).dim(0)) ? OptionalInt.of(0)
          : OptionalInt.empty();
    }
    return operand >= WEIGHT + 2 * RESULT && axis == 0 ? OptionalInt.of(2) : OptionalInt.empty();
  }

  /** A constant in the last bias arrives unchanged. */
  @Override
  public boolean preservesShift(Site site, int operand, int axis, Phase phase) {
    return operand == WEIGHT + 2 * RESULT + 1;
  }
}
