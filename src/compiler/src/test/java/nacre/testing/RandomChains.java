package nacre.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.ir.Init;
import nacre.ir.Location;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.ir.op.Abs;
import nacre.ir.op.Add;
import nacre.ir.op.Clip;
import nacre.ir.op.Less;
import nacre.ir.op.LogicalNot;
import nacre.ir.op.LogicalOr;
import nacre.ir.op.Mul;
import nacre.ir.op.Neg;
import nacre.ir.op.Op;
import nacre.ir.op.PRelu;
import nacre.ir.op.ReduceMax;
import nacre.ir.op.ReduceSum;
import nacre.ir.op.ScaleShift;
import nacre.ir.op.Sigmoid;
import nacre.ir.op.Silu;
import nacre.ir.op.Sub;
import nacre.ir.op.Tanh;
import nacre.ir.op.Where;

/**
 * Graphs of elementwise functions, drawn from a seed: rows and pictures of odd sizes around the lanes, empty ones and single
 * numbers; stretched operands on either side, parameters, several branches, values that are read twice and truth values.
 */
public final class RandomChains {
  private static final List<Op> ONE = List.of(new Tanh(), new Sigmoid(), new Silu(), new Abs(), new Neg(),
      new Clip(-0.75, 1.5));
  private static final List<Op> TWO = List.of(new Add(), new Sub(), new Mul(), new Add(), new Mul());
  private static final Dim BATCH = new Dim.Symbol("N");
  private static final List<List<Dim>> SHAPES = List.of(List.of(), shape(1), shape(17), shape(2, 0, 3),
      List.of(BATCH, Dim.of(7)), List.of(BATCH, Dim.of(33)), List.of(BATCH, Dim.of(3), Dim.of(15)),
      List.of(BATCH, Dim.of(4), Dim.of(3), Dim.of(3)), List.of(BATCH, Dim.of(2), Dim.of(40), Dim.of(31)));

  private final Draw draw;
  private final GraphBuilder builder;
  private final List<Dim> dims;
  /** Of all the dims, and of some that stretch to them. */
  private final List<Value> values = new ArrayList<>();
  private final List<Value> truths = new ArrayList<>();
  private int params;

  private RandomChains(long seed) {
    draw = new Draw(seed);
    builder = new GraphBuilder("Chains" + seed);
    dims = draw.of(SHAPES);
  }

  private static List<Dim> shape(long... extents) {
    List<Dim> dims = new ArrayList<>();
    for (long extent : extents) {
      dims.add(Dim.of(extent));
    }
    return dims;
  }

  /** A graph with about {@code size} functions. */
  public static Graph graph(long seed, int size) {
    RandomChains random = new RandomChains(seed);
    random.inputs();
    while (random.builder.size() < size) {
      random.node();
    }
    random.outputs();
    return random.builder.build();
  }

  private void inputs() {
    builder.symbol("N", OptionalLong.empty());
    input(dims);
    for (int i = draw.below(3); i > 0; i--) {
      List<Dim> some = new ArrayList<>(dims.subList(draw.below(dims.size() + 1), dims.size()));
      some.replaceAll(dim -> draw.chance(0.4) ? Dim.of(1) : dim);
      input(some);
    }
    values.add(values.getFirst()); // more often than the others
  }

  private void input(List<Dim> some) {
    values.add(builder.input("x" + builder.size(), TensorType.of(DType.F32, some), Optional.empty(), Location.NONE));
  }

  private void node() {
    Value x = draw.chance(0.7) ? values.getLast() : draw.of(values);
    switch (draw.below(8)) {
      case 0, 1 -> values.add(add(draw.of(ONE), x));
      case 2, 3, 4 -> values.add(draw.chance(0.5) ? add(draw.of(TWO), x, draw.of(values))
          : add(draw.of(TWO), draw.of(values), x));
      case 5 -> values.add(perChannel(x));
      case 6 -> truth(x);
      default -> {
        if (!truths.isEmpty()) {
          values.add(add(new Where(), draw.of(truths), x, draw.of(values)));
        }
      }
    }
  }

  private void truth(Value x) {
    truths.add(draw.chance(0.6) || truths.isEmpty() ? add(new Less(), x, draw.of(values))
        : draw.chance(0.5) ? add(new LogicalNot(), draw.of(truths))
        : add(new LogicalOr(), draw.of(truths), draw.of(truths)));
  }

  /** A scale and a shift, or slopes, of an axis of known extent; a sum with a parameter where there is none. */
  private Value perChannel(Value x) {
    List<Dim> own = ((TensorType) builder.type(x).orElseThrow()).dims();
    if (own.isEmpty() || own.getLast().known().isEmpty()) {
      return add(new Add(), x, param(List.of()));
    }
    int axis = own.size() > 1 && own.get(1).known().isPresent() ? 1 : own.size() - 1;
    Operand first = param(List.of(own.get(axis)));
    return draw.chance(0.5) ? add(new PRelu(axis), x, first)
        : add(new ScaleShift(axis), x, draw.chance(0.8) ? first : Operand.ABSENT, param(List.of(own.get(axis))));
  }

  private Operand param(List<Dim> some) {
    return builder.param(new Param("p" + params++, TensorType.of(DType.F32, some), Role.OWN, true, new Init.Normal(0.7),
        Location.NONE));
  }

  private Value add(Op op, Operand... operands) {
    return builder.add(op.name() + "_" + builder.size(), op, List.of(operands), OptionalInt.empty(), Location.NONE)
        .value();
  }

  /** The last value, now and then another in the middle of a chain, and some axes of one folded. */
  private void outputs() {
    builder.output(new Output("y", values.getLast(), List.of(), OptionalInt.empty(), Location.NONE));
    if (draw.chance(0.4)) {
      builder.output(new Output("z", draw.of(values), List.of(), OptionalInt.empty(), Location.NONE));
    }
    Value folded = draw.of(values);
    int rank = ((TensorType) builder.type(folded).orElseThrow()).rank();
    if (rank > 0) {
      List<Integer> axes = IntStream.range(0, rank).filter(_ -> draw.chance(0.5)).boxed().toList();
      Op fold = draw.chance(0.5) ? new ReduceMax(axes, true) : new ReduceSum(axes, true);
      builder.output(new Output("folded", add(fold, folded), List.of(), OptionalInt.empty(), Location.NONE));
    }
  }
}
