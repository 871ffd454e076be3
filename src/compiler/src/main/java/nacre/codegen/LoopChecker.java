package nacre.codegen;

import java.util.ArrayList;
import java.util.List;
import nacre.kernels.call.Axis;
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

/** No loop of a call leaves the view that it walks over, and planes have the extents that the call says. */
final class LoopChecker {
  /** Numbers of images for which reaches are worked out; they are at most quadratic in it, and sizes are linear. */
  private static final int[] IMAGES = {1, 2, 3, 1000};

  private final Plan plan;
  private final Step step;

  private LoopChecker(Plan plan, Step step) {
    this.plan = plan;
    this.step = step;
  }

  /** @throws PlanChecker.BrokenPlanException if one does */
  static void check(Plan plan, Step step) {
    new LoopChecker(plan, step).checkReach();
  }

  private void require(boolean holds, String message) {
    PlanChecker.require(holds, "step " + step.number() + ": " + message);
  }

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
      case Chain chain -> checkLoops(chain.axes());
      case Cast cast -> checkLoops(cast.axes());
      case Softmax softmax -> checkLoops(with(softmax.axes(), softmax.along()));
      case Normalise normalise -> {
        List<Axis> axes = with(normalise.axes(), normalise.channels());
        requireReach(step.writes(), axes, 0, Extent.NONE);
        requireReach(step.reads().getFirst(), axes, 1, Extent.NONE);
      }
      case Reduce reduce -> checkFolded(reduce.axes(), reduce.along());
      case ChainReduce reduce -> checkFolded(reduce.axes(), reduce.along());
      case Extreme extreme -> checkFolded(extreme.axes(), List.of(extreme.along()));
      case Scan scan -> checkLoops(with(scan.axes(), scan.along()));
      case Top top -> {
        Axis written = new Axis(top.count(), top.along().strides());
        requireReach(step.writes(), with(top.axes(), written), 0, Extent.NONE);
        requireReach(step.reads().getFirst(), with(top.axes(), top.along()), 1, Extent.NONE);
      }
      case Gather gather -> {
        requireReach(step.writes(), gather.axes(), 0, Extent.NONE);
        checkPlaces(step.reads().get(0), gather.axes(), 1, step.reads().get(1), gather.places(), gather.step());
      }
      case Scatter scatter -> {
        List<Axis> axes = new ArrayList<>(scatter.axes());
        axes.addAll(scatter.ordered());
        requireReach(step.reads().get(0), axes, 1, Extent.NONE);
        checkPlaces(step.writes(), axes, 0, step.reads().get(1), scatter.places(), scatter.step());
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

  /** Axes that the output does not have have strides of the operands alone. */
  private void checkFolded(List<Axis> axes, List<Axis> along) {
    requireReach(step.writes(), axes, 0, Extent.NONE);
    List<Axis> read = new ArrayList<>(along);
    axes.forEach(axis -> read.add(new Axis(axis.extent(), axis.strides().subList(1, axis.strides().size()))));
    for (int operand = 0; operand < step.reads().size(); operand++) {
      requireReach(step.reads().get(operand), read, operand, Extent.NONE);
    }
  }

  /** Wherever indices point within their axes lies in the view, and so do the indices. */
  private void checkPlaces(Source data, List<Axis> axes, int operand, Source indices, List<Axis> places, Extent apart) {
    List<Axis> reached = new ArrayList<>(places);
    axes.forEach(axis -> reached.add(new Axis(axis.extent(), axis.strides().subList(operand, operand + 1))));
    if (places.stream().noneMatch(place -> place.extent().equals(Extent.NONE))) {
      requireReach(data, reached, 0, Extent.NONE);
    }
    List<Axis> named = new ArrayList<>(List.of(Axis.of(Extent.fixed(places.size()), apart)));
    axes.forEach(axis -> named.add(new Axis(axis.extent(), axis.strides().subList(2, 3))));
    requireReach(indices, named, 0, Extent.NONE);
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
    long first = skipped.exactlyAt(images);
    long last = first;
    boolean empty = false;
    for (Axis axis : axes) {
      long extent = axis.extent().exactlyAt(images);
      long moved = (extent - 1) * axis.strides().get(operand).exactlyAt(images);
      empty |= extent == 0;
      first += Math.min(0, moved);
      last += Math.max(0, moved);
    }
    require(empty || first >= 0 && last < elements, "its loops end at element " + last + " of constant " + constant
        + ", which has " + elements + ", for a batch of " + images);
  }
}
