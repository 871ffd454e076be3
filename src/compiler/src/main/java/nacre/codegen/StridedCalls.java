package nacre.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nacre.ir.DType;
import nacre.ir.op.Candidate;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Call;
import nacre.kernels.call.Cast;
import nacre.kernels.call.Chain;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Gemm;
import nacre.kernels.call.Move;
import nacre.kernels.call.Normalise;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Softmax;

/** The calls that walk over their operands by strides, in the order of the result. */
record StridedCalls(Places places, Forms forms) {
  /** How far apart the neighbours of an operand are, per logical axis. */
  List<Extent> strides(Arg arg) {
    return switch (arg) {
      case Arg.Local local -> places.of(local).strides();
      case Arg.Stored stored -> Place.rowMajor(stored.dims());
    };
  }

  /** The axes of a result, outermost in memory first. */
  List<Integer> loops(Arg.Local result) {
    return Orders.axes(result.rank(), forms.form(result).planes());
  }

  /** One loop per axis of the result, in the order of its memory. */
  List<Axis> walk(Arg.Local result, List<Reading> readings) {
    return walk(result, loops(result), readings);
  }

  private List<Axis> walk(Arg.Local result, List<Integer> loops, List<Reading> readings) {
    List<Axis> axes = new ArrayList<>();
    for (int axis : loops) {
      List<Extent> strides = new ArrayList<>(List.of(strides(result).get(axis)));
      readings.forEach(reading -> strides.add(stride(reading, result, axis)));
      axes.add(new Axis(result.dims().get(axis), strides));
    }
    return axes;
  }

  /** How far a reading moves from one index of an axis of the result to the next. */
  Extent stride(Reading reading, Arg.Local result, int axis) {
    Arg arg = reading.arg();
    if (reading.channel().isPresent()) {
      return reading.channel().getAsInt() == axis ? strides(arg).getFirst() : Extent.NONE;
    }
    return stretched(arg, axis - (result.rank() - arg.rank()));
  }

  private Extent stretched(Arg operand, int axis) {
    boolean repeats = axis < 0 || operand.dims().get(axis).equals(Extent.fixed(1));
    return repeats ? Extent.NONE : strides(operand).get(axis);
  }

  /** A function of operands that are walked over with the result. */
  Call pointwise(Work work, Pointwise.Function function) {
    DType computed = function.compares() ? work.operand(0).dtype() : work.result().dtype();
    return new Pointwise(function, Numbers.number(computed), walk(work.result(), work.readings()), work.epilogue())
        .collapsed();
  }

  /** Several functions in one walk; one alone if that is what epilogues leave of them. */
  Call chain(Work work) {
    List<Reading> reads = work.readings();
    List<Chain.Link> links = ChainLinks.of(work);
    List<Axis> axes = walk(work.result(), reads);
    Chain.Link first = links.getFirst();
    boolean alone = links.size() == 1
        && first.operands().equals(IntStream.range(0, first.function().operands()).boxed().toList());
    return alone
        ? new Pointwise(first.function(), Pointwise.Number.F32, axes, first.epilogue()).collapsed()
        : new Chain(reads.size(), links, axes).collapsed();
  }

  Call cast(Work work) {
    List<Axis> axes = walk(work.result(), List.of(Reading.stretched(work.operand(0))));
    return new Cast(Numbers.number(work.operand(0).dtype()), Numbers.number(work.result().dtype()), axes).collapsed();
  }

  /** One loop of the result and of the first operand, which has the same axis. */
  Axis both(Work work, int axis) {
    return Axis.of(work.result().dims().get(axis), strides(work.result()).get(axis),
        strides(work.operand(0)).get(axis));
  }

  /** The loops of the result and of the first operand, but one. */
  List<Axis> allBut(Work work, int axis) {
    return Axis.collapse(loops(work.result()).stream().filter(i -> i != axis).map(i -> both(work, i)).toList());
  }

  Call softmax(Work work, int axis) {
    return new Softmax(allBut(work, axis), both(work, axis));
  }

  Call normalise(Work work, Candidate.BatchStatistics how) {
    return new Normalise(both(work, how.axis()), allBut(work, how.axis()), (float) how.epsilon(), work.epilogue());
  }

  Move permute(Work work, List<Integer> permutation) {
    Arg.Local result = work.result();
    List<Axis> axes = loops(result).stream().map(axis -> Axis.of(result.dims().get(axis), strides(result).get(axis),
        strides(work.operand(0)).get(permutation.get(axis)))).toList();
    return copy(axes);
  }

  /** The same elements in row-major order under other extents; one side lies without gaps. */
  Move relabel(Work work) {
    Arg operand = work.operand(0);
    Arg.Local result = work.result();
    boolean fromRows = strides(operand).equals(Place.rowMajor(operand.dims()));
    List<Extent> dims = fromRows ? result.dims() : operand.dims();
    List<Extent> to = fromRows ? strides(result) : Place.rowMajor(dims);
    List<Extent> from = fromRows ? Place.rowMajor(dims) : strides(operand);
    List<Axis> axes = new ArrayList<>();
    for (int axis = 0; axis < dims.size(); axis++) {
      axes.add(Axis.of(dims.get(axis), to.get(axis), from.get(axis)));
    }
    return copy(axes);
  }

  /** Whether the parts of a local along an axis are planes of every image. */
  boolean isPlanesAxis(Arg.Local local, int axis) {
    return local.rank() > 1 && loops(local).get(1) == axis && !places.of(local).geometry().dims().isEmpty();
  }

  /** The planes of a result from {@code first} on, as many as an operand has. */
  Place part(Arg.Local result, Arg operand, int first) {
    boolean planes = forms.form(result).planes();
    int count = operand.dims().get(loops(result).get(1)).fixed();
    return places.of(result).planes(first, count, operand.dims(), planes);
  }

  /** An operand into a result of the same rank, {@code at} elements behind its first. */
  Move insert(Arg.Local result, Arg operand, Extent at) {
    List<Axis> axes = loops(result).stream().map(axis -> Axis.of(operand.dims().get(axis), strides(result).get(axis),
        strides(operand).get(axis))).toList();
    return copy(axes).to(at);
  }

  Move repeat(Work work) {
    return copy(walk(work.result(), List.of(Reading.stretched(work.operand(0)))));
  }

  /** Every axis is two loops: the repetitions, and the elements of one. */
  Move tiles(Work work, List<Integer> repeats) {
    Arg operand = work.operand(0);
    List<Axis> axes = new ArrayList<>();
    for (int axis : loops(work.result())) {
      Extent to = strides(work.result()).get(axis);
      Extent extent = operand.dims().get(axis);
      axes.add(Axis.of(Extent.fixed(repeats.get(axis)), Place.product(List.of(extent, to)), Extent.NONE));
      axes.add(Axis.of(extent, to, strides(operand).get(axis)));
    }
    return copy(axes);
  }

  Move slice(Work work, Candidate.Slice how) {
    Arg operand = work.operand(0);
    Extent skipped = Extent.NONE;
    List<Axis> axes = new ArrayList<>();
    for (int axis : loops(work.result())) {
      Extent stride = strides(operand).get(axis);
      skipped = skipped.plus(stride.times(how.starts().get(axis)));
      axes.add(Axis.of(work.result().dims().get(axis), strides(work.result()).get(axis),
          stride.times(how.steps().get(axis))));
    }
    return copy(axes).from(skipped);
  }

  Move fill(Arg.Local result, double value) {
    List<Axis> axes =
        loops(result).stream().map(axis -> Axis.of(result.dims().get(axis), strides(result).get(axis))).toList();
    return new Move(Move.Kind.FILL, axes, Extent.NONE, Extent.NONE, (float) value).collapsed();
  }

  private static Move copy(List<Axis> axes) {
    return new Move(Move.Kind.COPY, axes, Extent.NONE, Extent.NONE, 0).collapsed();
  }

  /** {@code x [..., K]} times {@code weights [M, K]}; the leading axes of both sides are one loop. */
  Gemm dense(Work work) {
    Arg x = work.operand(0);
    int last = x.rank() - 1;
    int depth = x.dims().get(last).fixed();
    Axis rows = last == 0
        ? Axis.of(1, work.result().dims().getFirst().fixed(), depth)
        : Axis.of(Place.product(x.dims().subList(0, last)), strides(work.result()).get(last - 1),
            strides(x).get(last - 1));
    Axis columns = Axis.of(work.result().dims().get(last), strides(work.result()).get(last), Extent.fixed(depth));
    Axis inner = Axis.of(Extent.fixed(depth), strides(x).get(last), Extent.fixed(1));
    return new Gemm(List.of(), rows, columns, inner, work.epilogue().init(WindowCalls.init(work)));
  }

  /** {@code [..., M, K]} times {@code [..., K, N]}, leading axes broadcast. */
  Gemm product(Work work) {
    Arg.Local result = work.result();
    int rank = result.rank();
    List<Axis> loops = walk(result, Orders.axes(rank, false),
        List.of(Reading.stretched(work.operand(0)), Reading.stretched(work.operand(1))));
    Axis rows = loops.get(rank - 2);
    Axis columns = loops.get(rank - 1);
    List<Axis> batch = rank == 2 ? List.of() : Axis.collapse(loops.subList(0, rank - 2));
    Arg left = work.operand(0);
    Arg right = work.operand(1);
    Axis depth = Axis.of(left.dims().getLast(), strides(left).getLast(), strides(right).get(right.rank() - 2));
    return new Gemm(batch, Axis.of(rows.extent(), rows.strides().get(0), rows.strides().get(1)),
        Axis.of(columns.extent(), columns.strides().get(0), columns.strides().get(2)), depth, work.epilogue());
  }

  /** The product as one with a packed matrix on the right, if its leading axes are one loop. */
  Gemm packed(Gemm product) {
    List<Axis> rows = new ArrayList<>();
    product.batch().forEach(axis -> rows.add(Axis.of(axis.extent(), axis.strides().get(0), axis.strides().get(1))));
    rows.add(product.rows());
    List<Axis> one = Axis.collapse(rows);
    boolean fixed = product.columns().extent().isFixed() && product.depth().extent().isFixed();
    return one.size() == 1 && fixed
        ? new Gemm(List.of(), one.getFirst(), product.columns(), product.depth(), product.epilogue())
        : product;
  }
}
