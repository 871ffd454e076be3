package nacre.syntax.resolve;

import java.util.List;
import java.util.Optional;
import nacre.ir.Graph;
import nacre.source.Span;
import nacre.source.Suppression;

/**
 * A model, or a block that nobody calls, as a graph without errors.
 *
 * @param graph        its weights are absent
 * @param weights      where the parameters' contents come from, if the text says so
 * @param suppressions those in the model and in every block that it uses
 * @param name         where its name stands
 */
public record Resolved(Graph graph, Optional<WeightBinding> weights, List<Suppression> suppressions, Span name) {
  public Resolved {
    suppressions = List.copyOf(suppressions);
  }
}
