package nacre.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Borders, parts, sizes and reductions in drawn settings against ONNX Runtime, where published cases have few.
 * {@code -Dnacre.sweep=20} tries twenty times as many.
 */
class ShapeSweepTest {
  @TempDir
  Path folder = Path.of("");

  static Stream<Kind> kinds() {
    return Stream.of(Kind.of("Pad", 19, ShapeSweepTest::pad),
        Kind.of("GridSample", 20, ShapeSweepTest::grid),
        Kind.of("Resize", 11, ShapeSweepTest::resize),
        Kind.of("Resize", 19, ShapeSweepTest::resize),
        Kind.of("Resize by axes", 19, ShapeSweepTest::kept),
        Kind.of("DepthToSpace", 13, ShapeSweepTest::depth),
        Kind.of("Reduce", 18, ShapeSweepTest::reduce),
        Kind.of("ArgMax", 13, ShapeSweepTest::best),
        Kind.of("CumSum", 14, ShapeSweepTest::cumulative),
        Kind.of("Slice", 13, ShapeSweepTest::slice));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("what ONNX Runtime computes is computed here, and the same, by the reference and by emitted code")
  void agrees(Kind kind, TestReporter reporter) {
    reporter.publishEntry(kind.assertAgrees(folder));
  }

  private static Probe pad(Settings settings) {
    int rank = settings.from(1, 4);
    List<Integer> input = IntStream.range(0, rank).mapToObj(_ -> settings.from(3, 5)).toList();
    String mode = settings.one("constant", "reflect", "edge", "wrap");
    List<Integer> pads = settings.each(2 * rank, 0, 1, 2);
    List<Integer> signed = mode.equals("constant") && settings.one(true, false)
        ? pads.stream().map(pad -> settings.one(pad, -1)).toList()
        : pads;
    String stored = "i64[" + 2 * rank + "] " + signed.stream().map(String::valueOf).collect(Collectors.joining(" "));
    return new Probe("Pad", input, mode.equals("constant") ? List.of(stored, "f32[] 1.5") : List.of(stored),
        "mode=\"" + mode + "\"");
  }

  private static Probe grid(Settings settings) {
    List<Integer> input = List.of(1, settings.from(1, 3), settings.from(2, 5), settings.from(2, 5));
    String places = "f32[1," + settings.from(1, 3) + ",4,2]";
    return new Probe("GridSample", input, List.of(places), "mode=\"" + settings.one("linear", "nearest", "cubic")
        + "\" padding_mode=\"" + settings.one("zeros", "border", "reflection") + "\" align_corners="
        + settings.from(0, 1));
  }

  /** Scales are short fractions of two, so that no place lies between two numbers of 32 bits. */
  private static Probe resize(Settings settings) {
    List<Integer> input = List.of(1, 2, settings.from(2, 6), settings.from(2, 6));
    String mode = settings.one("nearest", "linear", "cubic");
    String coordinates = settings.one("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric");
    String attributes = "mode=\"" + mode + "\" coordinate_transformation_mode=\"" + coordinates + "\"";
    if (mode.equals("nearest")) {
      attributes +=
          " nearest_mode=\"" + settings.one("round_prefer_floor", "round_prefer_ceil", "floor", "ceil") + "\"";
    }
    if (mode.equals("cubic")) {
      attributes += settings.one("", " cubic_coeff_a=-0.5") + settings.one("", " exclude_outside=1");
    }
    boolean sized = settings.one(true, false);
    String scales = "f32[4] 1 1 " + settings.one("0.5", "1.5", "2", "0.75", "2.5", "1") + " "
        + settings.one("0.5", "1.5", "2", "0.75", "3", "1");
    String sizes = "i64[4] 1 2 " + settings.from(1, 9) + " " + settings.from(1, 9);
    return new Probe("Resize", input, sized ? List.of("f32[0]", "f32[0]", sizes) : List.of("f32[0]", scales),
        attributes);
  }

  private static Probe reduce(Settings settings) {
    int rank = settings.from(1, 4);
    List<Integer> input = IntStream.range(0, rank).mapToObj(_ -> settings.from(1, 5)).toList();
    List<Integer> axes =
        new ArrayList<>(IntStream.range(0, rank).filter(_ -> settings.one(true, false)).boxed().toList());
    if (axes.isEmpty()) {
      axes.add(rank - 1);
    }
    Collections.reverse(axes);
    String stored = "i64[" + axes.size() + "] "
        + axes.stream().map(axis -> String.valueOf(settings.one(axis, axis - rank))).collect(Collectors.joining(" "));
    return new Probe("Reduce" + settings.one("L1", "L2", "LogSumExp", "Max", "Mean", "Min", "Prod", "Sum", "SumSquare"),
        input, List.of(stored), "keepdims=" + settings.from(0, 1));
  }

  private static Probe best(Settings settings) {
    int rank = settings.from(1, 4);
    List<Integer> input = IntStream.range(0, rank).mapToObj(_ -> settings.from(1, 5)).toList();
    return new Probe(settings.one("ArgMax", "ArgMin"), input, List.of(), "axis=" + settings.from(-rank, rank - 1)
        + " keepdims=" + settings.from(0, 1) + " select_last_index=" + settings.from(0, 1));
  }

  private static Probe cumulative(Settings settings) {
    int rank = settings.from(1, 4);
    List<Integer> input = IntStream.range(0, rank).mapToObj(_ -> settings.from(1, 5)).toList();
    return new Probe("CumSum", input, List.of("i64[] " + settings.from(-rank, rank - 1)),
        "exclusive=" + settings.from(0, 1) + " reverse=" + settings.from(0, 1));
  }

  private static Probe slice(Settings settings) {
    int rank = settings.from(1, 3);
    List<Integer> input = IntStream.range(0, rank).mapToObj(_ -> settings.from(1, 6)).toList();
    int axis = settings.from(-rank, rank - 1);
    int step = settings.one(1, 2, 3, -1, -2);
    int start = settings.from(-7, 7);
    int end = settings.one(settings.from(-7, 7), step > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE);
    return new Probe("Slice", input, Stream.of(start, end, axis, step).map(number -> "i64[1] " + number).toList(), "");
  }

  /**
   * Sizes of some axes, which a policy may change so that pictures keep their form. ONNX Runtime leaves pictures as they are
   * where a policy meets axes that count from the end, against the text of the standard; so such axes are left out.
   */
  private static Probe kept(Settings settings) {
    List<Integer> input = List.of(1, 2, settings.from(2, 6), settings.from(2, 6));
    String sizes = "i64[2] " + settings.from(3, 9) + " " + settings.from(3, 9);
    return new Probe("Resize", input, List.of("-", "-", sizes), "axes=" + settings.one("[2,3]", "[3,2]")
        + " keep_aspect_ratio_policy=\"" + settings.one("stretch", "not_larger", "not_smaller") + "\" mode=\""
        + settings.one("nearest", "linear", "cubic") + "\" nearest_mode=\"floor\""
        + " coordinate_transformation_mode=\"" + settings.one("asymmetric", "half_pixel") + "\"");
  }

  private static Probe depth(Settings settings) {
    int block = settings.from(1, 3);
    boolean apart = settings.one(true, false);
    int channels = settings.from(1, 3) * (apart ? block * block : 1);
    int scale = apart ? 1 : block;
    List<Integer> input =
        List.of(settings.from(1, 2), channels, scale * settings.from(1, 3), scale * settings.from(1, 3));
    return apart
        ? new Probe("DepthToSpace", input, List.of(),
            "blocksize=" + block + settings.one("", " mode=\"DCR\"", " mode=\"CRD\""))
        : new Probe("SpaceToDepth", input, List.of(), "blocksize=" + block);
  }
}
