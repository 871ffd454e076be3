package nacre.ir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What the author says of the training, for lint alone.
 *
 * @param facts   by name, for instance {@code batch}; for one output {@code age.loss}
 */
public record Training(SequencedMap<String, Attr> facts) {
  /** Losses by the names that Keras and PyTorch have for them; {@code custom} is any other one. */
  public static final List<String> LOSSES = List.of("mse", "mean_squared_error", "mae", "mean_absolute_error",
      "mean_absolute_percentage_error", "mean_squared_logarithmic_error", "huber", "smooth_l1", "log_cosh",
      "categorical_crossentropy", "sparse_categorical_crossentropy", "cross_entropy", "binary_crossentropy",
      "binary_cross_entropy", "bce", "bce_with_logits",
      "binary_cross_entropy_with_logits", "nll", "poisson", "kl_divergence", "hinge", "squared_hinge",
      "categorical_hinge", "margin_ranking", "triplet", "contrastive", "cosine_similarity", "ctc", "focal", "dice",
      "custom");

  public Training {
    facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
  }

  public static Training unknown() {
    return new Training(new LinkedHashMap<>(Map.of()));
  }

  /** A fact of one output, or the one said for all. */
  public Optional<Attr> of(String output, String fact) {
    return Optional.ofNullable(facts.get(output + "." + fact)).or(() -> fact(fact));
  }

  public Optional<Attr> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }
}
