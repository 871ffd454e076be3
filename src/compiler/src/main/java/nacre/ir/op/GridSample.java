package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * A picture sampled at places that a grid names (ONNX {@code GridSample}, version 22, of pictures; PyTorch {@code
 * grid_sample}). The picture is thought of as continued for ever beyond its border, and what is around a place is mixed
 * as {@link Resize} does: PyTorch's reading. ONNX's reference first moves a place more than half a pixel outside to the
 * border, which differs for cubic weights and `border` alone. An infinite place is outside, unless it is mirrored.
 *
 * @param mode         what an element of the result is made of
 * @param paddingMode  what lies beyond the border
 * @param alignCorners whether -1 and 1 are the centres of the outermost pixels, instead of their outer edges
 * @param axis         where the channels are
 */
public record GridSample(Mode mode, PaddingMode paddingMode, boolean alignCorners, int axis)
    implements Op, Decomposes, TracksAxes, PreservesShift, Sensitive {
  public static final int X = 0;
  public static final int GRID = 1;
  private static final int RANK = 4;
  private static final int ROWS = Grid.AXES - 2;
  private static final int COLUMNS = Grid.AXES - 1;
  /** So far outside that no weight reaches the picture. */
  private static final double FAR = 4;

  /** What an element of the result is made of. */
  public enum Mode {
    /** The nearest pixel, of two the even one. */
    NEAREST,
    /** The two by two pixels around the place, by distance. */
    LINEAR,
    /** The four by four pixels around it, by the weights of Keys (1981) with the slope -0.75. */
    CUBIC;

    /** The weights of pixels side by side: coefficients of powers of the place's fraction, the constant first. */
    private List<List<Double>> weights() {
      return switch (this) {
        case NEAREST -> List.of(List.of(1.0));
        case LINEAR -> List.of(List.of(1.0, -1.0), List.of(0.0, 1.0));
        case CUBIC -> List.of(List.of(0.0, -0.75, 1.5, -0.75), List.of(1.0, 0.0, -2.25, 1.25),
            List.of(0.0, 0.75, 1.5, -1.25), List.of(0.0, 0.0, -0.75, 0.75));
      };
    }
  }

  /** What lies beyond the border. */
  public enum PaddingMode {
    ZEROS,
    /** The outermost pixels. */
    BORDER,
    /** The picture mirrored at its outer edges, or at the centres of the outermost pixels if corners are aligned. */
    REFLECTION
  }

  static final OpSpec SPEC = OpSpec
      .of("grid_sample", GridSample.class, "a picture sampled at the places that a grid names")
      .input("x", "[batch, channels, height, width], channels on `axis`")
      .input("grid", "[batch, rows, columns, 2]: for each pixel of the result how far right and down, from -1 to 1")
      .attribute("mode", SettingKind.words(Mode.class), new Attr.Word("linear"), "what a pixel is made of")
      .attribute("padding_mode", SettingKind.words(PaddingMode.class), new Attr.Word("zeros"), "what is outside")
      .attribute("align_corners", SettingKind.BOOL, Attr.of(false),
          "whether -1 and 1 are the centres of the outermost pixels, instead of their outer edges")
      .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "where the channels are")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(X, RANK, "a picture [batch, channels, height, width]");
    TensorType grid = context.tensor(GRID);
    if (axis < 1 || axis >= RANK) {
      throw TypeError.at("axis", "`axis`: found " + axis + ", required 1 to 3 for " + x + ", axis 0 being the batch");
    }
    if (!grid.dtype().isReal() || grid.rank() != RANK || !grid.dim(0).provablyEquals(x.dim(0))
        || !grid.dim(RANK - 1).is(2)) {
      throw TypeError.at("grid", "`grid`: found " + grid + ", required reals [" + x.dim(0) + ", rows, columns, 2]");
    }
    if (mode != Mode.NEAREST && !x.dtype().isReal()) {
      throw new TypeError("found " + x + ", required reals to mix");
    }
    if (spatial().stream().anyMatch(i -> x.dim(i).is(0))) {
      throw new TypeError("found no pixel in " + x + ", required some to sample");
    }
    return List.of(x.withDims(Space.picture(RANK, axis, x.dim(0), x.dim(axis), grid.dims().subList(1, RANK - 1))));
  }

  private List<Integer> spatial() {
    return Space.PLANE.slidingAxes(axis);
  }

  /**
   * A place on an axis of some pixels is {@code grid * factor + middle}. Mirrored, the axis turns back at {@code
   * factor + middle}, and starts again after {@code 4 * factor}.
   */
  private double factor(int pixels) {
    return (alignCorners ? pixels - 1 : pixels) / 2.0;
  }

  private static double middle(int pixels) {
    return (pixels - 1) / 2.0;
  }

  private List<Patch.Tap> taps(double grid, int pixels) {
    double anywhere = grid * factor(pixels) + middle(pixels);
    double place = paddingMode == PaddingMode.REFLECTION ? anywhere : Math.clamp(anywhere, -FAR, pixels + FAR);
    double base = mode == Mode.NEAREST ? Math.rint(place) : Math.floor(place);
    double first = mode == Mode.CUBIC ? base - 1 : base;
    List<Patch.Tap> taps = new ArrayList<>();
    for (List<Double> coefficients : mode.weights()) {
      double weight = 0;
      for (double coefficient : coefficients.reversed()) {
        weight = weight * (place - base) + coefficient;
      }
      taps.add(new Patch.Tap(pixel(first + taps.size(), pixels), weight));
    }
    return taps;
  }

  private int pixel(double at, int pixels) {
    return switch (paddingMode) {
      case ZEROS -> at >= 0 && at < pixels ? (int) at : -1;
      case BORDER -> (int) Math.clamp(at, 0, pixels - 1);
      case REFLECTION -> {
        double turn = factor(pixels) + middle(pixels);
        double period = Math.max(1, 4 * factor(pixels));
        double left = at % period;
        yield (int) (turn - Math.abs((left < 0 ? left + period : left) - turn));
      }
    };
  }

  /** For each place of the grid, the pixels around it and their weights on one axis. */
  private List<List<Patch.Tap>> taps(Tensor grid, int coordinate, int pixels) {
    return IntStream.range(0, grid.elements() / 2).mapToObj(i -> taps(grid.real(2 * i + coordinate), pixels)).toList();
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    Grid from = new Grid(x.shape(), axis);
    Grid to = new Grid(evaluation.resultShape(0), axis);
    List<List<Patch.Tap>> rows = taps(evaluation.tensor(GRID), 1, from.extent(ROWS));
    List<List<Patch.Tap>> columns = taps(evaluation.tensor(GRID), 0, from.extent(COLUMNS));
    IntFunction<Patch> patch = i -> {
      int[] at = to.positionOf(i);
      int place = (to.imageOf(i) * to.extent(ROWS) + at[ROWS]) * to.extent(COLUMNS) + at[COLUMNS];
      return new Patch(from, from.plane(to.imageOf(i), to.channelOf(i)), rows.get(place), columns.get(place));
    };
    int[] shape = evaluation.resultShape(0);
    return List.of(x.dtype().isReal()
        ? Tensor.reals(x.dtype(), shape, i -> patch.apply(i).mixed(x))
        : Tensor.integers(x.dtype(), shape, i -> patch.apply(i).picked(x)));
  }

  /** Pixels are gathered with all their channels; those of a picture lie in one row, after zeros are put around it. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    TensorType x = site.tensor(X);
    List<Integer> order = List.of(0, spatial().getFirst(), spatial().getLast(), axis);
    int height = Extents.known(x, spatial().getFirst(), "to sample");
    int width = Extents.known(x, spatial().getLast(), "to sample");
    Operand picture = Slices.padded(f, f.permuted(operands.get(X), order), List.of(1, 2), margin(), margin());
    Operand row = f.reshaped(picture,
        List.of(x.dim(0), Dim.of((height + 2L * margin()) * (width + 2L * margin())), x.dim(axis)));
    List<Dim> places = site.tensor(GRID).dims().subList(1, RANK - 1);
    Operand grid = f.reshaped(operands.get(GRID),
        List.of(x.dim(0), places.getFirst().times(places.getLast()), Dim.of(2)));
    Operand mixed = mixed(f, row, taps(f, grid, 1, height, width + 2 * margin()), taps(f, grid, 0, width, 1));
    Operand sampled = f.reshaped(mixed, order.stream().map(site.result(0)::dim).toList());
    List<Integer> back = IntStream.range(0, RANK).map(order::indexOf).boxed().toList();
    return List.of(f.permuted(sampled, back));
  }

  private int margin() {
    return paddingMode == PaddingMode.ZEROS ? 1 : 0;
  }

  /** How far into the row a tap is on one axis, and what it counts; all are [batch, places, 1]. No number is the first. */
  private record Taps(List<Operand> steps, List<Operand> weights) {}

  private Taps taps(Formula f, Operand grid, int coordinate, int pixels, int stride) {
    Operand anywhere = f.plus(f.times(f.slice(grid, 2, coordinate, coordinate + 1), factor(pixels)), middle(pixels));
    Operand place = paddingMode == PaddingMode.REFLECTION ? anywhere
        : f.of(new Clip(-FAR, pixels + FAR), anywhere);
    Operand base = f.of(mode == Mode.NEAREST ? new Round() : new Floor(), place);
    List<Operand> steps = new ArrayList<>();
    for (int tap = 0; tap < mode.weights().size(); tap++) {
      Operand at = pixel(f, f.plus(base, mode == Mode.CUBIC ? tap - 1 : tap), pixels);
      Operand whole = f.of(new Max(), f.cast(f.plus(at, margin()), DType.I64), f.integers(0));
      steps.add(f.times(whole, stride));
    }
    return new Taps(steps, mode == Mode.NEAREST ? List.of() : weights(f, f.minus(place, base)));
  }

  /** Outside, a pixel of the margin where there is one. */
  private Operand pixel(Formula f, Operand at, int pixels) {
    Operand inside = at;
    if (paddingMode == PaddingMode.REFLECTION) {
      double turn = factor(pixels) + middle(pixels);
      Operand left = f.of(new Mod(Mod.Sign.DIVISOR), at, f.number(f.type(at).dtype(), Math.max(1, 4 * factor(pixels))));
      inside = f.plus(f.of(new Neg(), f.of(new Abs(), f.plus(left, -turn))), turn);
    }
    return f.of(new Clip(-margin(), pixels - 1 + margin()), inside);
  }

  private List<Operand> weights(Formula f, Operand fraction) {
    List<Operand> weights = new ArrayList<>();
    for (List<Double> coefficients : mode.weights()) {
      Operand sum = f.number(f.type(fraction).dtype(), coefficients.getLast());
      for (double coefficient : coefficients.reversed().subList(1, coefficients.size())) {
        sum = f.plus(f.times(sum, fraction), coefficient);
      }
      weights.add(sum);
    }
    return weights;
  }

  private Operand mixed(Formula f, Operand row, Taps down, Taps right) {
    Operand sum = Operand.ABSENT;
    for (int i = 0; i < down.steps.size(); i++) {
      for (int j = 0; j < right.steps.size(); j++) {
        Operand part = f.of(new GatherNd(1), row, f.plus(down.steps.get(i), right.steps.get(j)));
        if (mode != Mode.NEAREST) {
          Operand weight = f.times(down.weights.get(i), right.weights.get(j));
          part = f.times(part, f.cast(weight, f.type(row).dtype()));
        }
        sum = sum instanceof Operand.Absent ? part : f.plus(sum, part);
      }
    }
    return sum;
  }

  /** Batch and channels stay; rows and columns of the grid are those of the result. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    if (operand == GRID && (from == 1 || from == 2)) {
      return OptionalInt.of(spatial().get(from - 1));
    }
    return from == 0 || operand == X && from == axis ? OptionalInt.of(from) : OptionalInt.empty();
  }

  /** Weights sum to 1, but zeros beyond the border do not move. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return operand == X && paddingMode != PaddingMode.ZEROS && (from == 0 || from == axis);
  }

  /** The nearest pixel jumps from one to the next. */
  @Override
  public Optional<Calm> calm(int operand) {
    return operand == GRID && mode == Mode.NEAREST ? Optional.empty() : Optional.of(Calm.EVERYWHERE);
  }
}
