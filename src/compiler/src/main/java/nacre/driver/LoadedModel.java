package nacre.driver;

import java.util.List;
import java.util.Optional;
import nacre.ir.Graph;
import nacre.source.Span;
import nacre.syntax.resolve.Resolved;
import nacre.syntax.resolve.WeightBinding;

/** A model of a file, without errors. */
public record LoadedModel(LoadedFile file, Origin origin) {
  /** What it was made of. */
  public sealed interface Origin {}

  /** A model of a text. */
  public record Written(Resolved resolved) implements Origin {}

  /** A model of another framework. */
  public record Imported(ImportedModel model) implements Origin {}

  /** The network as written; nothing is known of its weights. */
  public Graph graph() {
    return switch (origin) {
      case Written(Resolved resolved) -> resolved.graph();
      case Imported(ImportedModel model) -> model.graph();
    };
  }

  /** What the framework that it comes from counts as its layers; none for a text. */
  public List<ModelLayer> layers() {
    return origin instanceof Imported(ImportedModel model) ? model.layers() : List.of();
  }

  /** Whether its parameters have contents, which are not drawn from a seed. */
  public boolean bindsWeights() {
    return origin instanceof Imported(ImportedModel model) ? model.weights().isPresent() : binding().isPresent();
  }

  /** Where a text says that the contents of parameters are. */
  public Optional<WeightBinding> binding() {
    return origin instanceof Written(Resolved resolved) ? resolved.weights() : Optional.empty();
  }

  /** Where the name of the model stands in a text. */
  public Optional<Span> name() {
    return origin instanceof Written(Resolved resolved) ? Optional.of(resolved.name()) : Optional.empty();
  }
}
