package nacre.caffe.layers;

import java.util.List;
import java.util.Optional;
import nacre.caffe.Settings;
import nacre.ir.Init;

/** How blobs start out. Where weights are bound, nothing depends on it. */
final class Fillers {
  private static final List<String> NORMS = List.of("FAN_IN", "FAN_OUT", "AVERAGE");

  private Fillers() {}

  /** The filler that a field says; none for those that Nacre has no counterpart of, so that the usual start is taken. */
  static Optional<Init> of(Settings settings, String field) {
    if (!settings.has(field)) {
      return Optional.empty();
    }
    Settings filler = settings.inner(field);
    filler.ignore("sparse", "mean");
    String type = filler.text("type").orElse("constant");
    String norm = filler.word("variance_norm", "FAN_IN", NORMS);
    double value = filler.real("value", 0);
    double low = filler.real("min", 0);
    double high = filler.real("max", 1);
    double deviation = filler.real("std", 1);
    return switch (type) {
      case "constant" -> Optional.of(new Init.Constant(value));
      case "uniform" -> Optional.of(new Init.Uniform(low, high));
      case "gaussian" -> Optional.of(new Init.Normal(deviation));
      case "xavier" -> Optional.of(new Init.GlorotUniform());
      case "msra" -> norm.equals("FAN_IN") ? Optional.of(new Init.HeNormal()) : Optional.of(new Init.GlorotNormal());
      default -> Optional.empty();
    };
  }
}
