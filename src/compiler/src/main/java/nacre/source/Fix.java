package nacre.source;

import java.util.List;

/**
 * Edits that resolve a diagnostic. They are made together or not at all.
 *
 * @param title what the edits do, as a command: {@code remove `bias=true`}
 * @param safe  whether what the text computes stays the same, so that no one needs to be asked
 */
public record Fix(String title, boolean safe, List<TextEdit> edits) {
  public Fix {
    edits = List.copyOf(edits);
  }
}
