package nacre.caffe.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nacre.caffe.Call;
import nacre.caffe.LayerType;
import nacre.caffe.Settings;
import nacre.ir.Operand;
import nacre.ir.op.Add;
import nacre.ir.op.Concat;
import nacre.ir.op.Identity;
import nacre.ir.op.Max;
import nacre.ir.op.Mul;
import nacre.ir.op.Op;
import nacre.ir.op.ReduceL1;
import nacre.ir.op.ReduceMean;
import nacre.ir.op.ReduceSum;
import nacre.ir.op.ReduceSumSquare;
import nacre.ir.op.Sub;

/** Layers that make one tensor of several, or less of one. */
final class Combinations {
  static final List<LayerType> ALL = List.of(
      LayerType.of("Eltwise", Combinations::eltwise).manyBottoms(2).quiet("eltwise_param.stable_prod_grad"),
      LayerType.of("Concat", Combinations::concat).manyBottoms(1),
      LayerType.of("Reduction", Combinations::reduction));

  private Combinations() {}

  private static void eltwise(Call call) {
    Settings settings = call.settings("eltwise_param");
    String operation = settings.word("operation", "SUM", List.of("PROD", "SUM", "MAX"));
    List<Double> factors = settings.reals("coeff");
    for (int i = 1; i < call.bottoms(); i++) {
      if (!call.type(i).dims().equals(call.type(0).dims())) {
        throw call.problem("found " + call.type(0) + " and " + call.type(i) + ", required equal shapes");
      }
    }
    if (!factors.isEmpty() && (factors.size() != call.bottoms() || operation.equals("PROD"))) {
      throw call.problem("found " + factors.size() + " of `coeff` for " + call.bottoms() + " inputs and " + operation
          + ", required none, or one for each unless it is PROD");
    }
    if (operation.equals("SUM")) {
      sum(call, factors);
      return;
    }
    Op op = operation.equals("PROD") ? new Mul() : new Max();
    Operand all = call.bottom(0);
    for (int i = 1; i < call.bottoms() - 1; i++) {
      all = call.add(op, all, call.bottom(i));
    }
    call.result(op, all, call.bottom(call.bottoms() - 1));
  }

  private static void sum(Call call, List<Double> factors) {
    Operand all = scaled(call, 0, factors);
    int last = call.bottoms() - 1;
    for (int i = 1; i <= last; i++) {
      boolean minus = !factors.isEmpty() && factors.get(i) == -1;
      Op op = minus ? new Sub() : new Add();
      Operand next = minus ? call.bottom(i) : scaled(call, i, factors);
      if (i == last) {
        call.result(op, all, next);
      } else {
        all = call.add(op, all, next);
      }
    }
  }

  private static Operand scaled(Call call, int bottom, List<Double> factors) {
    return factors.isEmpty() || factors.get(bottom) == 1 ? call.bottom(bottom)
        : call.add(new Mul(), call.bottom(bottom), call.number(factors.get(bottom)));
  }

  private static void concat(Call call) {
    Settings settings = call.settings("concat_param");
    int axis = call.axis(settings.integer("axis", settings.integer("concat_dim", 1)), call.rank(0));
    if (call.bottoms() == 1) {
      call.result(new Identity(), call.bottom(0));
    } else {
      call.result(new Concat(axis), call.all());
    }
  }

  /** All axes from one on become one number. */
  private static void reduction(Call call) {
    Settings settings = call.settings("reduction_param");
    int from = call.axis(settings.integer("axis", 0), call.rank(0));
    List<Integer> axes = new ArrayList<>(IntStream.range(from, call.rank(0)).boxed().toList());
    double factor = settings.real("coeff", 1);
    Op op = switch (settings.word("operation", "SUM", List.of("", "SUM", "ASUM", "SUMSQ", "MEAN"))) {
      case "ASUM" -> new ReduceL1(axes, false);
      case "SUMSQ" -> new ReduceSumSquare(axes, false);
      case "MEAN" -> new ReduceMean(axes, false);
      default -> new ReduceSum(axes, false);
    };
    if (factor == 1) {
      call.result(op, call.bottom(0));
    } else {
      call.result(new Mul(), call.add(op, call.bottom(0)), call.number(factor));
    }
  }
}
