package nacre.keras.layers;

import java.util.Arrays;
import java.util.List;
import nacre.ir.Operand;
import nacre.ir.op.Dropout;
import nacre.ir.op.Identity;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Kind.Masking;

/** Layers that disturb while training, and change nothing at inference. */
final class Noises {
  static final List<Kind> ALL = List.of(dropout("Dropout"), dropout("SpatialDropout1D"), dropout("SpatialDropout2D"),
      dropout("SpatialDropout3D"), noise("GaussianNoise", "stddev").formerly("sigma", "stddev"),
      noise("GaussianDropout", "rate").formerly("p", "rate"),
      noise("AlphaDropout", "rate", "noise_shape", "alpha").formerly("p", "rate"),
      unchanged("ActivityRegularization", "l1", "l2"),
      noise("RandomFlip", "mode", "data_format"), noise("RandomRotation", "factor", "fill_mode", "fill_value",
          "interpolation", "value_range", "data_format"),
      noise("RandomContrast", "factor", "value_range"),
      noise("RandomTranslation", "height_factor", "width_factor", "fill_mode", "fill_value", "interpolation",
          "data_format"),
      noise("RandomZoom", "height_factor", "width_factor", "fill_mode", "fill_value", "interpolation", "data_format"),
      noise("RandomBrightness", "factor", "value_range"));

  private static final String DISTURBED = "it is applied as in training, and disturbs its operand at inference too";

  private Noises() {}

  /**
   * A layer that disturbs its operand while training.
   *
   * @param rates how much; none of them where it always does
   */
  static Kind disturbing(Kind kind, String... rates) {
    return kind.limit(DISTURBED, call -> call.isTraining() && (rates.length == 0
        || Arrays.stream(rates).anyMatch(rate -> call.settings().real(rate, 0) != 0)));
  }

  private static Kind noise(String name, String... settings) {
    return disturbing(unchanged(name, settings));
  }

  private static Kind unchanged(String name, String... settings) {
    return Kind.of(name, call -> call.main(new Identity(), call.raw(0))).ignores(settings).masks(Masking.PASSES);
  }

  private static Kind dropout(String name) {
    return disturbing(Kind.of(name, Noises::dropout).takes("rate").formerly("p", "rate")
        .ignores("noise_shape", "data_format", "dim_ordering").masks(Masking.PASSES), "rate");
  }

  private static Operand dropout(Call call) {
    return call.main(new Dropout(call.settings().real("rate", 0.5)), call.x());
  }
}
