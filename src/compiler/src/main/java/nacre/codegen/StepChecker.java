package nacre.codegen;

import java.util.ArrayList;
import java.util.List;
import nacre.ir.TensorType;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Call;
import nacre.kernels.call.Cast;
import nacre.kernels.call.Chain;
import nacre.kernels.call.ChainReduce;
import nacre.kernels.call.Conv;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Extreme;
import nacre.kernels.call.Gather;
import nacre.kernels.call.Gemm;
import nacre.kernels.call.Move;
import nacre.kernels.call.Normalise;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pool;
import nacre.kernels.call.Reduce;
import nacre.kernels.call.Scan;
import nacre.kernels.call.Scatter;
import nacre.kernels.call.Softmax;
import nacre.kernels.call.Top;
import nacre.kernels.run.Space;

/** What a single call must not do: leave the memory it is given, or write over what it still has to read. */
final class StepChecker {
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
    LoopChecker.check(plan, step);
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
      case Chain chain -> chain.reads();
      case ChainReduce reduce -> reduce.chain().reads();
      case Normalise _ -> 3;
      case Cast _, Extreme _, Pool _, Reduce _, Scan _, Softmax _, Top _ -> 1;
      case Gather _, Scatter _ -> 2;
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

  /** What is kept as floats is read as floats, and what is kept as whole numbers as whole numbers. */
  private void checkSpaces() {
    Space moved = plan.slot(step.writes()).space();
    requireSpace(step.writes(), CallSpaces.written(step.call(), moved));
    for (int operand = 0; operand < step.reads().size(); operand++) {
      requireSpace(step.reads().get(operand), CallSpaces.read(step.call(), operand, moved));
    }
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
      case Chain chain -> chain.axes().stream().allMatch(axis -> moveAlike(axis, operand));
      case Cast cast -> cast.axes().stream().allMatch(axis -> moveAlike(axis, 0));
      case Softmax softmax ->
          operand == 0 && with(softmax.axes(), softmax.along()).stream().allMatch(axis -> moveAlike(axis, 0));
      case Normalise normalise ->
          operand == 0 && with(normalise.axes(), normalise.channels()).stream().allMatch(axis -> moveAlike(axis, 0));
      case ChainReduce _, Extreme _, Gather _, Move _, Pool _, Reduce _, Scan _, Scatter _, Top _ -> false;
    };
  }

  private static List<Axis> with(List<Axis> axes, Axis last) {
    List<Axis> all = new ArrayList<>(axes);
    all.add(last);
    return all;
  }

  private static boolean moveAlike(Axis axis, int operand) {
    return axis.extent().equals(Extent.fixed(1)) || axis.strides().getFirst().equals(axis.strides().get(operand + 1));
  }
}
