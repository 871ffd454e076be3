package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * The first elements of each sequence of a batch in reverse order, as many as its length says; what comes after them
 * stays (ONNX {@code ReverseSequence}, version 10, of any two axes). A length beyond the extent is an error of the run,
 * one below 0 counts as 0.
 *
 * @param batchAxis the axis of the sequences
 * @param timeAxis  the axis of their elements
 */
public record ReverseSequence(int batchAxis, int timeAxis) implements Op, Decomposes, TracksAxes, PreservesShift {
  public static final int X = 0;
  public static final int LENGTHS = 1;

  static final OpSpec SPEC = OpSpec
      .of("reverse_sequence", ReverseSequence.class,
          "the first elements of each sequence in reverse order, as many as its length says")
      .input("x", "any tensor with a batch and a time axis")
      .input("lengths", "whole numbers [batch], how many elements of each sequence are reversed")
      .attribute("batch_axis", SettingKind.AXIS, Attr.of(1), "the axis of the sequences")
      .attribute("time_axis", SettingKind.AXIS, Attr.of(0), "the axis of their elements")
      .build();

  public ReverseSequence {
    if (batchAxis == timeAxis) {
      throw TypeError.at("time_axis", "`time_axis`: found " + timeAxis + ", the batch axis, required another one");
    }
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(X);
    TensorType lengths = context.tensor(LENGTHS);
    if (x.rank() <= Math.max(batchAxis, timeAxis)) {
      throw new TypeError("found " + x + ", required a batch on axis " + batchAxis + " and times on axis " + timeAxis);
    }
    Dim batch = x.dim(batchAxis);
    if (lengths.dtype().kind() != DType.Kind.INTEGER || lengths.rank() != 1
        || !lengths.dim(0).provablyEquals(batch)) {
      throw TypeError.at("lengths",
          "`lengths`: found " + lengths + ", required whole numbers [" + batch + "], one per sequence");
    }
    return List.of(x);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(X);
    Tensor lengths = evaluation.tensor(LENGTHS);
    int[] strides = Tensor.strides(x.shape());
    int times = x.dim(timeAxis);
    return List.of(x.gathered(x.shape(), i -> {
      int time = i / strides[timeAxis] % times;
      long length = lengths.integer(i / strides[batchAxis] % x.dim(batchAxis));
      int from = time < length ? Indexing.place(length - 1 - time, times) : time;
      return i + (from - time) * strides[timeAxis];
    }));
  }

  /** Elements are gathered per sequence, so that the batch and the time are the first two axes meanwhile. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula f = new Formula(sink);
    TensorType x = site.tensor(X);
    List<Integer> order = new ArrayList<>(List.of(batchAxis, timeAxis));
    IntStream.range(0, x.rank()).filter(i -> !order.contains(i)).forEach(order::add);
    Dim batch = x.dim(batchAxis);
    Dim times = x.dim(timeAxis);
    Operand length = f.reshaped(f.cast(operands.get(LENGTHS), DType.I64), List.of(batch, Dim.ONE));
    Operand time = new Counting(f).along(times, 2, 1);
    Operand mirrored = f.minus(f.plus(length, -1), time);
    Operand from = f.of(new Where(), f.of(new Less(), time, length), mirrored, time);
    Operand reversed = f.of(new GatherNd(1), f.permuted(operands.get(X), order),
        f.reshaped(from, List.of(batch, times, Dim.ONE)));
    List<Integer> back = IntStream.range(0, x.rank()).map(order::indexOf).boxed().toList();
    return List.of(f.permuted(reversed, back));
  }

  /** All axes stay but that of the times; lengths are of the batch. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    if (operand == LENGTHS) {
      return OptionalInt.of(batchAxis);
    }
    return from == timeAxis ? OptionalInt.empty() : OptionalInt.of(from);
  }

  /** Every element keeps its value. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return operand == X && from != timeAxis;
  }
}
