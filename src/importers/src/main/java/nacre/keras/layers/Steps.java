package nacre.keras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import nacre.importers.UnsupportedException;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.Concat;
import nacre.ir.op.Dense;
import nacre.ir.op.Expand;
import nacre.ir.op.Mul;
import nacre.ir.op.Op;
import nacre.ir.op.Slice;
import nacre.ir.op.Squeeze;
import nacre.ir.op.Sub;
import nacre.ir.op.Unsqueeze;
import nacre.ir.op.Where;
import nacre.keras.Call;

/**
 * A recurrent layer step by step: with any functions, and with steps that are left out.
 *
 * @param mask truth values [batch, time], false where states stay as they are
 */
record Steps(Call call, Cell cell, int units, Gates.Params params, boolean backwards, Optional<Operand> mask) {
  /** A longer sequence would become too many nodes. */
  private static final int MOST_STEPS = 2048;
  /** About as many nodes become of each step. */
  private static final int NODES = 16;

  /**
   * Runs over a sequence.
   *
   * @param given states to begin with, [batch, units]; none for zeros
   */
  Sequence run(Operand x, List<Operand> given) {
    TensorType type = call.type(x);
    int length = length(type);
    call.unrolls(length, NODES);
    Operand all = call.main(new Dense(), x, params.input(), params.inputBias());
    List<Operand> states = given;
    if (given.isEmpty()) {
      Operand zeros = call.add(new Expand(List.of(type.dim(0), Dim.of(units))), Functions.number(call, 0));
      states = Collections.nCopies(cell.states(), zeros);
    }
    List<Operand> outputs = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int t = backwards ? length - 1 - i : i;
      List<Operand> next = step(at(all, t), states);
      states = kept(t, next, states);
      Operand output = call.add(new Unsqueeze(List.of(1)), states.getFirst());
      outputs.add(backwards ? 0 : outputs.size(), output);
    }
    return new Sequence(call.draft().add(new Concat(1), outputs).getFirst(), cell.states(), states::get);
  }

  private int length(TensorType x) {
    long length = x.dim(1).known().orElse(Long.MAX_VALUE);
    if (length > MOST_STEPS) {
      String why = mask.isPresent() ? "steps are masked"
          : "its functions are `" + cell.activation(call) + "` and `" + cell.gate(call) + "`";
      throw new UnsupportedException(why + ", for which it has to have at most " + MOST_STEPS + " steps; found "
          + x.dim(1));
    }
    return (int) length;
  }

  private Operand at(Operand sequence, int t) {
    return call.add(new Squeeze(List.of(1)),
        call.add(new Slice(List.of(t), List.of(t + 1), List.of(1), List.of()), sequence));
  }

  /** Where a step is left out, states stay what they were. */
  private List<Operand> kept(int t, List<Operand> next, List<Operand> before) {
    if (mask.isEmpty()) {
      return next;
    }
    Operand there = call.add(new Slice(List.of(t), List.of(t + 1), List.of(1), List.of()), mask.get());
    List<Operand> kept = new ArrayList<>();
    for (int i = 0; i < next.size(); i++) {
      kept.add(call.add(new Where(), there, next.get(i), before.get(i)));
    }
    return kept;
  }

  private List<Operand> step(Operand input, List<Operand> states) {
    Operand h = states.getFirst();
    return switch (cell) {
      case LSTM, FUSED_LSTM -> lstm(input, h, states.get(1));
      case GRU, FUSED_GRU -> List.of(gru(input, h));
      case SIMPLE -> List.of(function(cell.activation(call), sum(input, hidden(h))));
    };
  }

  private List<Operand> lstm(Operand input, Operand h, Operand c) {
    Operand gates = sum(input, hidden(h));
    Operand taken = product(gate(gates, 0), function(cell.activation(call), part(gates, 2)));
    Operand next = sum(product(gate(gates, 1), c), taken);
    return List.of(product(gate(gates, 3), function(cell.activation(call), next)), next);
  }

  /** {@code n + z * (h - n)}; the reset gate acts behind the state's weights or before them. */
  private Operand gru(Operand input, Operand h) {
    boolean behind = cell.resets(call);
    Operand hidden = hidden(h);
    Operand reset = function(cell.gate(call), sum(part(input, 0), part(hidden, 0)));
    Operand update = function(cell.gate(call), sum(part(input, 1), part(hidden, 1)));
    Operand state = behind ? product(reset, part(hidden, 2)) : part(hidden(product(reset, h)), 2);
    Operand candidate = function(cell.activation(call), sum(part(input, 2), state));
    return sum(candidate, product(update, call.add(new Sub(), h, candidate)));
  }

  private Operand hidden(Operand h) {
    return call.add(new Dense(), h, params.hidden(), params.hiddenBias());
  }

  private Operand part(Operand gates, int gate) {
    if (cell.order().size() == 1) {
      return gates;
    }
    return call.add(new Slice(List.of(gate * units), List.of((gate + 1) * units), List.of(1), List.of()), gates);
  }

  private Operand gate(Operand gates, int gate) {
    return function(cell.gate(call), part(gates, gate));
  }

  private Operand function(String name, Operand x) {
    Op op = Functions.named(name, 2, call.era()).orElseThrow(
        () -> new UnsupportedException("the function `" + name + "` is not known"));
    return name.equals(Functions.LINEAR) ? x : call.add(op, x);
  }

  private Operand sum(Operand a, Operand b) {
    return call.add(new Add(), a, b);
  }

  private Operand product(Operand a, Operand b) {
    return call.add(new Mul(), a, b);
  }
}
