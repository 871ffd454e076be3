package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Role;
import nacre.ir.Shape;
import nacre.ir.Site;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * What recurrent layers share. Operands: x, {@code states} initial states, then for each direction weights of the input
 * {@code [gates * units, features]} and of the state {@code [gates * units, units]}, and a bias for each. Results: the
 * sequence of states and the last ones, {@code [directions, batch, units]}.
 *
 * @param gates      how many blocks of rows the weights have
 * @param states     how many states are carried on; the first is the result
 * @param batchFirst whether x is [batch, time, features], or [time, batch, features]
 */
record Recurrent(int gates, int states, Direction direction, boolean batchFirst) {
  /** Which way the sequence is read. */
  enum Direction {
    FORWARD, BACKWARD,
    /** Both ways, each with its own weights; states of the way back come behind the others. */
    BIDIRECTIONAL
  }

  static final int X = 0;
  /** Operands of each direction. */
  static final int PARAMS = 4;

  /** Inputs, settings and parameters of all of them; the caller may add settings. */
  static OpSpec.Builder signature(OpSpec.Builder spec, int gates, List<String> states, String order) {
    spec.input("x", "[batch, time, features], or as `batch_first` says");
    states.forEach(state -> spec.optionalInput(state, "[directions, batch, units], zeros unless given"));
    spec.size("units", SettingKind.POSITIVE, "weight_hh", List.of(1), "features of a state")
        .attribute("direction", SettingKind.words(Direction.class), new Attr.Word("forward"),
            "which way the sequence is read")
        .attribute("batch_first", SettingKind.BOOL, Attr.of(true), "whether the batch comes before the time");
    for (String way : List.of("", "_reverse")) {
      OpSpec.Use use = settings -> way.isEmpty() || settings.is("direction", "bidirectional");
      spec.param("weight_ih" + way, Role.WEIGHT, new Init.GlorotUniform(), use,
          settings -> List.of(rows(settings, gates), settings.input(0, 3, "a sequence").dim(2)), "of x, " + order)
          .param("weight_hh" + way, Role.WEIGHT, new Init.GlorotUniform(), use,
              settings -> List.of(rows(settings, gates), settings.dim("units")), "of the state, " + order)
          .param("bias_ih" + way, Role.BIAS, Init.ZEROS, "bias", use, settings -> List.of(rows(settings, gates)),
              "beside x")
          .param("bias_hh" + way, Role.BIAS, Init.ZEROS, "bias", use, settings -> List.of(rows(settings, gates)),
              "beside the state");
    }
    return spec;
  }

  private static Dim rows(Settings settings, int gates) {
    return settings.dim("units").times(gates);
  }

  int directions() {
    return direction == Direction.BIDIRECTIONAL ? 2 : 1;
  }

  /** Whether the i-th set of weights is of the way back. */
  boolean isBackward(int i) {
    return direction == Direction.BACKWARD || i == 1;
  }

  /** The axis of x that is time. */
  int time() {
    return batchFirst ? 1 : 0;
  }

  /** Where the weights of a direction begin. */
  int params(int i) {
    return 1 + states + PARAMS * i;
  }

  List<Type> infer(InferContext context, OpSpec spec) {
    TensorType x = context.tensor(X, 3, "a sequence [batch, time, features]");
    if (!x.dtype().isReal()) {
      throw new TypeError("found " + x + ", required a sequence of reals");
    }
    Dim units = context.tensor(params(0) + 1, 2, "weights [gates * units, units]").dim(1);
    for (int i = 0; i < directions(); i++) {
      for (int k = 0; k < PARAMS; k++) {
        checkParam(context, params(i) + k, k, units, spec);
      }
    }
    TensorType last = x.withDims(List.of(Dim.of(directions()), x.dim(1 - time()), units));
    for (int state = 1; state <= states; state++) {
      if (context.has(state) && !context.tensor(state).equals(last)) {
        String name = spec.inputs().get(state).name();
        throw TypeError.at(name, "`" + name + "`: found " + context.tensor(state) + ", required " + last);
      }
    }
    List<Type> types = new ArrayList<>();
    types.add(x.withDims(Extents.with(x.dims(), 2, units.times(directions()))));
    for (int state = 0; state < states; state++) {
      types.add(last);
    }
    return types;
  }

  private void checkParam(InferContext context, int operand, int kind, Dim units, OpSpec spec) {
    boolean bias = kind >= 2;
    String name = spec.params().get(operand - spec.firstParam()).name();
    if (!context.has(operand)) {
      if (bias) {
        return;
      }
      throw TypeError.at(name, "`" + name + "`: found none, required weights");
    }
    TensorType x = context.tensor(X);
    Dim rows = units.times(gates);
    List<Dim> required = bias ? List.of(rows) : List.of(rows, kind == 0 ? x.dim(2) : units);
    if (!context.tensor(operand).equals(x.withDims(required))) {
      throw TypeError.at(name, "`" + name + "`: found " + context.tensor(operand) + ", required " + x.dtype().text()
          + Shape.of(required) + " for " + x);
    }
  }

  Dim macs(Site site) {
    TensorType x = site.tensor(X);
    Dim steps = x.dim(0).times(x.dim(1));
    Dim weights = site.tensor(params(0)).shape().elements().plus(site.tensor(params(0) + 1).shape().elements());
    return steps.times(weights).times(directions());
  }

  /** Steps of time depend on those before, features are mixed; the batch stays. */
  OptionalInt resultAxis(int operand, int from) {
    if (operand == X) {
      return from == 1 - time() ? OptionalInt.of(from) : OptionalInt.empty();
    }
    return operand <= states && from == 1 ? OptionalInt.of(1 - time()) : OptionalInt.empty();
  }
}
