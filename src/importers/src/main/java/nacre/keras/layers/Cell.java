package nacre.keras.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nacre.ir.Attr;
import nacre.ir.op.Op;
import nacre.ir.op.Ops;
import nacre.keras.Call;

/** A kind of recurrent layer. */
enum Cell {
  LSTM("lstm", 2, false), GRU("gru", 1, false), SIMPLE("rnn", 1, false), FUSED_LSTM("lstm", 2, true), FUSED_GRU("gru",
      1, true);

  private final String op;
  private final int states;
  private final boolean fused;

  Cell(String op, int states, boolean fused) {
    this.op = op;
    this.states = states;
    this.fused = fused;
  }

  /** For each of Nacre's gates its place in Keras. */
  List<Integer> order() {
    return switch (this) {
      case LSTM, FUSED_LSTM -> List.of(0, 1, 2, 3);
      case GRU, FUSED_GRU -> List.of(1, 0, 2);
      case SIMPLE -> List.of(0);
    };
  }

  /** What Keras 1 calls the gates, in its order. */
  List<String> former() {
    return switch (this) {
      case LSTM -> List.of("i", "c", "f", "o");
      case GRU -> List.of("z", "r", "h");
      default -> List.of();
    };
  }

  /** For each of Nacre's gates its place in Keras 1. */
  List<Integer> formerOrder() {
    return this == LSTM ? List.of(0, 2, 1, 3) : order();
  }

  /** How many states are carried on. */
  int states() {
    return states;
  }

  /** Whether it is one of those for graphics cards, which have both biases in one row. */
  boolean isFused() {
    return fused;
  }

  /** Whether Keras 1 has arrays of their own for each gate. */
  boolean isSplit(Call call) {
    return !former().isEmpty() && !call.config().config().text("consume_less", "cpu").equals("gpu");
  }

  /** Whether a state has a bias of its own. */
  boolean hasTwoBiases(Call call) {
    return fused || this == GRU && resets(call);
  }

  /** Whether the reset gate acts behind a state's weights. */
  boolean resets(Call call) {
    return fused || call.settings().flag("reset_after", call.era().isModern());
  }

  String activation(Call call) {
    return fused ? "tanh" : Functions.name(call, "activation", "tanh");
  }

  String gate(Call call) {
    return fused ? "sigmoid"
        : Functions.name(call, "recurrent_activation", call.era().isModern() ? "sigmoid" : "hard_sigmoid");
  }

  /** Whether the op of that name has the functions that the layer says. */
  boolean isPlain(Call call) {
    String activation = activation(call);
    return this == SIMPLE ? activation.equals("tanh") || activation.equals("relu")
        : activation.equals("tanh") && gate(call).equals("sigmoid");
  }

  Op op(Call call, boolean backwards) {
    Map<String, Attr> settings = new LinkedHashMap<>();
    settings.put("direction", new Attr.Word(backwards ? "backward" : "forward"));
    settings.put("batch_first", Attr.of(true));
    switch (op) {
      case "gru" -> settings.put("linear_before_reset", Attr.of(resets(call)));
      case "rnn" -> settings.put("nonlinearity", new Attr.Word(activation(call)));
      default -> {}
    }
    return Ops.named(op).orElseThrow().create(settings);
  }
}
