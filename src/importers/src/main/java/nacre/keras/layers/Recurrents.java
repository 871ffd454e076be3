package nacre.keras.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.op.Slice;
import nacre.ir.op.Squeeze;
import nacre.ir.op.Unsqueeze;
import nacre.keras.Argument;
import nacre.keras.Arguments;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Kind.Masking;
import nacre.keras.LayerConfig;
import nacre.keras.Values;
import nacre.keras.file.Json;
import nacre.keras.file.JsonValue;

/** Recurrent layers. */
final class Recurrents {
  /** What a wrapper says to the layer of the way back: results are wanted in the order of time. */
  static final String WAY_BACK = "way_back";

  static final List<Kind> ALL = List.of(layer("LSTM", Cell.LSTM), layer("GRU", Cell.GRU),
      layer("SimpleRNN", Cell.SIMPLE), layer("CuDNNLSTM", Cell.FUSED_LSTM), layer("CuDNNGRU", Cell.FUSED_GRU),
      cell("LSTMCell", Cell.LSTM), cell("GRUCell", Cell.GRU), cell("SimpleRNNCell", Cell.SIMPLE),
      sequences(Kind.ofSeveral("RNN", Recurrents::stacked)).takes("cell"));

  private Recurrents() {}

  private static Kind functions(Kind kind) {
    return Noises.disturbing(kind.takes("units", "activation", "recurrent_activation", "use_bias", "reset_after")
        .formerly("output_dim", "units").formerly("inner_activation", "recurrent_activation")
        .ignores("dropout", "recurrent_dropout", "dropout_W", "dropout_U", "implementation", "unit_forget_bias",
            "use_cudnn", "unroll"),
        "dropout", "recurrent_dropout", "dropout_W", "dropout_U");
  }

  /** Keras keeps the states of a stateful layer from one call to the next; here each call is the first. */
  private static Kind sequences(Kind kind) {
    return kind.takes("return_sequences", "return_state", "go_backwards", "time_major", "zero_output_for_mask")
        .ignores("stateful", "unroll").masks(Masking.READS)
        .limit("the time comes before the batch", call -> call.settings().flag("time_major", false))
        .limit("its results are zeros at masked steps", call -> call.settings().flag("zero_output_for_mask", false));
  }

  private static Kind layer(String name, Cell cell) {
    return functions(sequences(Kind.ofSeveral(name, call -> finished(call, run(call, cell)))));
  }

  /** One inside {@code RNN}; its results are all that the layer around it may want. */
  private static Kind cell(String name, Cell cell) {
    return functions(Kind.ofSeveral(name, call -> {
      Sequence sequence = over(call, cell, call.operand(0), List.of(), false, Optional.empty());
      List<Operand> results = new ArrayList<>(List.of(sequence.outputs()));
      call.argument("return_state").ifPresent(_ -> results.addAll(sequence.states()));
      return results;
    }));
  }

  private static Sequence run(Call call, Cell cell) {
    Call held = call.held("cell");
    Optional<Operand> mask = call.mask(call.raw(0)).map(own -> own.values().apply(call));
    return over(held, cell, call.operand(0), given(call, cell), isBackwards(call), mask);
  }

  /** States to begin with. */
  private static List<Operand> given(Call call, Cell cell) {
    call.argument("initial_state");
    int count = call.operands().size() - 1;
    if (count != 0 && count != cell.states()) {
      throw new InvalidModelException("found " + count + " states, required " + cell.states());
    }
    List<Operand> states = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      states.add(call.operand(1 + i));
    }
    return states;
  }

  private static boolean isBackwards(Call call) {
    boolean own = call.settings().flag("go_backwards", false);
    return wayBack(call).map(turned -> own != turned).orElse(own);
  }

  /** Whether a wrapper says that the layer is of the way back, and if so, whether it turns it round. */
  static Optional<Boolean> wayBack(Call call) {
    call.argument(WAY_BACK);
    return call.arguments().named().get(WAY_BACK) instanceof Argument.Said(JsonValue value)
        ? Optional.of(value.flag()) : Optional.empty();
  }

  static Argument wayBack(boolean turns) {
    return new Argument.Said(Json.parse(Boolean.toString(turns)));
  }

  private static Sequence over(Call call, Cell cell, Operand x, List<Operand> given, boolean backwards,
      Optional<Operand> mask) {
    TensorType type = call.requireRank(3, 3);
    int units = call.settings().positive("units");
    Gates.Params params = new Gates(call, cell, units).params(call.known(type.dim(2)));
    if (!cell.isPlain(call) || mask.isPresent()) {
      return new Steps(call, cell, units, params, backwards, mask).run(x, given);
    }
    List<Operand> operands = new ArrayList<>(List.of(x));
    for (int i = 0; i < cell.states(); i++) {
      operands.add(given.isEmpty() ? Operand.ABSENT : call.add(new Unsqueeze(List.of(0)), given.get(i)));
    }
    operands.addAll(List.of(params.input(), params.hidden(), params.inputBias(), params.hiddenBias()));
    List<Operand> made = call.draft().main(cell.op(call, backwards), operands);
    return new Sequence(made.getFirst(), cell.states(),
        state -> call.add(new Squeeze(List.of(0)), made.get(1 + state)));
  }

  /** What of it the layer gives away: Keras lists results of the way back in the order in which they were made. */
  private static List<Operand> finished(Call call, Sequence sequence) {
    boolean all = call.settings().flag("return_sequences", false);
    boolean turned = all && isBackwards(call) && wayBack(call).isEmpty();
    Operand y = !all ? sequence.last() : turned ? reversed(call, sequence.outputs()) : sequence.outputs();
    if (all && !turned) {
      call.mask(call.raw(0)).ifPresent(mask -> call.masks(y, mask.values()));
    }
    List<Operand> results = new ArrayList<>(List.of(y));
    if (call.settings().flag("return_state", false)) {
      results.addAll(sequence.states());
    }
    return results;
  }

  static Operand reversed(Call call, Operand sequence) {
    return call.add(new Slice(List.of(-1), List.of(Integer.MIN_VALUE + 1), List.of(1), List.of(-1)), sequence);
  }

  /** Cells on top of each other are layers behind each other. */
  private static List<Operand> stacked(Call call) {
    call.mask(call.raw(0)).ifPresent(mask -> {
      throw new UnsupportedException("it leaves out steps that `" + mask.layer() + "` masks");
    });
    boolean backwards = isBackwards(call);
    boolean givesStates = call.settings().flag("return_state", false);
    Operand x = call.x();
    Operand sequence = backwards ? reversed(call, x) : x;
    List<Operand> states = new ArrayList<>();
    List<LayerConfig> cells = cells(call);
    SequencedMap<String, Argument> wanted = new LinkedHashMap<>();
    if (givesStates) {
      wanted.put("return_state", wayBack(true));
    }
    for (LayerConfig cell : cells) {
      String attribute = cells.size() == 1 ? "cell" : "cell/cells/" + cell.name();
      List<Operand> made = call.inner(cell, cell.name(), attribute,
          new Arguments(List.of(new Argument.Given(sequence)), wanted));
      sequence = made.getFirst();
      states.addAll(made.subList(1, made.size()));
    }
    Operand y = call.settings().flag("return_sequences", false)
        ? backwards && wayBack(call).isPresent() ? reversed(call, sequence) : sequence
        : call.add(new Squeeze(List.of(1)),
            call.add(new Slice(List.of(-1), List.of(Integer.MAX_VALUE), List.of(1), List.of()), sequence));
    List<Operand> results = new ArrayList<>(List.of(y));
    results.addAll(states);
    return results;
  }

  private static List<LayerConfig> cells(Call call) {
    LayerConfig outer = LayerConfig.of(call.settings().required("cell"), "cell");
    if (!outer.kind().equals("StackedRNNCells")) {
      return List.of(outer);
    }
    List<LayerConfig> cells = new ArrayList<>();
    for (JsonValue cell : Values.items(outer.config().value("cells"))) {
      cells.add(LayerConfig.of(cell, "cell_" + cells.size()));
    }
    return cells;
  }
}
