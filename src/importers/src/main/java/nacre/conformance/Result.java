package nacre.conformance;

import java.util.Set;

/**
 * A case and how it ended.
 *
 * @param operators what the model uses, as far as it could be read
 */
public record Result(Case tried, Verdict verdict, Set<String> operators, long millis) {
  public Result {
    operators = Set.copyOf(operators);
  }
}
