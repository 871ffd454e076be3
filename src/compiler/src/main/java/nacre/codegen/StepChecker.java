package nacre.codegen;

import java.util.ArrayList;
import java.util.List;

import nacre.ir.TensorType;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Call;
import nacre.kernels.call.Conv;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Gemm;
import nacre.kernels.call.Move;
import nacre.kernels.call.Normalise;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pool;
import nacre.kernels.call.Softmax;
import nacre.kernels.run.Space;

/** What a single call must not do: leave the memory it is given, or write over what it still has to read. */
final class StepChecker {
  /** Numbers of images for which reaches are worked out; they are at most quadratic in it, and sizes are linear. */
  private static final int[] IMAGES = {1, 2, 3, 1000};

  private final Plan plan;
  private final Step step;

  private StepChecker(Plan plan, Step step) {
    this.plan = plan;
    this.step = step;
  }

  static void check(Plan plan, Step step) {
    StepChecker checker = new StepChecker(plan, step);
    checker.checkOperands();
    checker.checkSpaces();
    checker.checkReach();
    checker.checkOverwriting();
  }

  private void require(boolean holds, String message) {
    PlanChecker.require(holds, "step " + step.number() + ": " + message);
  }

  private void checkOperands() {
    int reads = switch (step.call()) {
      case Conv conv -> conv.epilogue().init().hasResidual() ? 2 : 1;
      case Gemm gemm when step.packed().isEmpty() -> 2;
      case Gemm gemm -> gemm.epilogue().init().hasResidual() ? 2 : 1;
      case Pointwise pointwise -> pointwise.function().operands();
      case Normalise _ -> 3;
      case Pool _, Softmax _ -> 1;
      case Move move -> move.kind() == Move.Kind.COPY ? 1 : 0;
    };
    require(step.reads().size() == reads, "found " + step.reads().size() + " operands, required " + reads);
    boolean biased = switch (step.call()) {
      case Conv conv -> conv.epilogue().init().hasBias();
      case Gemm gemm -> gemm.epilogue().init().hasBias();
      default -> false;
    };
    boolean packs = step.call() instanceof Conv || step.call() instanceof Gemm && reads(step) < 2;
    int packed = packs ? biased ? 2 : 1 : 0;
    require(step.packed().size() == packed || step.call() instanceof Gemm && step.packed().isEmpty(),
        "found " + step.packed().size() + " packed constants, required " + packed);
  }

  private static int reads(Step step) {
    return step.packed().isEmpty() ? step.reads().size() : 1;
  }

  /** Floats are computed from floats and whole numbers from whole numbers; what is moved stays what it is. */
  private void checkSpaces() {
    Space wanted = switch (step.call()) {
      case Pointwise pointwise -> pointwise.number() == Pointwise.Number.I32 ? Space.I32 : Space.F32;
      case Move _ -> plan.slot(step.writes()).space();
      case Conv _, Gemm _, Pool _, Normalise _, Softmax _ -> Space.F32;
    };
    requireSpace(step.writes(), wanted);
    step.reads().forEach(source -> requireSpace(source, wanted));
    step.packed().forEach(constant -> requireSpace(new Source.Stored(constant), Space.F32));
  }

  private void requireSpace(Source source, Space wanted) {
    switch (source) {
      case View view -> require(plan.slot(view).space() == wanted,
          "slot " + view.slot() + " is of " + plan.slot(view).space() + ", required " + wanted);
      case Source.Stored(int constant) -> {
        TensorType stored = plan.constants().get(constant).stored();
        require(PlanChecker.space(stored) == wanted,
            "constant " + constant + " is " + stored + ", required " + wanted);
      }
    }
  }

  /** No loop leaves the view that it walks over; planes have the extents that the call says. */
  private void checkReach() {
    switch (step.call()) {
      case Conv conv -> {
        requirePlanes(step.reads().getFirst(), conv.in(), conv.height(), conv.width());
        requirePlanes(step.writes(), conv.out(), conv.outHeight(), conv.outWidth());
      }
      case Pool pool -> {
        requirePlanes(step.reads().getFirst(), pool.channels(), pool.height(), pool.width());
        requirePlanes(step.writes(), pool.channels(), pool.outHeight(), pool.outWidth());
      }
      case Gemm gemm -> checkGemm(gemm);
      case Pointwise pointwise -> checkLoops(pointwise.axes());
      case Softmax softmax -> checkLoops(with(softmax.axes(), softmax.along()));
      case Normalise normalise -> {
        List<Axis> axes = with(normalise.axes(), normalise.channels());
        requireReach(step.writes(), axes, 0, Extent.NONE);
        requireReach(step.reads().getFirst(), axes, 1, Extent.NONE);
      }
      case Move move -> {
        requireReach(step.writes(), move.axes(), 0, move.to());
        if (move.kind() == Move.Kind.COPY) {
          requireReach(step.reads().getFirst(), move.axes(), 1, move.from());
        }
      }
    }
  }

  private void requirePlanes(Source source, int channels, int height, int width) {
    if (source instanceof View view) {
      boolean fits = view.geometry().layout().channels() == channels
          && view.geometry().layout().volume() == Math.multiplyExact(Math.multiplyExact(channels, height), width);
      require(fits, "found " + view.geometry() + ", required " + channels + " planes of " + height + " by " + width);
    }
  }

  private void checkGemm(Gemm gemm) {
    List<Axis> out = new ArrayList<>();
    List<Axis> left = new ArrayList<>();
    List<Axis> right = new ArrayList<>();
    for (Axis axis : gemm.batch()) {
      out.add(Axis.of(axis.extent(), axis.strides().get(0)));
      left.add(Axis.of(axis.extent(), axis.strides().get(1)));
      right.add(Axis.of(axis.extent(), axis.strides().get(2)));
    }
    out.add(gemm.rows());
    out.add(gemm.columns());
    left.add(Axis.of(gemm.rows().extent(), gemm.rows().strides().get(1)));
    left.add(gemm.depth());
    right.add(Axis.of(gemm.columns().extent(), gemm.columns().strides().get(1)));
    right.add(Axis.of(gemm.depth().extent(), gemm.depth().strides().get(1)));
    requireReach(step.writes(), out, 0, Extent.NONE);
    requireReach(step.reads().getFirst(), left, 0, Extent.NONE);
    if (step.packed().isEmpty()) {
      requireReach(step.reads().get(1), right, 0, Extent.NONE);
    } else if (gemm.epilogue().init().hasResidual()) {
      requireReach(step.reads().get(1), out, 0, Extent.NONE);
    }
  }

  private void checkLoops(List<Axis> axes) {
    requireReach(step.writes(), axes, 0, Extent.NONE);
    for (int operand = 0; operand < step.reads().size(); operand++) {
      requireReach(step.reads().get(operand), axes, operand + 1, Extent.NONE);
    }
  }

  private static List<Axis> with(List<Axis> axes, Axis last) {
    List<Axis> all = new ArrayList<>(axes);
    all.add(last);
    return all;
  }

  /** The loops touch what the view shows, or what the constant has, and nothing else, whatever the number of images. */
  private void requireReach(Source source, List<Axis> axes, int operand, Extent skipped) {
    for (int images : IMAGES) {
      switch (source) {
        case Source.Stored(int constant) -> requireWithin(constant, axes, operand, skipped, images);
        case View view -> require(
            new LoopReach(plan.slot(view).geometry(), view, images).holds(axes, operand, skipped, images),
            "its loops leave " + view.geometry() + " of slot " + view.slot() + " for a batch of " + images);
      }
    }
  }

  private void requireWithin(int constant, List<Axis> axes, int operand, Extent skipped, int images) {
    long elements = plan.constants().get(constant).stored().shape().elements().known().orElse(0);
    long last = skipped.exactlyAt(images);
    boolean empty = false;
    for (Axis axis : axes) {
      long extent = axis.extent().exactlyAt(images);
      empty |= extent == 0;
      last += (extent - 1) * axis.strides().get(operand).exactlyAt(images);
    }
    require(empty || last < elements, "its loops end at element " + last + " of constant " + constant
        + ", which has " + elements + ", for a batch of " + images);
  }

  /** What is written is read by no operand, but in place, or as other planes of the same slot. */
  private void checkOverwriting() {
    View written = step.writes();
    for (View read : step.views()) {
      if (read.slot() == written.slot() && !arePlanesApart(read, written)) {
        require(read.equals(written) && worksInPlace(step, read.slot()),
            "writes over what it reads of slot " + read.slot());
      }
    }
  }

  private static boolean arePlanesApart(View a, View b) {
    return PlanChecker.haveEqualPlanes(a.geometry(), b.geometry())
        && (a.from() + a.geometry().dims().getFirst() <= b.from()
            || b.from() + b.geometry().dims().getFirst() <= a.from());
  }

  /** Whether every operand that is a slot is read, element by element, right before it is written. */
  static boolean worksInPlace(Step step, int slot) {
    boolean all = true;
    for (int operand = 0; operand < step.reads().size(); operand++) {
      if (step.reads().get(operand) instanceof View view && view.slot() == slot) {
        all &= worksInPlace(step.call(), operand);
      }
    }
    return all;
  }

  private static boolean worksInPlace(Call call, int operand) {
    return switch (call) {
      case Conv conv -> operand == 1 && conv.epilogue().init().hasResidual();
      case Gemm gemm -> operand == 1 && gemm.epilogue().init().hasResidual();
      case Pointwise pointwise -> pointwise.axes().stream().allMatch(axis -> moveAlike(axis, operand));
      case Softmax softmax ->
          operand == 0 && with(softmax.axes(), softmax.along()).stream().allMatch(axis -> moveAlike(axis, 0));
      case Normalise normalise ->
          operand == 0 && with(normalise.axes(), normalise.channels()).stream().allMatch(axis -> moveAlike(axis, 0));
      case Pool _, Move _ -> false;
    };
  }

  private static boolean moveAlike(Axis axis, int operand) {
    return axis.extent().equals(Extent.fixed(1)) || axis.strides().getFirst().equals(axis.strides().get(operand + 1));
  }
}
