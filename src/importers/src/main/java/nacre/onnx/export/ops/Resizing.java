package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;
import static nacre.onnx.export.ops.Spellings.of;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.ir.op.DepthToSpace;
import nacre.ir.op.GridSample;
import nacre.ir.op.Op;
import nacre.ir.op.Resize;
import nacre.ir.op.SpaceToDepth;
import nacre.onnx.export.Settings;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/** Pictures of other sizes. */
final class Resizing {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      of(Resize.class, Resizing::resize),
      of(DepthToSpace.class, (op, use) -> op.axis() == 1
          ? use.same("DepthToSpace", none().whole("blocksize", op.block()).word("mode", mode(op)))
          : use.apart()),
      of(SpaceToDepth.class, (op, use) -> op.axis() == 1 && mode(op).equals("DCR")
          ? use.same("SpaceToDepth", none().whole("blocksize", op.block()))
          : use.apart()),
      of(GridSample.class, (op, use) -> op.axis() == 1 && use.dtype().isReal()
          ? use.same("GridSample", none().word("mode", word(op.mode())).word("padding_mode", word(op.paddingMode()))
              .flag("align_corners", op.alignCorners()))
          : use.apart()));

  private Resizing() {}

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String mode(Op op) {
    Attr mode = op.spec().attributes(op).getOrDefault("mode", Attr.NONE);
    return mode.toString().toUpperCase(Locale.ROOT);
  }

  /** Axes that stay are left out, since their extents need not be known. */
  private static List<String> resize(Resize op, Use use) {
    int rank = use.rank(0);
    int said = op.size().size() + op.scale().size();
    boolean whole = said == rank;
    List<Integer> axes = whole ? IntStream.range(0, rank).boxed().toList()
        : IntStream.range(1, rank).filter(i -> i != op.axis()).boxed().toList();
    List<Integer> moved = IntStream.range(0, said).filter(i -> op.scale().isEmpty() ? op.size().get(i) != 0
        : op.scale().get(i) != 1).boxed().toList();
    if (moved.isEmpty()) {
      return List.of(use.add("Identity", use.in(0)));
    }
    if (!isTaken(op.mode(), rank, moved.stream().map(axes::get).toList())) {
      return use.apart();
    }
    boolean crops = op.coordinateTransformationMode() == Resize.Coordinates.TF_CROP_AND_RESIZE;
    if (crops) {
      return whole ? cropped(op, use) : use.apart();
    }
    List<String> operands = new ArrayList<>(List.of(use.in(0), ""));
    if (op.scale().isEmpty()) {
      operands.add("");
      operands.add(use.wholes(moved.stream().map(op.size()::get).toList()));
    } else {
      operands.add(reals(use, DType.F32, moved.stream().map(op.scale()::get).toList()));
    }
    boolean exact = isExact(op) && whole && op.axis() == 1 && use.dtype().isReal() && op.roi().isEmpty()
        && op.scale().stream().allMatch(factor -> Use.holds(DType.F32, factor));
    return use.same("Resize", operands, settings(op).wholes("axes", moved.stream().map(axes::get).toList()), exact);
  }

  /** Which axes ONNX Runtime mixes elements of. */
  private static boolean isTaken(Resize.Mode mode, int rank, List<Integer> moved) {
    return switch (mode) {
      case NEAREST -> true;
      case LINEAR -> rank < 4 || rank == 4 && (List.of(2, 3).containsAll(moved) || List.of(1, 2).containsAll(moved))
          || rank == 5 && List.of(2, 3, 4).containsAll(moved);
      case CUBIC -> rank == 2 || rank == 4 && List.of(2, 3).containsAll(moved);
    };
  }

  private static boolean isExact(Resize op) {
    return op.mode() == Resize.Mode.CUBIC || !op.excludeOutside();
  }

  /** All axes have their share of the region. */
  private static List<String> cropped(Resize op, Use use) {
    List<String> operands = new ArrayList<>(List.of(use.in(0), reals(use, use.dtype(), op.roi())));
    if (op.scale().isEmpty()) {
      operands.addAll(List.of("", use.wholes(op.size())));
    } else {
      operands.add(reals(use, DType.F32, op.scale()));
    }
    boolean exact = isExact(op) && op.axis() == 1 && use.dtype().isReal()
        && op.scale().stream().allMatch(factor -> Use.holds(DType.F32, factor))
        && op.roi().stream().allMatch(place -> Use.holds(use.dtype(), place));
    return op.size().contains(0) ? use.apart() : use.same("Resize", operands, settings(op), exact);
  }

  private static Settings settings(Resize op) {
    return none().word("mode", word(op.mode()))
        .word("coordinate_transformation_mode", word(op.coordinateTransformationMode()))
        .word("nearest_mode", word(op.nearestMode())).real("cubic_coeff_a", op.cubicCoeffA(), -0.75)
        .flag("exclude_outside", op.excludeOutside() && op.mode() == Resize.Mode.CUBIC)
        .real("extrapolation_value", op.extrapolationValue(), 0);
  }

  private static String reals(Use use, DType dtype, List<Double> values) {
    return use.constant(Tensor.reals(dtype, new int[] {values.size()}, values::get));
  }
}
