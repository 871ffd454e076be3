package nacre.keras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nacre.importers.Arrangement;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.op.Cast;
import nacre.ir.op.Dense;
import nacre.ir.op.Mul;
import nacre.ir.op.Reshape;
import nacre.ir.op.ScaledDotProductAttention;
import nacre.ir.op.Transpose;
import nacre.ir.op.Unsqueeze;
import nacre.keras.Argument;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Kind.Masking;
import nacre.keras.file.JsonValue;

/** Attention. */
final class Attentions {
  static final List<Kind> ALL = List.of(
      Noises.disturbing(Kind.of("Attention", Attentions::plain).takes("use_scale", "score_mode", "causal", "dropout")
          .limit("its scores are not products",
              call -> !call.settings().word("score_mode", "dot").equals("dot"))
          .masks(Masking.REFUSES), "dropout"),
      Noises.disturbing(Kind.of("MultiHeadAttention", Attentions::many)
          .takes("num_heads", "key_dim", "value_dim", "use_bias", "output_shape", "attention_axes")
          .ignores("dropout", "query_shape", "key_shape", "value_shape", "flash_attention", "use_gate")
          .limit("it attends along other axes", call -> call.settings().says("attention_axes"))
          .limit("it opens and closes its results", call -> call.settings().flag("use_gate", false))
          .masks(Masking.REFUSES), "dropout"));

  private Attentions() {}

  private static boolean isCausal(Call call, boolean fallback) {
    return call.argument("use_causal_mask").map(argument -> argument instanceof Argument.Said(JsonValue value)
        && value.flag()).orElse(fallback);
  }

  /** Query, value, and a key that is the value unless it is given. */
  private static Operand plain(Call call) {
    call.settings().ignore("dropout");
    int count = call.operands().size();
    if (count < 2 || count > 3) {
      throw new InvalidModelException("found " + count + " operands, required a query, a value and perhaps a key");
    }
    refuseScores(call);
    Operand query = call.operand(0);
    Operand value = call.operand(1);
    Operand key = count == 3 ? call.operand(2) : value;
    boolean causal = isCausal(call, call.settings().flag("causal", false));
    Call scaled = call.part("scale");
    Operand scale = call.settings().flag("use_scale", false)
        ? scaled.main(new Mul(), query, scaled.param(Role.OWN, "scale", scaled.variable("scale", List.of())))
        : query;
    return call.main(new ScaledDotProductAttention(causal, 1), scale, key, value, Operand.ABSENT);
  }

  private static void refuseScores(Call call) {
    call.argument("return_attention_scores").ifPresent(argument -> {
      if (!(argument instanceof Argument.Said(JsonValue value)) || value.flag()) {
        throw new UnsupportedException("its scores are results too");
      }
    });
  }

  /** Projections, heads apart, attention, heads together, and a projection again. */
  private static Operand many(Call call) {
    refuseScores(call);
    Optional<Operand> mask = given(call, "attention_mask");
    List<Operand> given = new ArrayList<>(call.arguments().inOrder().stream().flatMap(Argument::operands).toList());
    given(call, "query").ifPresent(given::addFirst);
    given(call, "value").ifPresent(given::add);
    given(call, "key").ifPresent(given::add);
    if (given.size() < 2 || given.size() > 3) {
      throw new InvalidModelException("found " + given.size() + " operands, required a query, a value and perhaps a "
          + "key");
    }
    int heads = call.settings().positive("num_heads");
    int keyDim = call.settings().positive("key_dim");
    int valueDim = call.settings().integer("value_dim", keyDim);
    Operand query = projected(call, "query", given.get(0), heads, keyDim);
    Operand key = projected(call, "key", given.getLast(), heads, keyDim);
    Operand value = projected(call, "value", given.get(1), heads, valueDim);
    Operand seen = mask.map(own -> mask(call, own)).orElse(Operand.ABSENT);
    Operand attended = call.main(new ScaledDotProductAttention(isCausal(call, false), 0), query, key, value, seen);
    Operand turned = call.add(new Transpose(List.of(0, 2, 1, 3)), attended);
    TensorType x = call.type(given.getFirst());
    Operand joined = call.add(
        new Reshape(List.of(x.dim(0), x.dim(1), Dim.of(Math.multiplyExact(heads, valueDim)))), turned);
    return output(call, joined, heads, valueDim, call.known(x.dim(2)));
  }

  private static Optional<Operand> given(Call call, String name) {
    return call.argument(name).flatMap(argument -> argument.operands().findFirst());
  }

  private static Operand mask(Call call, Operand mask) {
    if (call.type(mask).rank() != 3) {
      throw new UnsupportedException("its mask is " + call.type(mask));
    }
    return call.add(new Unsqueeze(List.of(1)), call.add(new Cast(DType.BOOL), mask));
  }

  private static Operand projected(Call call, String name, Operand x, int heads, int size) {
    TensorType type = call.type(x);
    if (type.rank() != 3) {
      throw new UnsupportedException("its " + name + " is " + type + ", which is no sequence");
    }
    int features = call.known(type.dim(2));
    int rows = Math.multiplyExact(heads, size);
    Call part = call.part(name).held("_" + name + "_dense");
    Operand weight = part.param(Role.WEIGHT, "weight",
        part.variable(name + "/kernel", List.of(features, heads, size)),
        new Arrangement(List.of(), List.of(1, 2, 0), List.of(rows, features)));
    Operand bias = call.settings().flag("use_bias", true)
        ? part.param(Role.BIAS, "bias", part.variable(name + "/bias", List.of(heads, size)),
            Arrangement.shaped(List.of(rows)))
        : Operand.ABSENT;
    Operand all = part.main(new Dense(), x, weight, bias);
    Operand apart =
        part.add(new Reshape(List.of(type.dim(0), type.dim(1), Dim.of(heads), Dim.of(size))), all);
    return part.add(new Transpose(List.of(0, 2, 1, 3)), apart);
  }

  private static Operand output(Call call, Operand joined, int heads, int size, int features) {
    List<Integer> said = call.settings().ints("output_shape").orElse(List.of(features));
    if (said.size() != 1) {
      throw new UnsupportedException("its results have " + said.size() + " axes");
    }
    int units = said.getFirst();
    Call part = call.part("output").held("_output_dense");
    List<Integer> shape = new ArrayList<>(List.of(heads, size, units));
    Operand weight = part.param(Role.WEIGHT, "weight", part.variable("attention_output/kernel", shape),
        new Arrangement(List.of(), List.of(2, 0, 1), List.of(units, Math.multiplyExact(heads, size))));
    Operand bias = call.settings().flag("use_bias", true)
        ? part.param(Role.BIAS, "bias", part.variable("attention_output/bias", List.of(units)))
        : Operand.ABSENT;
    return part.main(new Dense(), joined, weight, bias);
  }
}
