package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * Every so many elements of some axes, as Python cuts lists: {@code x[start:end:step]}. What is negative counts from the end,
 * what lies beyond an end means that end.
 *
 * @param starts the first element, per axis
 * @param ends   the element that is not reached any more, per axis
 * @param axes   which axes, negative from the last; empty for as many of the first as there are starts
 * @param steps  from one element to the next, backwards if negative; empty for 1
 */
public record Slice(List<Integer> starts, List<Integer> ends, List<Integer> axes, List<Integer> steps)
    implements Op, TracksAxes, PreservesShift {
  private static final Attr NONE = new Attr.Many(List.of());

  static final OpSpec SPEC = OpSpec
      .of("slice", Slice.class, "every so many elements of some axes, as Python cuts lists")
      .input("x", "any tensor")
      .attribute("starts", new SettingKind.IntList(), "the first element, negative from the end")
      .attribute("ends", new SettingKind.IntList(), "the element that is not reached any more, negative from the end")
      .attribute("axes", new SettingKind.IntList(), NONE, "which axes; where nothing is said, the first ones")
      .attribute("steps", new SettingKind.IntList(), NONE, "from one element to the next; backwards if negative")
      .build();

  public Slice {
    starts = List.copyOf(starts);
    ends = List.copyOf(ends);
    axes = List.copyOf(axes);
    steps = List.copyOf(steps);
    requireAlike("ends", ends, starts);
    if (!axes.isEmpty()) {
      requireAlike("axes", axes, starts);
    }
    if (!steps.isEmpty()) {
      requireAlike("steps", steps, starts);
    }
    if (steps.contains(0)) {
      throw TypeError.at("steps", "`steps`: found " + steps + ", required steps forward or backward, not 0");
    }
  }

  private static void requireAlike(String name, List<Integer> found, List<Integer> starts) {
    if (found.size() != starts.size()) {
      throw TypeError.at(name,
          "`" + name + "`: found " + found.size() + " numbers, required " + starts.size() + ", as many as `starts`");
    }
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  /** What is cut out of one axis. */
  private record Cut(int start, int end, int step) {
    static final Cut ALL = new Cut(0, Integer.MAX_VALUE, 1);

    /** The place of the first element on an axis of a known extent. */
    long first(long extent) {
      return clamped(start, extent);
    }

    /** Backwards, the places beside an axis are that before its first element and its last element. */
    private long clamped(int place, long extent) {
      long counted = place < 0 ? place + extent : place;
      return step > 0 ? Math.clamp(counted, 0, extent) : Math.clamp(counted, -1, extent - 1);
    }

    long count(long extent) {
      long span = clamped(end, extent) - clamped(start, extent);
      return Math.max(0, Math.ceilDiv(span, step));
    }

    /** How many elements of an axis whose extent is not known; empty if that depends on what it is. */
    Optional<Dim> count(Dim extent) {
      boolean toEnd = end == Integer.MAX_VALUE;
      if (step != 1 || end >= 0 && !toEnd) {
        return Optional.empty();
      }
      if (start < 0) {
        return toEnd ? Optional.of(Dim.of(-(long) start)) : Optional.empty();
      }
      return Optional.of(extent.plus(-(long) start + (toEnd ? 0 : end)));
    }
  }

  private Cut cut(int rank, int axis) {
    for (int i = 0; i < starts.size(); i++) {
      if (axis(rank, i) == axis) {
        return new Cut(starts.get(i), ends.get(i), steps.isEmpty() ? 1 : steps.get(i));
      }
    }
    return Cut.ALL;
  }

  private int axis(int rank, int i) {
    int axis = axes.isEmpty() ? i : axes.get(i);
    return axis < 0 ? axis + rank : axis;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    checkAxes(x);
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      dims.add(extent(cut(x.rank(), axis), x.dim(axis), axis));
    }
    return List.of(x.withDims(dims));
  }

  private void checkAxes(TensorType x) {
    List<Integer> counted = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int axis = axis(x.rank(), i);
      if (axis < 0 || axis >= x.rank() || counted.contains(axis)) {
        throw TypeError.at(axes.isEmpty() ? "starts" : "axes", (axes.isEmpty() ? "`starts`: found " + starts
            : "`axes`: found " + axes) + ", required axes of " + x + ", each once at most");
      }
      counted.add(axis);
    }
  }

  private static Dim extent(Cut cut, Dim extent, int axis) {
    if (cut.equals(Cut.ALL)) {
      return extent;
    }
    OptionalLong known = extent.known();
    return known.isPresent() ? Dim.of(cut.count(known.getAsLong())) : cut.count(extent)
        .orElseThrow(() -> TypeError.at("starts", "found a slice from " + cut.start() + " to " + cut.end() + " by "
            + cut.step() + " of axis " + axis + " with the extent " + extent + ", required a known extent"));
  }

  @Override
  public Optional<List<Dim>> contents(InferContext context) {
    Optional<List<Dim>> all = context.contents(0);
    if (all.isEmpty() || context.tensor(0).rank() != 1) {
      return Optional.empty();
    }
    Cut cut = cut(1, 0);
    List<Dim> picked = new ArrayList<>();
    for (int i = 0; i < cut.count(all.get().size()); i++) {
      picked.add(all.get().get((int) (cut.first(all.get().size()) + (long) i * cut.step())));
    }
    return Optional.of(picked);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int[] shape = evaluation.resultShape(0);
    int[] strides = Tensor.strides(x.shape());
    return List.of(x.gathered(shape, i -> {
      int[] at = Coordinates.of(i, shape);
      for (int axis = 0; axis < at.length; axis++) {
        Cut cut = cut(at.length, axis);
        at[axis] = (int) cut.first(x.dim(axis)) + at[axis] * cut.step();
      }
      return Coordinates.flat(at, strides);
    }));
  }

  /** Where the first element of an open axis lies must be known. */
  @Override
  public List<Candidate> candidates(Site site) {
    TensorType x = site.tensor(0);
    List<Integer> first = new ArrayList<>();
    List<Integer> step = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      Cut cut = cut(x.rank(), axis);
      OptionalLong known = x.dim(axis).known();
      if (known.isEmpty() && (cut.start() < 0 || cut.step() < 0)) {
        return List.of();
      }
      first.add(known.isPresent() ? (int) Math.max(0, cut.first(known.getAsLong())) : cut.start());
      step.add(cut.step());
    }
    return List.of(new Candidate.Slice(first, step));
  }

  /** Other axes stay; one that is cut has other indices, unless all of them are taken. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    TensorType x = site.tensor(0);
    Cut cut = cut(x.rank(), axis);
    boolean whole = cut.step() == 1 && cut.start() == 0 && x.dim(axis).provablyEquals(site.result(0).dim(axis));
    return whole ? OptionalInt.of(axis) : OptionalInt.empty();
  }

  /** Every element keeps its value. */
  @Override
  public boolean preservesShift(Site site, int operand, int axis, Phase phase) {
    return true;
  }
}
