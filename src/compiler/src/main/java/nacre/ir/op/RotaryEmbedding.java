package nacre.ir.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * Rotary position embedding, Su et al. (2021): pair {@code i} of the features at place {@code p} is turned by the angle
 * {@code (start + p) * base^(-2i / dims)}: {@code (a, b)} becomes {@code (a cos - b sin, b cos + a sin)}.
 *
 * @param interleaved whether neighbours are pairs, or features half of {@code dims} apart
 * @param dims        how many of the first features are turned, the others staying; 0 for all
 * @param start       the place of the first element
 * @param axis        where the places are
 */
public record RotaryEmbedding(double base, boolean interleaved, int dims, int start, int axis)
    implements Op, Decomposes, TracksAxes {
  static final OpSpec SPEC = OpSpec
      .of("rotary_embedding", RotaryEmbedding.class, "pairs of features turned by angles that grow with their place")
      .input("x", "[..., places, ..., features]")
      .attribute("base", SettingKind.REAL, Attr.of(10000.0), "how fast angles fall from pair to pair")
      .attribute("interleaved", SettingKind.BOOL, Attr.of(false), "whether neighbours are pairs, or features of two "
          + "halves")
      .attribute("dims", new SettingKind.Int(0), Attr.of(0), "how many features are turned; 0 for all")
      .attribute("start", SettingKind.INT, Attr.of(0), "the place of the first element")
      .attribute("axis", SettingKind.AXIS, Attr.of(-2), "where the places are")
      .build();

  public RotaryEmbedding {
    if (!(base > 0)) {
      throw TypeError.at("base", "`base`: found " + base + ", required a positive number");
    }
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    ChannelParams.checkAxis(x, axis);
    if (axis == x.rank() - 1) {
      throw TypeError.at("axis", "`axis`: found the last one, which holds the features, required one before");
    }
    int turned = turned(x);
    if (turned % 2 != 0 || x.dims().getLast() instanceof Dim.Known(long features) && turned > features) {
      throw TypeError.at("dims", "found " + turned + " features to turn of " + x + ", required an even number of them");
    }
    return List.of(x);
  }

  private int turned(TensorType x) {
    return dims > 0 ? dims : (int) x.dims().getLast().known()
        .orElseThrow(() -> new TypeError("found " + x + ", required a known number of features"));
  }

  private double angle(int place, int pair, int turned) {
    return (start + place) * Math.pow(base, -2.0 * pair / turned);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int turned = turned(evaluation.site().tensor(0));
    int features = x.dim(x.rank() - 1);
    int inner = Tensor.strides(x.shape())[axis];
    return List.of(Tensor.reals(x.dtype(), x.shape(), i -> {
      int feature = i % features;
      if (feature >= turned) {
        return x.real(i);
      }
      int pair = interleaved ? feature / 2 : feature % (turned / 2);
      boolean first = interleaved ? feature % 2 == 0 : feature < turned / 2;
      int distance = interleaved ? 1 : turned / 2;
      double angle = angle(i / inner % x.dim(axis), pair, turned);
      double other = first ? -x.real(i + distance) : x.real(i - distance);
      return x.real(i) * Math.cos(angle) + other * Math.sin(angle);
    }));
  }

  /** The two of each pair apart, times constant tables, and together again. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    TensorType type = site.tensor(0);
    int last = type.rank() - 1;
    int turned = turned(type);
    Operand x = operands.getFirst();
    Operand head = Slices.every(f, x, last, 0, 1, Dim.of(turned));
    List<Dim> pairs = Extents.with(type.dims(), last, Dim.of(turned / 2));
    Operand apart = f.reshaped(head, Extents.inserted(pairs, interleaved ? last + 1 : last, Dim.of(2)));
    int side = interleaved ? last + 1 : last;
    Operand a = Slices.at(f, apart, side, 0);
    Operand b = Slices.at(f, apart, side, 1);
    Operand cos = table(f, type, turned, Math::cos);
    Operand sin = table(f, type, turned, Math::sin);
    List<Dim> one = Extents.inserted(pairs, side, Dim.ONE);
    Operand first = f.reshaped(f.minus(f.times(a, cos), f.times(b, sin)), one);
    Operand second = f.reshaped(f.plus(f.times(b, cos), f.times(a, sin)), one);
    Operand joined = f.reshaped(f.of(new Concat(side), first, second), f.type(head).dims());
    if (type.dim(last).is(turned)) {
      return List.of(joined);
    }
    int features = (int) type.dim(last).known().orElseThrow();
    return List.of(f.of(new Concat(last), joined, Slices.range(f, x, last, turned, features)));
  }

  private Operand table(Formula f, TensorType x, int turned, DoubleUnaryOperator function) {
    int places = (int) x.dim(axis).known()
        .orElseThrow(() -> new TypeError("found " + x + ", required a known extent on axis " + axis));
    List<Integer> shape = new ArrayList<>(Collections.nCopies(x.rank() - axis, 1));
    shape.set(0, places);
    shape.set(shape.size() - 1, turned / 2);
    int[] extents = shape.stream().mapToInt(Integer::intValue).toArray();
    return f.of(new Constant(Tensor.reals(x.dtype(), extents,
        i -> function.applyAsDouble(angle(i / (turned / 2), i % (turned / 2), turned)))));
  }

  /** Features of a pair become two of the same pair, all else stays in place. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return from == site.tensor(0).rank() - 1 ? OptionalInt.empty() : OptionalInt.of(from);
  }
}
