package nacre.keras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import nacre.importers.UnsupportedException;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.Concat;
import nacre.ir.op.Mul;
import nacre.ir.op.Op;
import nacre.ir.op.Padding;
import nacre.ir.op.Slice;
import nacre.ir.op.Squeeze;
import nacre.ir.op.Unsqueeze;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Kind.Masking;

/** The LSTM whose gates are convolutions, Shi et al. (2015), step by step. */
final class ConvLstms {
  static final List<Kind> ALL = List.of(convLstm("ConvLSTM1D", 1), convLstm("ConvLSTM2D", 2),
      convLstm("ConvLSTM3D", 3));

  /** A longer sequence would become too many nodes. */
  private static final int MOST_STEPS = 512;
  /** About as many nodes become of each step. */
  private static final int NODES = 20;

  /** Weights of both convolutions, and where things are. */
  private record Parts(Call call, Window window, int filters, Operand input, Operand hidden, Operand bias) {}

  private ConvLstms() {}

  private static Kind convLstm(String name, int axes) {
    return Noises.disturbing(Window.taken(Kind.ofSeveral(name, call -> run(call, axes)))
        .takes("filters", "activation", "recurrent_activation", "use_bias", "return_sequences", "return_state",
            "go_backwards", "time_major", "zero_output_for_mask")
        .ignores("dropout", "recurrent_dropout", "unit_forget_bias", "stateful", "unroll", "implementation", "groups")
        .limit("the time comes before the batch", call -> call.settings().flag("time_major", false))
        .limit("states are given to begin with", call -> call.operands().size() > 1)
        .masks(Masking.REFUSES), "dropout", "recurrent_dropout");
  }

  private static List<Operand> run(Call call, int axes) {
    TensorType x = call.requireRank(axes + 3, axes + 3);
    call.settings().ignore("zero_output_for_mask");
    long length = x.dim(1).known().orElse(Long.MAX_VALUE);
    if (length > MOST_STEPS) {
      throw new UnsupportedException("it has to have at most " + MOST_STEPS + " steps; found " + x.dim(1));
    }
    call.unrolls(length, NODES);
    Parts parts = parts(call.held("cell"), axes, x);
    boolean own = call.settings().flag("go_backwards", false);
    Optional<Boolean> wayBack = Recurrents.wayBack(call);
    boolean backwards = wayBack.map(turned -> own != turned).orElse(own);
    List<Operand> states = List.of();
    List<Operand> outputs = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int t = backwards ? (int) length - 1 - i : i;
      Operand cut = call.add(new Slice(List.of(t), List.of(t + 1), List.of(1), List.of()), call.operand(0));
      states = step(parts, call.add(new Squeeze(List.of(1)), cut), states, i == 0);
      Operand output = states.getFirst();
      boolean inTime = backwards && wayBack.isPresent();
      outputs.add(inTime ? 0 : outputs.size(), output);
    }
    List<Operand> results = new ArrayList<>();
    results.add(call.settings().flag("return_sequences", false)
        ? call.draft().add(new Concat(1), outputs.stream().map(y -> call.add(new Unsqueeze(List.of(1)), y)).toList())
            .getFirst()
        : states.getFirst());
    if (call.settings().flag("return_state", false)) {
      results.addAll(states);
    }
    return results;
  }

  private static Parts parts(Call call, int axes, TensorType x) {
    List<Integer> kernel = Window.kernel(call, axes);
    List<Integer> one = List.of(1);
    List<Integer> dilation = call.settings().positives("dilation_rate", axes, one);
    int channelAxis = Window.channels(call, axes + 2);
    Window window = new Window(kernel, call.settings().positives("strides", axes, one), dilation,
        Window.padding(call, kernel, dilation), channelAxis);
    int channels = call.known(x.dim(channelAxis + 1));
    int filters = call.settings().positive("filters");
    int all = Math.multiplyExact(4, filters);
    return new Parts(call, window, filters, weight(call, "kernel", "weight_ih", kernel, channels, all),
        weight(call, "recurrent_kernel", "weight_hh", kernel, filters, all),
        call.settings().flag("use_bias", true)
            ? call.param(Role.BIAS, "bias", call.variable("bias", List.of(all)))
            : Operand.ABSENT);
  }

  private static Operand weight(Call call, String name, String word, List<Integer> kernel, int in, int out) {
    List<Integer> shape = new ArrayList<>(kernel);
    shape.addAll(List.of(in, out));
    return Kernels.param(call, word, call.variable(name, shape));
  }

  /** The state of the first step is zeros, of which a convolution is zeros. */
  private static List<Operand> step(Parts parts, Operand x, List<Operand> states, boolean first) {
    Call call = parts.call();
    Op convolution = Convolutions.op(parts.window(), 1);
    Operand gates = first ? call.main(convolution, x, parts.input(), parts.bias())
        : call.add(convolution, x, parts.input(), parts.bias());
    if (!first) {
      List<Integer> one = Collections.nCopies(parts.window().kernel().size(), 1);
      Window still = new Window(parts.window().kernel(), one, one, Padding.SAME, parts.window().channels());
      gates = call.add(new Add(), gates,
          call.add(Convolutions.op(still, 1), states.getFirst(), parts.hidden(), Operand.ABSENT));
    }
    String activation = Functions.name(call, "activation", "tanh");
    String gate = Functions.name(call, "recurrent_activation",
        call.era().isThird() ? "sigmoid" : "hard_sigmoid");
    Operand taken = call.add(new Mul(), function(call, gate, part(parts, gates, 0)),
        function(call, activation, part(parts, gates, 2)));
    Operand c = first ? taken : call.add(new Add(), taken,
        call.add(new Mul(), function(call, gate, part(parts, gates, 1)), states.get(1)));
    Operand h = call.add(new Mul(), function(call, gate, part(parts, gates, 3)), function(call, activation, c));
    return List.of(h, c);
  }

  private static Operand part(Parts parts, Operand gates, int gate) {
    return parts.call().add(new Slice(List.of(gate * parts.filters()), List.of((gate + 1) * parts.filters()),
        List.of(parts.window().channels()), List.of()), gates);
  }

  private static Operand function(Call call, String name, Operand x) {
    return name.equals(Functions.LINEAR) ? x : call.add(Functions.named(name, call.type(x).rank(), call.era())
        .orElseThrow(() -> new UnsupportedException("the function `" + name + "` is not known")), x);
  }
}
