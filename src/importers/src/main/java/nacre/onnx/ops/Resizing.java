package nacre.onnx.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.Cast;
import nacre.ir.op.GridSample;
import nacre.ir.op.Op;
import nacre.ir.op.Ops;
import nacre.ir.op.Resize;
import nacre.onnx.Call;
import nacre.onnx.Operator;
import nacre.onnx.Required;

/** Pictures of other sizes. */
final class Resizing {
  static final List<Operator> ALL = List.of(
      Operator.of("Resize", Resizing::resize).inputs("X", "scales!").inputs(11, "X", "roi!", "scales!", "sizes!")
          .only("mode", "nearest", "linear", "cubic")
          .only("coordinate_transformation_mode", words(Resize.Coordinates.values()))
          .only("nearest_mode", words(Resize.Nearest.values()))
          .attributes("axes", "cubic_coeff_a", "exclude_outside", "extrapolation_value")
          .only("keep_aspect_ratio_policy", "stretch", "not_larger", "not_smaller").only("antialias", 0),
      Operator.of("Upsample", Resizing::upsample).inputs("X").inputs(9, "X", "scales!")
          .only("mode", "nearest", "linear", "bilinear", "cubic").attributesBefore(7, "height_scale", "width_scale")
          .attributesBefore(9, "scales"),
      Operator.of("DepthToSpace", call -> blocks(call, "depth_to_space", call.word("mode", "DCR"))).inputs("input")
          .attributes("blocksize").only("mode", "DCR", "CRD"),
      Operator.of("SpaceToDepth", call -> blocks(call, "space_to_depth", "DCR")).inputs("input")
          .attributes("blocksize"),
      Operator.of("GridSample", Resizing::grid).inputs("X", "grid")
          .only("mode", "nearest", "linear", "bilinear", "cubic", "bicubic")
          .only("padding_mode", words(GridSample.PaddingMode.values())).attributes("align_corners")
          .limit("it samples no plane", call -> call.rank(0) != 4));

  private Resizing() {}

  private static Object[] words(Enum<?>... constants) {
    return Arrays.stream(constants).map(constant -> constant.name().toLowerCase(Locale.ROOT)).toArray();
  }

  private static void blocks(Call call, String name, String mode) {
    Op op = Ops.named(name).orElseThrow().create(Map.of("block", Attr.of(call.integer("blocksize")),
        "mode", new Attr.Word(mode.toLowerCase(Locale.ROOT)), "axis", Attr.of(1)));
    call.result(op, call.operand(0));
  }

  private static void grid(Call call) {
    GridSample.Mode mode = switch (call.word("mode", "linear")) {
      case "nearest" -> GridSample.Mode.NEAREST;
      case "linear", "bilinear" -> GridSample.Mode.LINEAR;
      default -> GridSample.Mode.CUBIC;
    };
    GridSample.PaddingMode outside = word(GridSample.PaddingMode.class, call.word("padding_mode", "zeros"));
    call.result(new GridSample(mode, outside, call.flag("align_corners"), 1), call.operand(0), call.operand(1));
  }

  private static void upsample(Call call) {
    Resize.Mode mode = mode(call.word("mode", "nearest"));
    List<Double> scale = call.opset() < 7
        ? List.of(1.0, 1.0, call.real("height_scale"), call.real("width_scale"))
        : call.opset() < 9 ? call.reals("scales").orElse(List.of()) : doubles(call.required(1, "the scales"));
    finish(call, List.of(), scale, mode, Resize.Coordinates.ASYMMETRIC, Resize.Nearest.FLOOR, -0.75, false, 0,
        List.of());
  }

  private static List<Double> doubles(Tensor tensor) {
    return Arrays.stream(tensor.toReals()).boxed().toList();
  }

  private static Resize.Mode mode(String word) {
    return switch (word) {
      case "nearest" -> Resize.Mode.NEAREST;
      case "linear", "bilinear" -> Resize.Mode.LINEAR;
      default -> Resize.Mode.CUBIC;
    };
  }

  private static void resize(Call call) {
    Resize.Mode mode = mode(call.word("mode", "nearest"));
    int rank = call.rank(0);
    if (call.opset() < 11) {
      finish(call, List.of(), doubles(call.required(1, "the scales")), mode, Resize.Coordinates.ASYMMETRIC,
          Resize.Nearest.FLOOR, -0.75, false, 0, List.of());
      return;
    }
    List<Integer> axes = call.ints("axes").map(said -> said.stream().map(axis -> call.axis(axis, rank)).toList())
        .orElse(IntStream.range(0, rank).boxed().toList());
    Resize.Coordinates coordinates = word(Resize.Coordinates.class,
        call.word("coordinate_transformation_mode", "half_pixel"));
    boolean crops = coordinates == Resize.Coordinates.TF_CROP_AND_RESIZE;
    List<Double> roi = crops ? spreadRoi(doubles(call.required(1, "the region")), axes, rank) : List.of();
    call.ignore(1);
    List<Double> scale = List.of();
    List<Integer> size = List.of();
    if (call.has(3) && call.type(3).shape().elements().known().orElse(1) != 0) {
      List<Integer> said = Required.ints(call, 3, "the sizes");
      size = sizes(said, axes, rank);
      OptionalDouble common = common(call, said, axes);
      if (common.isPresent()) {
        double factor = common.getAsDouble();
        size = sizes(axes.stream().map(axis -> rounded(factor * extent(call.type(0), axis))).toList(), axes, rank);
        scale = spread(Collections.nCopies(axes.size(), factor), axes, rank, 1.0);
      }
      call.ignore(2);
    } else {
      scale = spread(doubles(call.required(2, "the scales")), axes, rank, 1.0);
      call.ignore(3);
      call.ignore("keep_aspect_ratio_policy");
    }
    finish(call, size, scale, mode, coordinates,
        word(Resize.Nearest.class, call.word("nearest_mode", "round_prefer_floor")),
        call.real("cubic_coeff_a", -0.75), call.flag("exclude_outside"), call.real("extrapolation_value", 0), roi);
  }

  private static <E extends Enum<E>> E word(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }

  private static <T> List<T> spread(List<T> said, List<Integer> axes, int rank, T rest) {
    if (said.size() != axes.size()) {
      throw new InvalidModelException("found " + said + " for " + axes.size() + " axes");
    }
    List<T> all = new ArrayList<>(Collections.nCopies(rank, rest));
    for (int i = 0; i < said.size(); i++) {
      all.set(axes.get(i), said.get(i));
    }
    return all;
  }

  /** 0 for axes that stay as they are. */
  private static List<Integer> sizes(List<Integer> said, List<Integer> axes, int rank) {
    if (said.contains(0)) {
      throw new UnsupportedException("an axis is left without elements");
    }
    return spread(said, axes, rank, 0);
  }

  private static List<Double> spreadRoi(List<Double> said, List<Integer> axes, int rank) {
    if (said.size() != 2 * axes.size()) {
      throw new InvalidModelException("found a region " + said + " for " + axes.size() + " axes");
    }
    List<Double> all = new ArrayList<>(spread(said.subList(0, axes.size()), axes, rank, 0.0));
    all.addAll(spread(said.subList(axes.size(), said.size()), axes, rank, 1.0));
    return all;
  }

  /** The factor of all axes by which the picture keeps its shape, within sizes or beyond them; none if it need not. */
  private static OptionalDouble common(Call call, List<Integer> said, List<Integer> axes) {
    TensorType x = call.type(0);
    String policy = call.word("keep_aspect_ratio_policy", "stretch");
    DoubleStream factors = IntStream.range(0, said.size()).mapToDouble(
        i -> said.get(i) / (double) extent(x, axes.get(i)));
    return switch (policy) {
      case "stretch" -> OptionalDouble.empty();
      case "not_larger" -> factors.min();
      default -> factors.max();
    };
  }

  private static int rounded(double extent) {
    return (int) Math.floor(extent + 0.5);
  }

  private static long extent(TensorType x, int axis) {
    return x.dim(axis).known().orElseThrow(
        () -> new UnsupportedException("its scale depends on an extent that is not known"));
  }

  private static void finish(Call call, List<Integer> size, List<Double> scale, Resize.Mode mode,
      Resize.Coordinates coordinates, Resize.Nearest nearest, double cubic, boolean exclude, double extrapolation,
      List<Double> roi) {
    Op op = new Resize(size, scale, mode, coordinates, nearest, cubic, exclude, extrapolation, roi, 1);
    DType dtype = call.dtype(0);
    if (dtype.isReal()) {
      call.result(op, call.operand(0));
    } else {
      Operand resized = call.add(op, call.add(new Cast(DType.F32), call.operand(0)));
      call.result(new Cast(dtype), resized);
    }
  }
}
