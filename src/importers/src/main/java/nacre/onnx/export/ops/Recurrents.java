package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;
import static nacre.onnx.export.ops.Spellings.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import nacre.ir.Attr;
import nacre.ir.Tensor;
import nacre.ir.op.Gru;
import nacre.ir.op.Lstm;
import nacre.ir.op.Op;
import nacre.ir.op.Rnn;
import nacre.onnx.export.Settings;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/**
 * Recurrent layers. ONNX has gates in other orders, the time first, both biases in one tensor, and directions on an axis of
 * their own.
 */
final class Recurrents {
  /** Which of Nacre's gates comes first in ONNX, second and so on. */
  private static final Map<String, List<Integer>> ORDER =
      Map.of("LSTM", List.of(0, 3, 1, 2), "GRU", List.of(1, 0, 2), "RNN", List.of(0));

  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      entry(Lstm.class, (op, use) -> new Recurrents(use, op, "LSTM", 2).layer(none())),
      entry(Gru.class, (op, use) -> new Recurrents(use, op, "GRU", 1).layer(
          none().flag("linear_before_reset", op.linearBeforeReset()))),
      entry(Rnn.class, (op, use) -> new Recurrents(use, op, "RNN", 1).rnn()));

  private static final int PARAMS = 4;

  private final Use use;
  private final String operator;
  private final List<Integer> order;
  private final int states;
  private final Map<String, Attr> said;
  private final int directions;
  private final boolean batchFirst;

  private Recurrents(Use use, Op op, String operator, int states) {
    this.use = use;
    this.operator = operator;
    this.states = states;
    this.order = ORDER.getOrDefault(operator, List.of());
    this.said = op.spec().attributes(op);
    this.directions = word("direction").equals("bidirectional") ? 2 : 1;
    this.batchFirst = new Attr.Bool(true).equals(said.get("batch_first"));
  }

  private String word(String name) {
    return String.valueOf(said.get(name));
  }

  private List<String> rnn() {
    String function = word("nonlinearity").equals("relu") ? "Relu" : "Tanh";
    return layer(none().words("activations", IntStream.range(0, directions).mapToObj(_ -> function).toList()));
  }

  private List<String> layer(Settings settings) {
    String direction = switch (word("direction")) {
      case "backward" -> "reverse";
      default -> word("direction");
    };
    settings.word("direction", direction).whole("hidden_size", Use.known(use.type(states + 2).dim(1)));
    List<String> operands = new ArrayList<>(List.of(batchFirst ? turned(use.in(0), 1, 0, 2) : use.in(0)));
    operands.add(joined(0, d -> reordered(param(d, 0))));
    operands.add(joined(0, d -> reordered(param(d, 1))));
    boolean biased = IntStream.range(0, directions).anyMatch(d -> use.has(index(d, 2)) || use.has(index(d, 3)));
    operands.add(biased ? joined(0, d -> use.add("Concat", List.of(bias(d, 2), bias(d, 3)), axis(0))) : "");
    operands.add("");
    for (int state = 1; state <= states; state++) {
      operands.add(use.in(state));
    }
    List<String> made = use.add(operator, operands, settings, 1 + states);
    List<String> results = new ArrayList<>(made);
    String places = batchFirst ? turned(made.getFirst(), 2, 0, 1, 3) : turned(made.getFirst(), 0, 2, 1, 3);
    results.set(0, use.add("Reshape", places, use.wholes(0, 0, -1)));
    return results;
  }

  private static Settings axis(int axis) {
    return none().whole("axis", axis);
  }

  private String turned(String x, Integer... order) {
    return use.add("Transpose", List.of(x), none().wholes("perm", List.of(order)));
  }

  private int index(int direction, int param) {
    return 1 + states + PARAMS * direction + param;
  }

  private String param(int direction, int param) {
    return use.in(index(direction, param));
  }

  /** The same for each direction, on a new first axis. */
  private String joined(int axis, IntFunction<String> each) {
    List<String> parts = IntStream.range(0, directions)
        .mapToObj(d -> use.add("Unsqueeze", each.apply(d), use.wholes(axis))).toList();
    return parts.size() == 1 ? parts.getFirst() : use.add("Concat", parts, axis(axis));
  }

  private String bias(int direction, int param) {
    if (use.has(index(direction, param))) {
      return reordered(param(direction, param));
    }
    int rows = (int) Use.known(use.type(index(direction, 1)).dim(0));
    return use.constant(Tensor.reals(use.dtype(), new int[] {rows}, _ -> 0));
  }

  private String reordered(String rows) {
    if (order.size() == 1) {
      return rows;
    }
    List<String> gates = use.add("Split", List.of(rows), axis(0).whole("num_outputs", order.size()), order.size());
    return use.add("Concat", order.stream().map(gates::get).toList(), axis(0));
  }
}
