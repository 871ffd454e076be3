package nacre.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.importers.UnsupportedException;

/** Operators of ONNX that Nacre does not know, where there is more to say than that. */
public final class UnknownOperators {
  private static final Map<String, String> REASONS = new HashMap<>();

  static {
    because("it draws random numbers", List.of("Bernoulli", "Multinomial", "RandomNormal", "RandomNormalLike",
        "RandomUniform", "RandomUniformLike"));
    because("it works on texts",
        List.of("RegexFullMatch", "StringConcat", "StringNormalizer", "StringSplit", "TfIdfVectorizer"));
    because("the shape of its result depends on elements", List.of("Compress", "NonMaxSuppression", "Unique"));
    because("it works on values that may be missing",
        List.of("Optional", "OptionalGetElement", "OptionalHasElement"));
    because("it reads files of pictures", List.of("ImageDecoder"));
    because("it is a loss, of use in training only",
        List.of("NegativeLogLikelihoodLoss", "SoftmaxCrossEntropyLoss"));
  }

  private UnknownOperators() {}

  private static void because(String why, List<String> operators) {
    operators.forEach(operator -> REASONS.put(operator, why));
  }

  /** Why Nacre lacks an operator of ONNX's own domain, if more is to be said than that it does. */
  public static Optional<String> why(String operator) {
    return Optional.ofNullable(REASONS.get(operator));
  }

  static UnsupportedException exception(String domain, String operator) {
    return new UnsupportedException("the operator is not known"
        + Optional.of(operator).filter(_ -> domain.isEmpty()).flatMap(UnknownOperators::why).map(why -> ": " + why)
            .orElse(""));
  }
}
