package nacre.keras.layers;

import java.util.List;
import java.util.Optional;
import nacre.importers.UnsupportedException;
import nacre.ir.Operand;
import nacre.ir.op.Add;
import nacre.ir.op.Max;
import nacre.ir.op.Mul;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Kind.Masking;
import nacre.keras.file.JsonValue;

/** The layer of Keras 1 that merges in as many ways as later Keras has layers for it. */
final class OldMerges {
  static final List<Kind> ALL = List.of(Kind.of("Merge", OldMerges::merge)
      .takes("mode", "mode_type", "concat_axis", "dot_axes").masks(Masking.PASSES)
      .ignores("layers", "output_shape", "output_shape_type", "output_mask", "output_mask_type", "arguments",
          "node_indices", "tensor_indices"));

  private OldMerges() {}

  private static Operand merge(Call call) {
    JsonValue mode = call.settings().required("mode");
    if (!mode.isText() || !call.settings().word("mode_type", "raw").equals("raw")) {
      throw new UnsupportedException("its mode is a function in Python, which is never run");
    }
    return switch (mode.text()) {
      case "sum" -> Merges.each(call, Add::new);
      case "mul" -> Merges.each(call, Mul::new);
      case "max" -> Merges.each(call, Max::new);
      case "ave" -> Merges.average(call);
      case "concat" -> Merges.concat(call, call.settings().integer("concat_axis", -1));
      case "dot" -> dot(call, false);
      case "cos" -> dot(call, true);
      default -> throw new UnsupportedException("its mode is `" + mode.text() + "`");
    };
  }

  /** Axes are one for both operands, one for each, or a list of one for each. */
  private static Operand dot(Call call, boolean normalized) {
    Optional<JsonValue> said = call.settings().find("dot_axes");
    if (said.isEmpty()) {
      return Merges.dot(call, -1, -1, normalized);
    }
    JsonValue axes = said.get();
    if (axes.isNumber()) {
      return Merges.dot(call, Math.toIntExact(axes.whole()), Math.toIntExact(axes.whole()), normalized);
    }
    if (!axes.isList()) {
      throw axes.problem("an axis, or one for each operand");
    }
    List<JsonValue> items = axes.list();
    if (items.size() != 2 || !items.stream().allMatch(item -> item.isNumber() || item.isList()
        && item.list().size() == 1)) {
      throw new UnsupportedException("it multiplies along several axes");
    }
    List<Integer> each = items.stream().map(item -> item.isList() ? item.list().getFirst() : item)
        .map(item -> Math.toIntExact(item.whole())).toList();
    return Merges.dot(call, each.get(0), each.get(1), normalized);
  }
}
