package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.LongStream;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * A border around a tensor.
 *
 * @param borders elements before and after every axis
 * @param mode    what the border holds
 * @param value   one value of it, where it is constant
 */
public record Pad(Padding.Explicit borders, Mode mode, double value)
    implements Op, TracksAxes, PreservesShift, Decomposes {
  /** What the border holds. */
  public enum Mode {
    CONSTANT,
    /** What lies inside, mirrored at the outermost elements, which are not repeated. */
    REFLECT,
    /** The outermost elements. */
    EDGE,
    /** What lies at the other end. */
    WRAP
  }

  static final OpSpec SPEC = OpSpec.of("pad", Pad.class, "a border around a tensor")
      .input("x", "any tensor of numbers")
      .attribute("borders", new SettingKind.Borders(), "elements before and after every axis")
      .attribute("mode", SettingKind.words(Mode.class), new Attr.Word("constant"),
          "`constant`: `value`; `reflect`: the inside mirrored at the outermost elements; `edge`: those elements; "
              + "`wrap`: what lies at the other end")
      .attribute("value", SettingKind.REAL, Attr.of(0.0), "what the border holds")
      .build();

  /** A border of one value. */
  public Pad(Padding.Explicit borders, double value) {
    this(borders, Mode.CONSTANT, value);
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    if (x.rank() != borders.before().size()) {
      throw TypeError.at("borders",
          "`borders`: found " + borders.before().size() + " pairs, required " + x.rank() + " for "
              + x);
    }
    if (!x.dtype().isReal() && value != Math.rint(value)) {
      throw TypeError.at("value", "`value`: found " + value + ", required a whole number for " + x);
    }
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      checkWithin(x, axis);
      dims.add(x.dim(axis).plus((long) borders.before().get(axis) + borders.after().get(axis)));
    }
    return List.of(x.withDims(dims));
  }

  /** What a border repeats has to be there: all of it when it is mirrored or wrapped, one element at an edge. */
  private void checkWithin(TensorType x, int axis) {
    int widest = Math.max(borders.before().get(axis), borders.after().get(axis));
    long least = switch (mode) {
      case CONSTANT -> 0;
      case REFLECT -> widest == 0 ? 0 : widest + 1L;
      case EDGE -> Math.min(widest, 1);
      case WRAP -> widest;
    };
    if (x.dim(axis).known().isPresent() && x.dim(axis).known().getAsLong() < least) {
      throw TypeError.at("borders", "`borders`: found " + widest + " beside axis " + axis + " of " + x
          + ", required an extent of at least " + least + " for `" + mode.name().toLowerCase(Locale.ROOT) + "`");
    }
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int[] shape = evaluation.resultShape(0);
    return List.of(x.dtype().isReal()
        ? Tensor.reals(x.dtype(), shape, i -> {
          int from = source(i, shape, x);
          return from < 0 ? value : x.real(from);
        })
        : Tensor.integers(x.dtype(), shape, i -> {
          int from = source(i, shape, x);
          return from < 0 ? (long) value : x.integer(from);
        }));
  }

  /** The element inside the border that an element of the result is, or -1 where it is {@code value}. */
  private int source(int i, int[] shape, Tensor x) {
    int[] strides = Tensor.strides(x.shape());
    int from = 0;
    int rest = i;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      int at = inside(rest % shape[axis] - borders.before().get(axis), x.dim(axis));
      if (at < 0) {
        return -1;
      }
      from += at * strides[axis];
      rest /= shape[axis];
    }
    return from;
  }

  private int inside(int at, int extent) {
    boolean outside = at < 0 || at >= extent;
    return !outside ? at : switch (mode) {
      case CONSTANT -> -1;
      case REFLECT -> at < 0 ? -at : 2 * (extent - 1) - at;
      case EDGE -> at < 0 ? 0 : extent - 1;
      case WRAP -> Math.floorMod(at, extent);
    };
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return mode == Mode.CONSTANT || borders.isNone()
        ? List.of(new Candidate.Border(borders.before(), borders.after(), value))
        : List.of();
  }

  /** {@code concat(gather(x, before), x, gather(x, after))} on one axis after the other. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    Operand x = operands.getFirst();
    for (int axis = 0; axis < borders.before().size(); axis++) {
      List<Operand> pieces = new ArrayList<>();
      if (borders.before().get(axis) > 0) {
        pieces.add(formula.of(new Gather(axis), x, formula.integers(placesBefore(borders.before().get(axis)))));
      }
      pieces.add(x);
      if (borders.after().get(axis) > 0) {
        pieces.add(formula.of(new Gather(axis), x, formula.integers(placesAfter(borders.after().get(axis)))));
      }
      x = pieces.size() == 1 ? x : sink.add(new Concat(axis), pieces);
    }
    return List.of(x);
  }

  /** Negative ones count from the end. */
  private long[] placesBefore(int count) {
    return LongStream.range(0, count).map(i -> switch (mode) {
      case REFLECT -> count - i;
      case WRAP -> i - count;
      case EDGE, CONSTANT -> 0;
    }).toArray();
  }

  private long[] placesAfter(int count) {
    return LongStream.range(0, count).map(i -> switch (mode) {
      case REFLECT -> -2 - i;
      case WRAP -> i;
      case EDGE, CONSTANT -> -1;
    }).toArray();
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    boolean untouched = borders.before().get(axis) == 0 && borders.after().get(axis) == 0;
    return untouched ? OptionalInt.of(axis) : OptionalInt.empty();
  }

  /** A constant border keeps its value whatever is added inside; any other one is made of what lies inside. */
  @Override
  public boolean preservesShift(Site site, int operand, int axis, Phase phase) {
    return borders.isNone() || mode != Mode.CONSTANT;
  }
}
