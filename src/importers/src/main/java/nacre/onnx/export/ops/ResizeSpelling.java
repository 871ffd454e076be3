package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Tensor;
import nacre.ir.op.Resize;
import nacre.onnx.export.Settings;
import nacre.onnx.export.Use;

/** A picture of another size. All axes are said: where ONNX Runtime moves axes around, it loses those that a node names. */
record ResizeSpelling(Resize op, Use use) {
  List<String> spelled() {
    List<Integer> moved = axes().stream().filter(axis -> !stays(axes().indexOf(axis))).toList();
    if (moved.isEmpty()) {
      return List.of(use.add("Identity", use.in(0)));
    }
    boolean crops = op.coordinateTransformationMode() == Resize.Coordinates.TF_CROP_AND_RESIZE;
    if (!isTaken(moved) || crops && (!isWhole() || op.size().contains(0))) {
      return use.apart();
    }
    List<String> operands = new ArrayList<>(List.of(use.in(0), crops ? reals(use.dtype(), op.roi()) : ""));
    operands.addAll(op.scale().isEmpty() ? List.of("", sizes()) : List.of(reals(DType.F32, scales())));
    return use.same("Resize", operands, settings(), isExact(crops));
  }

  private boolean isWhole() {
    return op.size().size() + op.scale().size() == use.rank(0);
  }

  /** The axes that extents or factors are of. */
  private List<Integer> axes() {
    return isWhole() ? IntStream.range(0, use.rank(0)).boxed().toList() : Windows.axes(use, op.axis());
  }

  private boolean stays(int i) {
    return op.scale().isEmpty() ? op.size().get(i) == 0 : op.scale().get(i) == 1;
  }

  private List<Double> scales() {
    List<Double> scales = new ArrayList<>(Collections.nCopies(use.rank(0), 1.0));
    axes().forEach(axis -> scales.set(axis, op.scale().get(axes().indexOf(axis))));
    return scales;
  }

  /** What stays is asked for when the model runs, unless it is known. */
  private String sizes() {
    List<Dim> dims = new ArrayList<>(use.type(0).dims());
    List<Integer> kept = new ArrayList<>(IntStream.range(0, dims.size()).boxed().toList());
    for (int i = 0; i < op.size().size(); i++) {
      if (op.size().get(i) != 0) {
        dims.set(axes().get(i), Dim.of(op.size().get(i)));
        kept.remove(axes().get(i));
      }
    }
    if (dims.stream().allMatch(dim -> dim instanceof Dim.Known)) {
      return use.shape(dims);
    }
    List<String> parts = new ArrayList<>();
    for (int axis = 0; axis < dims.size(); axis++) {
      parts.add(kept.contains(axis)
          ? use.add("Shape", List.of(use.in(0)), none().whole("start", axis).whole("end", axis + 1L))
          : use.wholes(Use.known(dims.get(axis))));
    }
    return use.add("Concat", parts, none().whole("axis", 0));
  }

  /** Which axes ONNX Runtime mixes elements of. */
  private boolean isTaken(List<Integer> moved) {
    int rank = use.rank(0);
    return switch (op.mode()) {
      case NEAREST -> true;
      case LINEAR -> rank < 4 || rank == 4 && (List.of(2, 3).containsAll(moved) || List.of(1, 2).containsAll(moved))
          || rank == 5 && List.of(2, 3, 4).containsAll(moved);
      case CUBIC -> rank == 2 || rank == 4 && List.of(2, 3).containsAll(moved);
    };
  }

  private boolean isExact(boolean crops) {
    return (op.mode() == Resize.Mode.CUBIC || !op.excludeOutside()) && isWhole() && op.axis() == 1
        && use.dtype().isReal() && !op.size().contains(0) && (crops || op.roi().isEmpty())
        && op.scale().stream().allMatch(factor -> Use.holds(DType.F32, factor))
        && op.roi().stream().allMatch(place -> Use.holds(use.dtype(), place));
  }

  /** What lies beyond the border counts for cubic weights alone. */
  private Settings settings() {
    return none().word("mode", Resizing.word(op.mode()))
        .word("coordinate_transformation_mode", Resizing.word(op.coordinateTransformationMode()))
        .word("nearest_mode", Resizing.word(op.nearestMode())).real("cubic_coeff_a", op.cubicCoeffA(), -0.75)
        .flag("exclude_outside", op.excludeOutside() && op.mode() == Resize.Mode.CUBIC)
        .real("extrapolation_value", op.extrapolationValue(), 0);
  }

  private String reals(DType dtype, List<Double> values) {
    return use.constant(Tensor.reals(dtype, new int[] {values.size()}, values::get));
  }
}
