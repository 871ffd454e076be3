package nacre.onnx.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.op.Op;
import nacre.ir.op.Ops;
import nacre.ir.op.Reshape;
import nacre.ir.op.Transpose;
import nacre.onnx.Call;
import nacre.onnx.Operator;
import nacre.onnx.Required;
import nacre.onnx.proto.AttributeProto;

/** Recurrent layers: gates in Nacre's order, each direction with its own weights. */
final class Recurrents {
  static final List<Operator> ALL = List.of(
      Operator.of("LSTM", Recurrents::lstm).inputs("X", "W", "R", "B", "sequence_lens!", "initial_h", "initial_c")
          .noInput("P", "weights of peepholes").attributes("direction", "hidden_size", "layout")
          .ignores("activation_alpha", "activation_beta", "output_sequence").no("states are not cut off", "clip")
          .repeats("activations", "Sigmoid", "Tanh", "Tanh").only("input_forget", 0).results("Y", "Y_h", "Y_c"),
      Operator.of("GRU", Recurrents::gru).inputs("X", "W", "R", "B", "sequence_lens!", "initial_h")
          .attributes("direction", "hidden_size", "layout")
          .ignores("activation_alpha", "activation_beta", "output_sequence").no("states are not cut off", "clip")
          .repeats("activations", "Sigmoid", "Tanh").attributes("linear_before_reset").results("Y", "Y_h"),
      Operator.of("RNN", Recurrents::rnn).inputs("X", "W", "R", "B", "sequence_lens!", "initial_h")
          .attributes("direction", "hidden_size", "layout")
          .ignores("activation_alpha", "activation_beta", "output_sequence").no("states are not cut off", "clip")
          .only("activations", "Tanh", "Relu").results("Y", "Y_h"));

  private Recurrents() {}

  /** ONNX has input, output, forget, cell. */
  private static void lstm(Call call) {
    layer(call, "lstm", List.of(0, 2, 3, 1), 2, Map.of());
  }

  /** ONNX has update, reset, candidate. */
  private static void gru(Call call) {
    layer(call, "gru", List.of(1, 0, 2), 1, Map.of("linear_before_reset", Attr.of(call.flag("linear_before_reset"))));
  }

  private static void rnn(Call call) {
    List<String> said = call.attribute("activations").map(AttributeProto::texts).orElse(List.of());
    String first = said.isEmpty() ? "tanh" : said.getFirst().toLowerCase(Locale.ROOT);
    if (!said.stream().allMatch(first::equalsIgnoreCase)) {
      throw new UnsupportedException("`activations` is " + said);
    }
    layer(call, "rnn", List.of(0), 1, Map.of("nonlinearity", new Attr.Word(first)));
  }

  private static void layer(Call call, String name, List<Integer> order, int states, Map<String, Attr> more) {
    boolean batchFirst = call.flag("layout");
    int units = call.integer("hidden_size", units(call));
    if (units < 1) {
      throw new InvalidModelException("`hidden_size` is " + units);
    }
    requireWhole(call, batchFirst);
    String direction = switch (call.word("direction", "forward")) {
      case "forward" -> "forward";
      case "reverse" -> "backward";
      case "bidirectional" -> "bidirectional";
      default -> throw new InvalidModelException("`direction` is none");
    };
    int directions = direction.equals("bidirectional") ? 2 : 1;
    Map<String, Attr> attributes = new LinkedHashMap<>(more);
    attributes.put("direction", new Attr.Word(direction));
    attributes.put("batch_first", Attr.of(batchFirst));
    Op op = Ops.named(name).orElseThrow().create(attributes);
    List<Operand> operands = new ArrayList<>();
    operands.add(call.operand(0));
    for (int state = 0; state < states; state++) {
      operands.add(call.has(5 + state) ? state(call, call.operand(5 + state), batchFirst) : Operand.ABSENT);
    }
    Gates gates = new Gates(call, order, units);
    for (int d = 0; d < directions; d++) {
      String way = d == 0 ? "" : "_reverse";
      operands.add(gates.rows(1, d, 0, Role.WEIGHT, "weight_ih" + way));
      operands.add(gates.rows(2, d, 0, Role.WEIGHT, "weight_hh" + way));
      operands.add(call.has(3) ? gates.rows(3, d, 0, Role.BIAS, "bias_ih" + way) : Operand.ABSENT);
      operands.add(call.has(3) ? gates.rows(3, d, order.size(), Role.BIAS, "bias_hh" + way) : Operand.ABSENT);
    }
    List<Operand> made = call.main(op, operands);
    List<Operand> results = new ArrayList<>();
    results.add(call.wants(0) ? sequence(call, made.getFirst(), directions, units, batchFirst) : Operand.ABSENT);
    for (int state = 0; state < states; state++) {
      results.add(call.wants(1 + state) ? state(call, made.get(1 + state), batchFirst) : Operand.ABSENT);
    }
    call.results(results);
  }

  private static int units(Call call) {
    call.requireRank(0, 3, 3);
    call.requireRank(2, 3, 3);
    return Call.known(call.type(2).dim(2));
  }

  /** Every sequence has to be read to its end. */
  private static void requireWhole(Call call, boolean batchFirst) {
    if (!call.has(4)) {
      return;
    }
    Dim steps = call.type(0).dim(batchFirst ? 1 : 0);
    if (!Required.ints(call, 4, "the lengths of the sequences").stream().allMatch(length -> steps.is(length))) {
      throw new UnsupportedException("sequences are of different lengths");
    }
  }

  /** {@code [directions, batch, units]}, or the batch first; either way the first two axes change places. */
  private static Operand state(Call call, Operand state, boolean batchFirst) {
    return batchFirst ? call.add(new Transpose(List.of(1, 0, 2)), state) : state;
  }

  private static Operand sequence(Call call, Operand y, int directions, int units, boolean batchFirst) {
    List<Dim> dims = call.tensor(y).dims();
    Operand apart = call.add(new Reshape(List.of(dims.get(0), dims.get(1), Dim.of(directions), Dim.of(units))), y);
    return batchFirst ? apart : call.add(new Transpose(List.of(0, 2, 1, 3)), apart);
  }
}
