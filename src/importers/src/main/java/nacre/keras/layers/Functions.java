package nacre.keras.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.importers.UnsupportedException;
import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.op.Celu;
import nacre.ir.op.Clip;
import nacre.ir.op.Constant;
import nacre.ir.op.Elu;
import nacre.ir.op.Exp;
import nacre.ir.op.Gelu;
import nacre.ir.op.Glu;
import nacre.ir.op.HardSigmoid;
import nacre.ir.op.HardSwish;
import nacre.ir.op.Identity;
import nacre.ir.op.LeakyRelu;
import nacre.ir.op.LogSigmoid;
import nacre.ir.op.LogSoftmax;
import nacre.ir.op.Mish;
import nacre.ir.op.Op;
import nacre.ir.op.OpaqueOp;
import nacre.ir.op.Relu;
import nacre.ir.op.Selu;
import nacre.ir.op.Shrink;
import nacre.ir.op.Sigmoid;
import nacre.ir.op.Silu;
import nacre.ir.op.Softmax;
import nacre.ir.op.Softplus;
import nacre.ir.op.Softsign;
import nacre.ir.op.Tanh;
import nacre.keras.Call;
import nacre.keras.Era;
import nacre.keras.KnownLayers;
import nacre.keras.LayerConfig;
import nacre.keras.Values;
import nacre.keras.file.JsonValue;

/** Activation functions by Keras' names. */
final class Functions {
  static final String LINEAR = "linear";
  /** Of Keras' {@code leaky_relu}; the layer of that name has another one. */
  private static final double USUAL_SLOPE = 0.2;
  private static final double SHRINKING = 0.5;

  private Functions() {}

  /** The function of that name; empty if there is none. */
  static Optional<Op> named(String name, int rank, Era era) {
    return Optional.ofNullable(switch (name) {
      case LINEAR -> new Identity();
      case "relu" -> new Relu();
      case "relu6" -> new Clip(0, 6);
      case "sigmoid" -> new Sigmoid();
      case "tanh" -> new Tanh();
      case "softmax" -> new Softmax(rank - 1);
      case "log_softmax" -> new LogSoftmax(rank - 1);
      case "softplus" -> new Softplus();
      case "softsign" -> new Softsign();
      case "elu" -> new Elu(1);
      case "celu" -> new Celu(1);
      case "selu" -> new Selu(1.6732632423543772, 1.0507009873554805);
      case "gelu" -> new Gelu(Gelu.Approximate.NONE);
      case "swish", "silu" -> new Silu();
      case "hard_swish", "hard_silu" -> new HardSwish();
      case "hard_sigmoid" -> hardSigmoid(era);
      case "hard_tanh" -> new Clip(-1, 1);
      case "hard_shrink" -> new Shrink(SHRINKING, 0);
      case "soft_shrink" -> new Shrink(SHRINKING, SHRINKING);
      case "log_sigmoid" -> new LogSigmoid();
      case "leaky_relu" -> new LeakyRelu(USUAL_SLOPE);
      case "mish" -> new Mish();
      case "glu" -> new Glu(rank - 1);
      case "exponential", "exp" -> new Exp();
      default -> null;
    });
  }

  /** Keras 3 went over to {@code relu6(x + 3) / 6}. */
  static Op hardSigmoid(Era era) {
    return era.isThird() ? new HardSigmoid(1 / 6.0, 0.5) : new HardSigmoid(0.2, 0.5);
  }

  /** The name of a function, however it is written; empty for an object that is a layer. */
  static Optional<String> name(JsonValue said) {
    if (said.isText()) {
      return Optional.of(said.text());
    }
    Optional<String> kind = Values.className(said);
    if (kind.filter("function"::equals).isPresent()) {
      return said.object().optional("config").filter(JsonValue::isText).map(JsonValue::text);
    }
    return Optional.empty();
  }

  /** What a setting says, or a fallback. */
  static String name(Call call, String setting, String fallback) {
    Optional<JsonValue> said = call.settings().find(setting);
    return said.isEmpty() ? fallback : name(said.get()).orElseThrow(
        () -> new UnsupportedException("`" + setting + "` is no function that is known"));
  }

  /** The result of a layer behind its {@code activation}. */
  static Operand activated(Call call, Operand y) {
    return activated(call, y, LINEAR);
  }

  /** The same, with what the layer does where nothing is said. */
  static Operand activated(Call call, Operand y, String fallback) {
    Optional<JsonValue> said = call.settings().find("activation");
    Optional<String> name = said.map(Functions::name).orElse(Optional.of(fallback));
    if (name.filter(LINEAR::equals).isPresent()) {
      return y;
    }
    if (name.isPresent()) {
      Optional<Op> op = named(name.get(), call.type(y).rank(), call.era());
      return op.map(known -> call.add(known, y)).orElseGet(() -> unknown(call, y, name.get()));
    }
    LayerConfig layer = LayerConfig.of(said.orElseThrow(), "activation");
    return KnownLayers.find(layer).isPresent()
        ? call.inner(layer, "activation", "activation", List.of(y)).getFirst()
        : unknown(call, y, layer.kind());
  }

  private static Operand unknown(Call call, Operand y, String name) {
    SequencedMap<String, Attr> attributes = new LinkedHashMap<>(Map.of());
    attributes.put(OpaqueOp.REASON, new Attr.Text("it is no function that is known"));
    return call.add(new OpaqueOp("keras.activations", name, Math.clamp(call.era().major(), 1, 1000), attributes,
        List.of(), 1), y);
  }

  /** A number as a value of the graph. */
  static Operand number(Call call, double value) {
    return call.add(new Constant(Tensor.scalar(DType.F32, value)));
  }
}
