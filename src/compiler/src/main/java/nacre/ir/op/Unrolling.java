package nacre.ir.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/** Recurrent layers as nodes, one set per step: the number of steps must be known. */
final class Unrolling {
  /** One step of all sequences, as nodes. */
  interface Cell {
    /**
     * The states after the step.
     *
     * @param input what x contributes to all gates, [batch, gates * units]
     */
    List<Operand> step(Way way, Operand input, List<Operand> states);
  }

  private final Formula f;
  private final Recurrent layer;
  private final List<Operand> operands;
  private final TensorType x;
  private final int units;
  private final int length;

  private Unrolling(Formula f, Recurrent layer, List<Operand> operands, Site site) {
    this.f = f;
    this.layer = layer;
    this.operands = operands;
    x = site.tensor(Recurrent.X);
    units = (int) site.tensor(layer.params(0) + 1).dim(1).known().orElseThrow();
    length = (int) x.dim(layer.time()).known().orElseThrow(
        () -> new TypeError("found " + x + ", required a known number of steps on axis " + layer.time()));
  }

  static List<Operand> of(Formula f, Recurrent layer, List<Operand> operands, Site site, Cell cell) {
    return new Unrolling(f, layer, operands, site).results(cell);
  }

  private List<Operand> results(Cell cell) {
    List<Operand> sequences = new ArrayList<>();
    List<List<Operand>> last = new ArrayList<>();
    for (int direction = 0; direction < layer.directions(); direction++) {
      List<Operand> rows = new ArrayList<>(Collections.nCopies(length, Operand.ABSENT));
      last.add(run(direction, cell, rows));
      sequences.add(length == 0 ? zeros(List.of(x.dim(0), x.dim(1), Dim.of(units))) : concat(layer.time(), rows));
    }
    List<Operand> results = new ArrayList<>(List.of(concat(2, sequences)));
    for (int state = 0; state < layer.states(); state++) {
      int own = state;
      results.add(concat(0, last.stream().map(states -> f.reshaped(states.get(own), stacked())).toList()));
    }
    return results;
  }

  /** Fills in the states of every step, and gives the last ones. */
  private List<Operand> run(int direction, Cell cell, List<Operand> rows) {
    Way way = new Way(layer.params(direction));
    Operand all = f.of(new Dense(), operands.get(Recurrent.X), way.param(0), way.param(2));
    List<Operand> states = IntStream.range(0, layer.states()).mapToObj(state -> initial(state, direction)).toList();
    List<Dim> row =
        layer.batchFirst() ? List.of(batch(), Dim.ONE, Dim.of(units)) : List.of(Dim.ONE, batch(), Dim.of(units));
    for (int t = 0; t < length; t++) {
      int at = layer.isBackward(direction) ? length - 1 - t : t;
      states = cell.step(way, Slices.at(f, all, layer.time(), at), states);
      rows.set(at, f.reshaped(states.getFirst(), row));
    }
    return states;
  }

  private Dim batch() {
    return x.dim(1 - layer.time());
  }

  private List<Dim> stacked() {
    return List.of(Dim.ONE, batch(), Dim.of(units));
  }

  private Operand initial(int state, int direction) {
    Operand given = operands.get(1 + state);
    return given instanceof Operand.Absent
        ? zeros(List.of(batch(), Dim.of(units)))
        : Slices.at(f, given, 0, direction);
  }

  private Operand zeros(List<Dim> dims) {
    return f.of(new Expand(dims), f.number(x.dtype(), 0));
  }

  private Operand concat(int axis, List<Operand> parts) {
    return parts.size() == 1 ? parts.getFirst() : f.sink().add(new Concat(axis), parts);
  }

  /** One direction's weights. */
  final class Way {
    private final int params;

    private Way(int params) {
      this.params = params;
    }

    Formula formula() {
      return f;
    }

    private Operand param(int kind) {
      return operands.get(params + kind);
    }

    /** What a state contributes to {@code count} gates from {@code first} on. */
    Operand hidden(Operand state, int first, int count) {
      Operand bias = param(3);
      return f.of(new Dense(), state, Slices.range(f, param(1), 0, first * units, (first + count) * units),
          bias instanceof Operand.Absent ? bias : Slices.range(f, bias, 0, first * units, (first + count) * units));
    }

    /** The rows of one gate out of several. */
    Operand gate(Operand all, int gate) {
      return Slices.range(f, all, 1, gate * units, (gate + 1) * units);
    }
  }
}
