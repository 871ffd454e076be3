package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

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
 * A picture of another size (ONNX {@code Resize}): every element of the result lies somewhere between elements of the
 * operand, axis by axis, and is made of those nearby. Extents and factors are of the axes beside batch and channels, or of all
 * axes.
 *
 * @param size                        extents of the result, 0 for one that stays; none if factors say them
 * @param scale                       factors of the extents; none if they follow from these. Beside extents, factors say only
 *                                    how far apart elements of the result lie in the operand
 * @param coordinateTransformationMode where an element of the result lies in the operand
 * @param nearestMode                  which element is nearest where two are equally near
 * @param cubicCoeffA                  the slope of cubic weights beside the middle, Keys (1981)
 * @param excludeOutside               whether cubic weights beyond the border count nothing, instead of the border's element
 * @param extrapolationValue           what lies beyond the border, for `tf_crop_and_resize` alone
 * @param roi                          first and last place of each of the axes, as a share of it, for
 *                                     `tf_crop_and_resize` alone: all first ones, then all last ones
 * @param axis                         where the channels are
 */
public record Resize(List<Integer> size, List<Double> scale, Mode mode, Coordinates coordinateTransformationMode,
    Nearest nearestMode, double cubicCoeffA, boolean excludeOutside, double extrapolationValue, List<Double> roi,
    int axis) implements Op, Decomposes, TracksAxes, PreservesShift {
  /** What an element is made of. */
  public enum Mode {
    /** The nearest element. */
    NEAREST,
    /** The two around it, by distance. */
    LINEAR,
    /** The four around it. */
    CUBIC
  }

  /** Where an element of the result lies in the operand. */
  public enum Coordinates {
    HALF_PIXEL, HALF_PIXEL_SYMMETRIC, PYTORCH_HALF_PIXEL, ALIGN_CORNERS, ASYMMETRIC, TF_HALF_PIXEL_FOR_NN,
    TF_CROP_AND_RESIZE
  }

  /** Which whole number a place stands for. */
  public enum Nearest {
    ROUND_PREFER_FLOOR, ROUND_PREFER_CEIL, FLOOR, CEIL
  }

  static final OpSpec SPEC = OpSpec
      .of("resize", Resize.class, "a picture of another size, by its nearest elements or weighted sums of those around")
      .input("x", "[batch, ...], channels on `axis`")
      .attribute("size", new SettingKind.IntList(), Attr.ints(List.of()),
          "extents of the result, of the axes beside batch and channels or of all; 0 for one that stays")
      .attribute("scale", new SettingKind.RealList(), Attr.ints(List.of()),
          "factors instead of extents, or, beside them, for the places alone")
      .attribute("mode", SettingKind.words(Mode.class), new Attr.Word("nearest"), "what an element is made of")
      .attribute("coordinate_transformation_mode", SettingKind.words(Coordinates.class), new Attr.Word("half_pixel"),
          "where an element of the result lies in the operand, as in ONNX")
      .attribute("nearest_mode", SettingKind.words(Nearest.class), new Attr.Word("round_prefer_floor"),
          "which element is the nearest")
      .attribute("cubic_coeff_a", SettingKind.REAL, Attr.of(-0.75), "slope of the cubic weights")
      .attribute("exclude_outside", SettingKind.BOOL, Attr.of(false), "whether cubic weights beyond the border count 0")
      .attribute("extrapolation_value", SettingKind.REAL, Attr.of(0.0),
          "what lies beyond the border, for `tf_crop_and_resize`")
      .attribute("roi", new SettingKind.RealList(), Attr.ints(List.of()),
          "first places of the axes, then last ones, as shares, for `tf_crop_and_resize`")
      .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "where the channels are")
      .alias("upsample", Map.of("coordinate_transformation_mode", new Attr.Word("asymmetric"), "nearest_mode",
          new Attr.Word("floor")))
      .build();

  public Resize {
    size = List.copyOf(size);
    scale = List.copyOf(scale);
    roi = List.copyOf(roi);
    if (size.isEmpty() && scale.isEmpty()) {
      throw TypeError.at("size", "`size`: found " + size + " and scale " + scale + ", required one of the two");
    }
    if (!size.isEmpty() && !scale.isEmpty() && size.size() != scale.size()) {
      throw TypeError.at("scale", "`scale`: found " + scale + " and size " + size + ", required as many");
    }
    if (size.stream().anyMatch(extent -> extent < 0)) {
      throw TypeError.at("size", "`size`: found " + size + ", required numbers from 0 on");
    }
    if (!scale.stream().allMatch(factor -> factor > 0 && Double.isFinite(factor))) {
      throw TypeError.at("scale", "`scale`: found " + scale + ", required positive numbers");
    }
    int axes = Math.max(size.size(), scale.size());
    if (coordinateTransformationMode == Coordinates.TF_CROP_AND_RESIZE && roi.size() != 2 * axes) {
      throw TypeError.at("roi", "`roi`: found " + roi + ", required " + axes + " first and " + axes + " last places");
    }
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    ChannelParams.checkAxisExists(x, axis);
    if (mode != Mode.NEAREST && !x.dtype().isReal()) {
      throw new TypeError("found " + x + ", required reals to mix");
    }
    List<Integer> axes = axes(x.rank());
    List<Dim> dims = new ArrayList<>(x.dims());
    for (int i = 0; i < axes.size(); i++) {
      Dim own = x.dim(axes.get(i));
      dims.set(axes.get(i), size.isEmpty() ? Sampling.scaled(own, scale.get(i))
          : size.get(i) == 0 ? own : Dim.of(size.get(i)));
      if (own.is(0) && !dims.get(axes.get(i)).is(0)) {
        throw new TypeError("found no element on axis " + axes.get(i) + " of " + x + ", required some to resize");
      }
    }
    return List.of(x.withDims(dims));
  }

  /** The axes that extents or factors are of. */
  private List<Integer> axes(int rank) {
    int said = Math.max(size.size(), scale.size());
    List<Integer> spatial = IntStream.range(1, rank).filter(i -> i != axis).boxed().toList();
    if (said != rank && said != spatial.size()) {
      throw TypeError.at(size.isEmpty() ? "scale" : "size", "found " + said + " " + (size.isEmpty() ? "factors"
          : "extents") + ", required " + spatial.size() + " for the axes beside batch and channels, or " + rank);
    }
    return said == rank ? IntStream.range(0, rank).boxed().toList() : spatial;
  }

  /** How each axis is sampled, those that stay left out: their extents need not be known. */
  private List<Sampling> samplings(Site site) {
    List<Integer> axes = axes(site.tensor(0).rank());
    return IntStream.range(0, axes.size()).filter(i -> resultAxis(site, 0, axes.get(i)).isEmpty())
        .mapToObj(i -> sampling(site, axes.get(i), i))
        .filter(sampling -> !sampling.changesNothing()).toList();
  }

  private Sampling sampling(Site site, int at, int i) {
    int from = Extents.known(site.tensor(0), at, "to resize");
    int to = Extents.known(site.result(0), at, "to resize");
    double factor = scale.isEmpty() ? (double) to / from : scale.get(i);
    double first = roi.isEmpty() ? 0 : roi.get(i);
    double last = roi.isEmpty() ? 1 : roi.get(roi.size() / 2 + i);
    return Sampling.of(this, at, new Sampling.Extent(from, to, factor, first, last));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    List<Sampling> samplings = samplings(evaluation.site());
    for (Sampling sampling : samplings) {
      x = sampling.sampled(x, mode == Mode.NEAREST);
    }
    for (Sampling sampling : samplings) {
      x = sampling.extrapolated(x, extrapolationValue);
    }
    return List.of(x);
  }

  /** Each axis is a sum of elements picked along it, times constant weights. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    Operand x = operands.getFirst();
    List<Sampling> samplings = samplings(site);
    for (Sampling sampling : samplings) {
      x = sampling.sampled(f, x, mode == Mode.NEAREST);
    }
    for (Sampling sampling : samplings) {
      x = sampling.extrapolated(f, x, extrapolationValue);
    }
    return List.of(x);
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    int i = axes(site.tensor(0).rank()).indexOf(from);
    boolean stays = i < 0 || coordinateTransformationMode != Coordinates.TF_CROP_AND_RESIZE
        && (scale.isEmpty() || scale.get(i) == 1)
        && (size.isEmpty() || size.get(i) == 0 || site.tensor(0).dim(from).is(size.get(i)));
    return stays ? OptionalInt.of(from) : OptionalInt.empty();
  }

  /** Weights sum to 1, so that a constant along an axis that stays passes; but not into what lies beyond the border. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return coordinateTransformationMode != Coordinates.TF_CROP_AND_RESIZE
        && resultAxis(site, operand, from).isPresent();
  }
}
