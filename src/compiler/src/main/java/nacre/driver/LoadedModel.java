package nacre.driver;

import nacre.ir.Graph;
import nacre.syntax.resolve.Resolved;

/** A model of a text, without errors. */
public record LoadedModel(LoadedFile file, Resolved resolved) {
  /** The network as written; nothing is known of its weights. */
  public Graph graph() {
    return resolved.graph();
  }
}
