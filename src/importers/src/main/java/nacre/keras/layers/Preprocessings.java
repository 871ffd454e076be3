package nacre.keras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.Cast;
import nacre.ir.op.Clip;
import nacre.ir.op.Constant;
import nacre.ir.op.Div;
import nacre.ir.op.Mul;
import nacre.ir.op.OneHot;
import nacre.ir.op.ReduceMax;
import nacre.ir.op.Resize;
import nacre.ir.op.Slice;
import nacre.ir.op.Sqrt;
import nacre.ir.op.Squeeze;
import nacre.ir.op.Sub;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Kind.Masking;

import nacre.keras.file.JsonValue;

/** Layers that prepare data. */
final class Preprocessings {
  static final List<Kind> ALL = List.of(
      Kind.of("Rescaling", Preprocessings::rescaling).takes("scale", "offset").masks(Masking.PASSES),
      Kind.of("Normalization", Preprocessings::normalization).takes("axis", "mean", "variance", "invert"),
      Kind.of("CategoryEncoding", Preprocessings::category).takes("num_tokens", "output_mode", "max_tokens", "sparse")
          .limit("its results are sparse", call -> call.settings().flag("sparse", false)),
      Kind.of("Resizing", Preprocessings::resizing)
          .takes("height", "width", "interpolation", "crop_to_aspect_ratio", "pad_to_aspect_ratio", "data_format",
              "antialias")
          .ignores("fill_mode", "fill_value")
          .limit("it smooths what it makes smaller", call -> call.settings().flag("antialias", false)
              && !call.settings().word("interpolation", "bilinear").equals("nearest")),
      Kind.of("CenterCrop", Preprocessings::centre).takes("height", "width", "data_format"));

  private static final double SMALLEST = 1e-7;

  private Preprocessings() {}

  private static Operand rescaling(Call call) {
    Operand x = call.x();
    Operand offset = numbers(call, "offset", 0);
    return call.main(new Add(), call.add(new Mul(), x, numbers(call, "scale", 1)), offset);
  }

  /** One number, or one for each index of the last axis. */
  private static Operand numbers(Call call, String setting, double fallback) {
    List<JsonValue> said = call.settings().find(setting).map(value -> value.isList() ? value.list() : List.of(value))
        .orElse(List.of());
    if (said.isEmpty()) {
      return Functions.number(call, fallback);
    }
    double[] values = said.stream().mapToDouble(JsonValue::real).toArray();
    return values.length == 1 ? Functions.number(call, values[0])
        : call.add(new Constant(Tensor.reals(DType.F32, new int[] {values.length}, i -> values[i])));
  }

  /** {@code (x - mean) / max(deviation, tiny)} per index of an axis, which has to be the last one. */
  private static Operand normalization(Call call) {
    Operand x = call.x();
    TensorType type = call.type(x);
    if (call.settings().flag("invert", false)) {
      throw new UnsupportedException("it is the way back");
    }
    List<Integer> axes = call.settings().ints("axis").orElse(List.of());
    if (!axes.isEmpty() && !axes.equals(List.of(-1)) && !axes.equals(List.of(type.rank() - 1))) {
      throw new UnsupportedException("it normalises other axes than the last one: " + axes);
    }
    boolean given = call.settings().says("mean");
    if (given) {
      Operand deviation = call.add(new Clip(SMALLEST, Double.POSITIVE_INFINITY),
          call.add(new Sqrt(), numbers(call, "variance", 1)));
      return call.main(new Div(), call.add(new Sub(), x, numbers(call, "mean", 0)), deviation);
    }
    List<Integer> shape = axes.isEmpty() ? List.of() : List.of(call.known(type.dims().getLast()));
    Operand mean = call.param(Role.RUNNING_MEAN, "mean", call.statistic("mean", shape));
    Operand variance = call.param(Role.RUNNING_VARIANCE, "variance", call.statistic("variance", shape));
    call.statistic("count", List.of());
    Operand deviation =
        call.add(new Clip(SMALLEST, Double.POSITIVE_INFINITY), call.add(new Sqrt(), variance));
    return call.add(new Div(), call.main(new Sub(), x, mean), deviation);
  }

  /** A row of zeros and ones for each id, or for all ids of a sample together. */
  private static Operand category(Call call) {
    int depth = call.settings().integer("num_tokens", call.settings().integer("max_tokens", 0));
    String mode = call.settings().word("output_mode", "multi_hot");
    TensorType type = call.requireRank(1, 2);
    if (depth < 1) {
      throw new InvalidModelException("the setting `num_tokens` is missing");
    }
    Operand ids = call.add(new Cast(DType.I64), call.raw(0));
    boolean single = type.rank() == 2 && type.dim(1).is(1);
    switch (mode) {
      case "one_hot" -> {
        if (type.rank() == 2 && !single) {
          throw new InvalidModelException("found " + type + ", required one id for each sample");
        }
        Operand flat = single ? call.add(new Squeeze(List.of(1)), ids) : ids;
        return call.main(new OneHot(depth, 1, 1, 0, DType.F32), flat);
      }
      case "multi_hot", "binary" -> {
        Operand each = call.add(new OneHot(depth, type.rank(), 1, 0, DType.F32), ids);
        return call.main(new ReduceMax(List.of(type.rank() - 1), false), each);
      }
      default -> throw new UnsupportedException("its mode is `" + mode + "`");
    }
  }

  private static Operand resizing(Call call) {
    TensorType type = call.requireRank(4, 4);
    if (call.settings().flag("crop_to_aspect_ratio", false) || call.settings().flag("pad_to_aspect_ratio", false)) {
      throw new UnsupportedException("it keeps the shape of a picture");
    }
    String word = call.settings().word("interpolation", "bilinear");
    Resize.Mode mode = switch (word) {
      case "bilinear" -> Resize.Mode.LINEAR;
      case "nearest" -> Resize.Mode.NEAREST;
      default -> throw new UnsupportedException("its interpolation is `" + word + "`");
    };
    List<Integer> size = List.of(call.settings().positive("height"), call.settings().positive("width"));
    Resize.Coordinates places = mode == Resize.Mode.NEAREST ? Resize.Coordinates.TF_HALF_PIXEL_FOR_NN
        : Resize.Coordinates.HALF_PIXEL;
    return call.main(new Resize(size, List.of(), mode, places, Resize.Nearest.FLOOR, -0.75,
        false, 0, Collections.emptyList(), Window.channels(call, type.rank())), call.x());
  }

  /** The middle of a picture; one that is smaller would be made larger first. */
  private static Operand centre(Call call) {
    TensorType type = call.requireRank(4, 4);
    List<Integer> spatial = Window.spatial(4, Window.channels(call, 4));
    List<Integer> wanted = List.of(call.settings().positive("height"), call.settings().positive("width"));
    List<Integer> starts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (int i : IntStream.range(0, 2).toArray()) {
      Dim extent = type.dim(spatial.get(i));
      int start = (call.known(extent) - wanted.get(i)) / 2;
      if (call.known(extent) < wanted.get(i)) {
        throw new UnsupportedException("the picture is smaller than what is cut out");
      }
      starts.add(start);
      ends.add(start + wanted.get(i));
    }
    return call.main(new Slice(starts, ends, spatial, List.of()), call.raw(0));
  }
}
