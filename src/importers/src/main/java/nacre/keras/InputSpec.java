package nacre.keras;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import nacre.importers.InvalidModelException;
import nacre.ir.DType;
import nacre.keras.file.Config;
import nacre.keras.file.JsonValue;

/**
 * What goes into a model.
 *
 * @param shape its extents with the batch first; an empty one is left open
 */
record InputSpec(String name, List<OptionalLong> shape, DType dtype) {
  private static final Map<String, DType> DTYPES = Map.ofEntries(Map.entry("float32", DType.F32),
      Map.entry("float64", DType.F64), Map.entry("float16", DType.F16), Map.entry("bfloat16", DType.BF16),
      Map.entry("int8", DType.I8), Map.entry("int16", DType.I16), Map.entry("int32", DType.I32),
      Map.entry("int64", DType.I64), Map.entry("uint8", DType.U8), Map.entry("uint16", DType.U16),
      Map.entry("uint32", DType.U32), Map.entry("uint64", DType.U64), Map.entry("bool", DType.BOOL),
      Map.entry("float", DType.F32),
      Map.entry("int", DType.I32));

  InputSpec {
    shape = List.copyOf(shape);
  }

  /** What a layer says of its operand, as the first of a model does. */
  static Optional<InputSpec> of(LayerConfig layer) {
    if (!layer.value().isObject()) {
      return Optional.empty();
    }
    Config config = layer.config();
    Optional<List<OptionalLong>> shape = config.first("batch_input_shape", "batch_shape").map(InputSpec::extents)
        .or(() -> config.optional("input_shape").or(() -> config.optional("shape")).map(InputSpec::extents)
            .map(InputSpec::withBatch))
        .or(() -> flat(config));
    return shape.map(extents -> new InputSpec(layer.name(), checked(layer.name(), extents), dtype(layer)));
  }

  /** Keras 1 says the extent of the last axis alone. */
  private static Optional<List<OptionalLong>> flat(Config config) {
    return config.optional("input_dim").filter(JsonValue::isNumber).map(features -> {
      OptionalLong last = OptionalLong.of(features.whole());
      return config.optional("input_length").filter(JsonValue::isNumber)
          .map(length -> List.of(OptionalLong.empty(), OptionalLong.of(length.whole()), last))
          .orElse(List.of(OptionalLong.empty(), last));
    });
  }

  static List<OptionalLong> extents(JsonValue value) {
    return Values.plain(value).extents();
  }

  static List<OptionalLong> withBatch(List<OptionalLong> shape) {
    return Stream.concat(Stream.of(OptionalLong.empty()), shape.stream()).toList();
  }

  private static List<OptionalLong> checked(String name, List<OptionalLong> shape) {
    shape.stream().filter(extent -> extent.isPresent() && extent.getAsLong() < 1).findFirst().ifPresent(extent -> {
      throw new InvalidModelException("input `" + name + "`: found the extent " + extent.getAsLong());
    });
    return shape;
  }

  /** An embedding reads whole numbers, whatever its own results are. */
  private static DType dtype(LayerConfig layer) {
    if (!layer.kind().equals("InputLayer")) {
      return layer.kind().equals("Embedding") ? DType.I32 : DType.F32;
    }
    String said = layer.config().first("dtype", "input_dtype").filter(JsonValue::isText).map(JsonValue::text)
        .orElse("float32").toLowerCase(Locale.ROOT);
    DType dtype = DTYPES.get(said);
    if (dtype == null) {
      throw new InvalidModelException("input `" + layer.name() + "`: found the type `" + said
          + "`, required one of numbers");
    }
    return dtype;
  }

  static InvalidModelException missing(String layer) {
    return new InvalidModelException("the shape of the model's input is not known: neither a `batch_input_shape` of `"
        + layer + "` nor an `InputLayer` nor weights say it; add one of them");
  }
}
