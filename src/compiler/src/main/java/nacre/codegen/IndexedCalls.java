package nacre.codegen;

import java.util.ArrayList;
import java.util.List;

import nacre.ir.op.Candidate;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Call;
import nacre.kernels.call.Chain;
import nacre.kernels.call.ChainReduce;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Extreme;
import nacre.kernels.call.Fold;
import nacre.kernels.call.Gather;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Reduce;
import nacre.kernels.call.Scan;
import nacre.kernels.call.Scatter;
import nacre.kernels.call.Top;

/** The calls along axes and by indices: folds, orders, and elements at places that are computed. */
record IndexedCalls(StridedCalls strided) {
  private List<Extent> strides(Arg arg) {
    return strided.strides(arg);
  }

  private static Pointwise.Number number(Work work) {
    return Numbers.number(work.operand(0).dtype());
  }

  /** What a walk over several functions computes becomes one element along some axes. */
  Call reduceChain(Work work, Candidate.Reduction how) {
    List<Reading> reads = work.readings();
    List<Extent> dims = work.links().getLast().result().dims();
    List<Axis> kept = new ArrayList<>();
    List<Axis> along = new ArrayList<>();
    for (int axis : strided.loops(work.result())) {
      List<Extent> walked = reads.stream().map(reading -> strided.stride(reading, work.result(), axis)).toList();
      if (how.axes().contains(axis)) {
        along.add(new Axis(dims.get(axis), walked));
      } else {
        List<Extent> all = new ArrayList<>(List.of(strides(work.result()).get(axis)));
        all.addAll(walked);
        kept.add(new Axis(dims.get(axis), all));
      }
    }
    Chain chain = new Chain(reads.size(), ChainLinks.of(work), List.of());
    return new ChainReduce(chain, fold(how.kind()), kept, along).collapsed();
  }

  Call reduce(Work work, Candidate.Reduction how) {
    List<Axis> kept = new ArrayList<>();
    List<Axis> along = new ArrayList<>();
    for (int axis : strided.loops(work.result())) {
      if (how.axes().contains(axis)) {
        along.add(Axis.of(work.operand(0).dims().get(axis), strides(work.operand(0)).get(axis)));
      } else {
        kept.add(strided.both(work, axis));
      }
    }
    return new Reduce(fold(how.kind()), number(work), kept, along).collapsed();
  }

  private static Fold fold(Candidate.Reduction.Kind kind) {
    return switch (kind) {
      case SUM -> Fold.SUM;
      case MEAN -> Fold.MEAN;
      case MAX -> Fold.MAX;
      case MIN -> Fold.MIN;
      case PRODUCT -> Fold.PRODUCT;
    };
  }

  Call extreme(Work work, Candidate.ArgExtreme how) {
    Axis along = Axis.of(work.operand(0).dims().get(how.axis()), strides(work.operand(0)).get(how.axis()));
    return new Extreme(how.greatest(), how.last(), number(work), strided.allBut(work, how.axis()), along);
  }

  Call top(Work work, Candidate.ArgTop how) {
    Axis along = Axis.of(work.operand(0).dims().get(how.axis()), strides(work.result()).get(how.axis()),
        strides(work.operand(0)).get(how.axis()));
    return new Top(how.largest(), number(work), strided.allBut(work, how.axis()), along,
        work.result().dims().get(how.axis()));
  }

  Call scan(Work work, Candidate.Scan how) {
    return new Scan(fold(how.kind()), how.exclusive(), how.reverse(), number(work), strided.allBut(work, how.axis()),
        strided.both(work, how.axis()));
  }

  /** The axes of the indices stand where the axis of the data was. */
  Call gather(Work work, int axis) {
    List<Extent> data = strides(work.operand(0));
    List<Extent> indices = strides(work.operand(1));
    List<Axis> axes = new ArrayList<>();
    for (int i : strided.loops(work.result())) {
      boolean named = i >= axis && i < axis + indices.size();
      Extent own = i < axis ? data.get(i) : named ? Extent.NONE : data.get(i - indices.size() + 1);
      axes.add(loop(work, i, own, named ? indices.get(i - axis) : Extent.NONE));
    }
    return new Gather(axes, List.of(place(work.operand(0), axis)), Extent.NONE).collapsed();
  }

  private Axis loop(Work work, int axis, Extent data, Extent indices) {
    return Axis.of(work.result().dims().get(axis), strides(work.result()).get(axis), data, indices);
  }

  private Axis place(Arg data, int axis) {
    return Axis.of(data.dims().get(axis), strides(data).get(axis));
  }

  Call gatherElements(Work work, int axis) {
    List<Axis> axes = new ArrayList<>();
    for (int i : strided.loops(work.result())) {
      Extent own = i == axis ? Extent.NONE : strides(work.operand(0)).get(i);
      axes.add(loop(work, i, own, strides(work.operand(1)).get(i)));
    }
    return new Gather(axes, List.of(place(work.operand(0), axis)), Extent.NONE).collapsed();
  }

  /** First the axes of the batch, then those of the indices but the last, then those of the data that none name. */
  Call gatherNd(Work work, int batchDims) {
    Arg data = work.operand(0);
    Arg indices = work.operand(1);
    int named = indices.rank() - 1;
    int count = indices.dims().get(named).fixed();
    List<Axis> axes = new ArrayList<>();
    for (int i : strided.loops(work.result())) {
      boolean rest = i >= named;
      Extent own = i < batchDims ? strides(data).get(i)
          : rest ? strides(data).get(batchDims + count + i - named) : Extent.NONE;
      axes.add(loop(work, i, own, rest ? Extent.NONE : strides(indices).get(i)));
    }
    return new Gather(axes, places(data, batchDims, count), strides(indices).get(named)).collapsed();
  }

  private List<Axis> places(Arg data, int first, int count) {
    List<Axis> places = new ArrayList<>();
    for (int axis = first; axis < first + count; axis++) {
      places.add(place(data, axis));
    }
    return places;
  }

  /** Updates along the axis may meet the same element; others never do. */
  Call scatterElements(Work work, Candidate.ScatterElements how) {
    List<Axis> axes = new ArrayList<>();
    List<Axis> ordered = new ArrayList<>();
    for (int i : strided.loops(work.result())) {
      Extent own = i == how.axis() ? Extent.NONE : strides(work.result()).get(i);
      Axis axis = Axis.of(work.operand(2).dims().get(i), own, strides(work.operand(2)).get(i),
          strides(work.operand(1)).get(i));
      (i == how.axis() ? ordered : axes).add(axis);
    }
    return new Scatter(meeting(how.meeting()), number(work), axes, ordered, List.of(place(work.result(), how.axis())),
        Extent.NONE).collapsed();
  }

  /** Updates by different indices may meet the same element; those of different axes of the data that none name do not. */
  Call scatterNd(Work work, Candidate.Meeting how) {
    Arg indices = work.operand(1);
    Arg updates = work.operand(2);
    int named = indices.rank() - 1;
    int count = indices.dims().get(named).fixed();
    List<Axis> axes = new ArrayList<>();
    for (int i : strided.loops(work.result())) {
      if (i >= count) {
        int own = named + i - count;
        axes.add(Axis.of(updates.dims().get(own), strides(work.result()).get(i), strides(updates).get(own),
            Extent.NONE));
      }
    }
    List<Axis> ordered = new ArrayList<>();
    for (int i = 0; i < named; i++) {
      ordered.add(Axis.of(updates.dims().get(i), Extent.NONE, strides(updates).get(i), strides(indices).get(i)));
    }
    return new Scatter(meeting(how), number(work), axes, ordered, places(work.result(), 0, count),
        strides(indices).get(named)).collapsed();
  }

  private static Scatter.Meeting meeting(Candidate.Meeting meeting) {
    return switch (meeting) {
      case NONE -> Scatter.Meeting.REPLACE;
      case ADD -> Scatter.Meeting.ADD;
      case MUL -> Scatter.Meeting.MULTIPLY;
      case MAX -> Scatter.Meeting.MAX;
      case MIN -> Scatter.Meeting.MIN;
    };
  }
}
