package nacre.keras.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.Concat;
import nacre.ir.op.Mul;
import nacre.ir.op.Reshape;
import nacre.keras.Argument;
import nacre.keras.Arguments;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Kind.Masking;
import nacre.keras.LayerConfig;
import nacre.keras.file.JsonValue;

/** Layers around layers. */
final class Wrappers {
  static final List<Kind> ALL = List.of(
      Kind.ofSeveral("TimeDistributed", Wrappers::each).takes("layer").masks(Masking.PASSES),
      Kind.ofSeveral("Bidirectional", Wrappers::bothWays).takes("layer", "backward_layer", "merge_mode")
          .ignores("return_sequences", "return_state", "stateful", "go_backwards", "units", "zero_output_for_mask")
          .masks(Masking.REFUSES));

  /** Layers that see nothing but the last axis, or single elements. */
  private static final Set<String> LAST_AXIS = Set.of("Dense", "Activation", "Dropout", "LeakyReLU", "ReLU", "ELU");

  private Wrappers() {}

  /** Steps of a sequence are samples of a larger batch. */
  private static List<Operand> each(Call call) {
    LayerConfig layer = LayerConfig.of(call.settings().required("layer"), "layer");
    Operand x = call.raw(0);
    TensorType type = call.requireRank(2, Integer.MAX_VALUE);
    if (LAST_AXIS.contains(layer.kind()) && type.rank() > 2) {
      return call.inner(layer, layer.name(), "layer", List.of(x));
    }
    List<Dim> joined = new ArrayList<>(List.of(type.dim(0).times(type.dim(1))));
    joined.addAll(type.dims().subList(2, type.rank()));
    List<Operand> results = new ArrayList<>();
    for (Operand y : call.inner(layer, layer.name(), "layer", List.of(call.add(new Reshape(joined), x)))) {
      List<Dim> apart = new ArrayList<>(type.dims().subList(0, 2));
      apart.addAll(call.type(y).dims().subList(1, call.type(y).rank()));
      results.add(call.add(new Reshape(apart), y));
    }
    return results;
  }

  private static List<Operand> bothWays(Call call) {
    LayerConfig layer = LayerConfig.of(call.settings().required("layer"), "layer");
    Optional<JsonValue> own = call.settings().find("backward_layer");
    LayerConfig back = own.map(value -> LayerConfig.of(value, "backward")).orElse(layer);
    call.argument("initial_state");
    List<Operand> states = call.operands().subList(1, call.operands().size());
    if (states.size() % 2 != 0) {
      throw new InvalidModelException("found " + states.size() + " states, required as many for each way");
    }
    int half = states.size() / 2;
    List<Operand> forward = call.inner(layer, "forward", "forward_layer",
        arguments(call, states.subList(0, half), new LinkedHashMap<>(Map.of())));
    SequencedMap<String, Argument> turned = new LinkedHashMap<>();
    turned.put(Recurrents.WAY_BACK, Recurrents.wayBack(own.isEmpty()));
    List<Operand> backward = call.inner(back, "backward", "backward_layer",
        arguments(call, states.subList(half, states.size()), turned));
    List<Operand> results = new ArrayList<>(merged(call, forward.getFirst(), backward.getFirst()));
    results.addAll(forward.subList(1, forward.size()));
    results.addAll(backward.subList(1, backward.size()));
    return results;
  }

  private static Arguments arguments(Call call, List<Operand> states, SequencedMap<String, Argument> named) {
    List<Argument> all = new ArrayList<>(List.of(new Argument.Given(call.raw(0))));
    states.forEach(state -> all.add(new Argument.Given(state)));
    return new Arguments(all, named);
  }

  private static List<Operand> merged(Call call, Operand forward, Operand backward) {
    if (!call.config().config().has("merge_mode") && call.config().config().keys().contains("merge_mode")) {
      return List.of(forward, backward);
    }
    String mode = call.settings().word("merge_mode", "concat");
    return switch (mode) {
      case "concat" -> List.of(call.main(new Concat(call.type(forward).rank() - 1), forward, backward));
      case "sum" -> List.of(call.main(new Add(), forward, backward));
      case "mul" -> List.of(call.main(new Mul(), forward, backward));
      case "ave" ->
          List.of(call.main(new Mul(), call.add(new Add(), forward, backward), Functions.number(call, 0.5)));
      default -> throw new UnsupportedException("its mode of merging is `" + mode + "`");
    };
  }
}
