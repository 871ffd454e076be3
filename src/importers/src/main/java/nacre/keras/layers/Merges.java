package nacre.keras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import nacre.importers.InvalidModelException;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.Concat;
import nacre.ir.op.Einsum;
import nacre.ir.op.Identity;
import nacre.ir.op.LpNormalize;
import nacre.ir.op.Max;
import nacre.ir.op.Min;
import nacre.ir.op.Mul;
import nacre.ir.op.Op;
import nacre.ir.op.Sub;
import nacre.ir.op.Unsqueeze;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Kind.Masking;

/** Several values become one. */
final class Merges {
  static final List<Kind> ALL = List.of(
      Kind.of("Add", call -> each(call, Add::new)).masks(Masking.PASSES),
      Kind.of("Multiply", call -> each(call, Mul::new)).masks(Masking.PASSES),
      Kind.of("Maximum", call -> each(call, Max::new)).masks(Masking.PASSES),
      Kind.of("Minimum", call -> each(call, Min::new)).masks(Masking.PASSES),
      Kind.of("Average", Merges::average).masks(Masking.PASSES),
      Kind.of("Subtract", Merges::difference).masks(Masking.PASSES),
      Kind.of("Concatenate", call -> concat(call, call.settings().integer("axis", -1))).takes("axis")
          .masks(Masking.PASSES),
      Kind.of("Dot", Merges::dot).takes("axes", "normalize"));

  /** Of the divisor of a vector by its length. */
  private static final double SHORTEST = 1e-6;
  private static final String LETTERS = "bcdefghijklmnopqrstuvwxyz";

  private Merges() {}

  /** All operands, those of lower rank with axes of extent 1 behind the batch. */
  private static List<Operand> operands(Call call) {
    int count = call.operands().size();
    if (count == 0) {
      throw new InvalidModelException("found no operands");
    }
    int rank = IntStream.range(0, count).map(i -> call.type(i).rank()).max().orElseThrow();
    List<Operand> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int missing = rank - call.type(i).rank();
      Operand own = call.operand(i);
      all.add(missing == 0 ? own : call.add(new Unsqueeze(IntStream.rangeClosed(1, missing).boxed().toList()), own));
    }
    return all;
  }

  /** One operation after the other; the last one has the layer's path. */
  static Operand each(Call call, Supplier<Op> op) {
    List<Operand> all = operands(call);
    if (all.size() == 1) {
      return call.main(new Identity(), all.getFirst());
    }
    Operand y = all.getFirst();
    for (int i = 1; i < all.size(); i++) {
      y = i < all.size() - 1 ? call.add(op.get(), y, all.get(i)) : call.main(op.get(), y, all.get(i));
    }
    return y;
  }

  static Operand average(Call call) {
    List<Operand> all = operands(call);
    Operand sum = all.getFirst();
    for (Operand next : all.subList(1, all.size())) {
      sum = call.add(new Add(), sum, next);
    }
    return call.main(new Mul(), sum, Functions.number(call, 1.0 / all.size()));
  }

  private static Operand difference(Call call) {
    List<Operand> both = operands(call);
    if (both.size() != 2) {
      throw new InvalidModelException("found " + both.size() + " operands, required two");
    }
    return call.main(new Sub(), both.get(0), both.get(1));
  }

  static Operand concat(Call call, int said) {
    List<Operand> all = IntStream.range(0, call.operands().size()).mapToObj(call::operand).toList();
    int axis = call.axis(said, call.rank());
    return call.draft().main(new Concat(axis), all).getFirst();
  }

  private static Operand dot(Call call) {
    List<Integer> said = call.settings().ints("axes").orElse(List.of());
    if (said.isEmpty() || said.size() > 2) {
      throw new InvalidModelException("the setting `axes`: found " + said + ", required one or two axes");
    }
    return dot(call, said.getFirst(), said.getLast(), call.settings().flag("normalize", false));
  }

  /** Products of the vectors along an axis of each operand, for each index of the other axes. */
  static Operand dot(Call call, int ofLeft, int ofRight, boolean normalized) {
    if (call.operands().size() != 2) {
      throw new InvalidModelException("found " + call.operands().size() + " operands, required two");
    }
    TensorType left = call.type(0);
    TensorType right = call.type(1);
    int leftAxis = call.axis(ofLeft, left.rank());
    int rightAxis = call.axis(ofRight, right.rank());
    if (leftAxis == 0 || rightAxis == 0 || left.rank() + right.rank() > LETTERS.length()) {
      throw new InvalidModelException("the setting `axes`: found " + ofLeft + " and " + ofRight
          + ", required axes behind the batch");
    }
    String a = "a" + LETTERS.substring(0, left.rank() - 1);
    String shared = String.valueOf(a.charAt(leftAxis));
    String own = "a" + LETTERS.substring(left.rank() - 1, left.rank() + right.rank() - 2);
    String b = own.substring(0, rightAxis) + shared + own.substring(rightAxis + 1);
    String rest = a.replace(shared, "") + b.substring(1).replace(shared, "");
    Operand x = normalized ? call.add(new LpNormalize(2, leftAxis, SHORTEST), call.operand(0)) : call.operand(0);
    Operand y = normalized ? call.add(new LpNormalize(2, rightAxis, SHORTEST), call.operand(1)) : call.operand(1);
    Operand products = call.main(new Einsum(a + "," + b + "->" + rest), x, y);
    return rest.length() == 1 ? call.add(new Unsqueeze(List.of(1)), products) : products;
  }
}
