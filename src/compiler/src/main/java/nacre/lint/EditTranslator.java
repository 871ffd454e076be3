package nacre.lint;

import java.util.List;
import java.util.Optional;

import nacre.ir.Edit;
import nacre.ir.Graph;
import nacre.source.TextEdit;

/** Turns edits on nodes into edits of the text that a network came from. */
@FunctionalInterface
public interface EditTranslator {
  /**
   * The edits, or empty where the text cannot be changed so without changing something else.
   *
   * @param edits on nodes of the graph; edits of several nodes that come from one place of the text are one edit there
   */
  Optional<List<TextEdit>> translate(Graph graph, List<Edit> edits);

  /** For networks that come from no text. */
  EditTranslator NONE = (_, _) -> Optional.empty();
}
