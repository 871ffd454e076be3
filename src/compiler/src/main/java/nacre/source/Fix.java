package nacre.source;

import java.util.List;

/**
 * What resolves a diagnostic. Edits are made together or not at all; without any, it is made by hand in a file that is no
 * text of ours.
 *
 * @param title what the edits do, as a command: {@code remove `bias=true`}
 * @param safe  whether what the text computes stays the same, so that no one needs to be asked
 */
public record Fix(String title, boolean safe, List<TextEdit> edits) {
  public Fix {
    edits = List.copyOf(edits);
  }

  /** Whether it can be made here. */
  public boolean hasEdits() {
    return !edits.isEmpty();
  }
}
