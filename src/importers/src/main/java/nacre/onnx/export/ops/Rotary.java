package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Tensor;
import nacre.ir.op.RotaryEmbedding;
import nacre.onnx.ElementTypes;
import nacre.onnx.export.Use;

/** Pairs of features turned by angles, where the number of places is known only when the model runs. */
record Rotary(RotaryEmbedding op, Use use) {
  List<String> turned() {
    int last = use.rank(0) - 1;
    int features = (int) Use.known(use.type(0).dim(last));
    int turned = op.dims() > 0 ? op.dims() : features;
    String angles = angles(turned);
    String cos = table("Cos", angles);
    String sin = table("Sin", angles);
    boolean woven = op.interleaved();
    String head = turned == features ? use.in(0) : slice(use.in(0), last, 0, turned, 1);
    String a = woven ? slice(head, last, 0, turned, 2) : slice(head, last, 0, turned / 2, 1);
    String b = woven ? slice(head, last, 1, turned, 2) : slice(head, last, turned / 2, turned, 1);
    String first = use.add("Sub", use.add("Mul", a, cos), use.add("Mul", b, sin));
    String second = use.add("Add", use.add("Mul", b, cos), use.add("Mul", a, sin));
    String joined = woven ? woven(first, second, last) : concat(last, first, second);
    return List.of(turned == features ? joined
        : concat(last, joined, slice(use.in(0), last, turned, features, 1)));
  }

  private String concat(int axis, String... parts) {
    return use.add("Concat", Arrays.asList(parts), none().whole("axis", axis));
  }

  private String slice(String x, int axis, int from, int to, int step) {
    return use.add("Slice", x, use.wholes(from), use.wholes(to), use.wholes(axis), use.wholes(step));
  }

  /** One of each in turn. */
  private String woven(String a, String b, int last) {
    String pairs = concat(last + 1, use.add("Unsqueeze", a, use.wholes(last + 1L)),
        use.add("Unsqueeze", b, use.wholes(last + 1L)));
    long[] shape = new long[last + 1];
    shape[last] = -1;
    return use.add("Reshape", pairs, use.wholes(shape));
  }

  /** {@code (start + place) * base^(-2 * pair / turned)} of whole turns, below the axis of places. */
  private String angles(int turned) {
    List<Dim> places = List.of(use.type(0).dim(op.axis()));
    String count = use.add("Squeeze", use.shape(places), use.wholes(0));
    String counted = use.add("Range", use.whole(0), count, use.whole(1));
    String place = use.add("Add", real(counted, DType.F64), use.number(DType.F64, op.start()));
    int behind = use.rank(0) - op.axis();
    long[] axes = new long[behind - 1];
    Arrays.setAll(axes, i -> i + 1L);
    String column = use.add("Unsqueeze", place, use.wholes(axes));
    Integer[] shape = Collections.nCopies(behind, 1).toArray(Integer[]::new);
    shape[behind - 1] = turned / 2;
    String falling = use.constant(Tensor.reals(DType.F64, Arrays.stream(shape).mapToInt(Integer::intValue).toArray(),
        pair -> Math.pow(op.base(), -2.0 * pair / turned)));
    return use.add("Mod", List.of(use.add("Mul", column, falling), use.number(DType.F64, 2 * Math.PI)),
        none().flag("fmod", true));
  }

  private String real(String x, DType dtype) {
    return use.add("Cast", List.of(x), none().whole("to", ElementTypes.number(dtype)));
  }

  private String table(String function, String angles) {
    return real(use.add(function, real(angles, DType.F32)), use.dtype());
  }
}
