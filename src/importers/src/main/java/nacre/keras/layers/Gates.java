package nacre.keras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Tensor;
import nacre.keras.Call;
import nacre.keras.Variable;

/**
 * Weights of a recurrent layer, gate by gate. Keras has a gate's columns side by side, Nacre its rows below each other.
 *
 * @param call  the layer, which its {@code cell} holds
 * @param cell  which gates there are
 * @param units of a state
 */
record Gates(Call call, Cell cell, int units) {
  /** All operands of one direction. */
  record Params(Operand input, Operand hidden, Operand inputBias, Operand hiddenBias) {}

  Params params(int features) {
    boolean biased = call.settings().flag("use_bias", true);
    return call.era().isFirst() && cell.isSplit(call) ? split(features) : joined(features, biased);
  }

  private Params joined(int features, boolean biased) {
    int all = Math.multiplyExact(cell.order().size(), units);
    Variable kernel = call.variable("kernel", List.of(features, all));
    Variable hidden = call.variable("recurrent_kernel", List.of(units, all));
    Operand input = call.param(Role.WEIGHT, "weight_ih", dims(all, features), List.of(kernel),
        arrays -> rows(arrays.getFirst(), features));
    Operand state = call.param(Role.WEIGHT, "weight_hh", dims(all, units), List.of(hidden),
        arrays -> rows(arrays.getFirst(), units));
    if (!biased) {
      return new Params(input, state, Operand.ABSENT, Operand.ABSENT);
    }
    boolean two = cell.hasTwoBiases(call);
    Variable bias = call.variable("bias", !two ? List.of(all) : cell.isFused() ? List.of(2 * all) : List.of(2, all));
    return new Params(input, state, bias("bias_ih", bias, all, 0),
        two ? bias("bias_hh", bias, all, all) : Operand.ABSENT);
  }

  private Operand bias(String word, Variable bias, int all, int from) {
    return call.param(Role.BIAS, word, dims(all), List.of(bias),
        arrays -> arrays.getFirst().gathered(new int[] {all},
            row -> from + cell.order().get(row / units) * units + row % units));
  }

  /** {@code [features, gates * units]} as Keras has it becomes {@code [gates * units, features]}. */
  private Tensor rows(Tensor columns, int features) {
    int all = cell.order().size() * units;
    return columns.gathered(new int[] {all, features}, flat -> {
      int row = flat / features;
      return flat % features * all + cell.order().get(row / units) * units + row % units;
    });
  }

  /** Keras 1 has arrays of their own for each gate. */
  private Params split(int features) {
    List<Variable> inputs = new ArrayList<>();
    List<Variable> hidden = new ArrayList<>();
    List<Variable> biases = new ArrayList<>();
    for (String gate : cell.former()) {
      inputs.add(call.variable("W_" + gate, List.of(features, units)));
      hidden.add(call.variable("U_" + gate, List.of(units, units)));
      biases.add(call.variable("b_" + gate, List.of(units)));
    }
    int all = cell.former().size() * units;
    return new Params(
        call.param(Role.WEIGHT, "weight_ih", dims(all, features), ordered(inputs), arrays -> below(arrays, features)),
        call.param(Role.WEIGHT, "weight_hh", dims(all, units), ordered(hidden), arrays -> below(arrays, units)),
        call.param(Role.BIAS, "bias_ih", dims(all), ordered(biases), arrays -> Tensor.reals(DType.F32, new int[] {all},
            row -> arrays.get(row / units).real(row % units))),
        Operand.ABSENT);
  }

  /** In Nacre's order of gates. */
  private List<Variable> ordered(List<Variable> byFormer) {
    return cell.formerOrder().stream().map(byFormer::get).toList();
  }

  private Tensor below(List<Tensor> gates, int features) {
    return Tensor.reals(DType.F32, new int[] {gates.size() * units, features}, flat -> {
      int row = flat / features;
      return gates.get(row / units).real(flat % features * units + row % units);
    });
  }

  private static List<Dim> dims(int... extents) {
    return IntStream.of(extents).<Dim>mapToObj(Dim::of).toList();
  }
}
