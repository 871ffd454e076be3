package nacre.importers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A rule of the format that a model breaks. Whoever reads the file adds its name. */
public final class InvalidModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** So many problems of one kind are listed; whoever took the wrong file need not see all of them. */
  private static final int MOST = 12;

  private final transient List<String> notes;

  public InvalidModelException(String message) {
    this(message, List.of());
  }

  private InvalidModelException(String message, List<String> notes) {
    super(message, null, false, false);
    this.notes = List.copyOf(notes);
  }

  /**
   * The same rule broken at several places.
   *
   * @param what     what is wrong
   * @param problems the places, one or more
   */
  public static InvalidModelException of(String what, List<String> problems) {
    if (problems.size() == 1) {
      return new InvalidModelException(what + ": " + problems.getFirst());
    }
    List<String> notes = new ArrayList<>(problems.subList(0, Math.min(MOST, problems.size())));
    if (problems.size() > MOST) {
      notes.add((problems.size() - MOST) + " more");
    }
    return new InvalidModelException(what + ": found " + problems.size() + " problems", notes);
  }

  /** A size was said of a symbol that the model does not have. */
  public static InvalidModelException noSymbolicDim(String said, Collection<String> symbols) {
    return new InvalidModelException("there is no symbolic dim `" + said + "`; "
        + (symbols.isEmpty() ? "all extents are known" : "there are " + String.join(", ", symbols)));
  }

  /** What there is to say beside the text, one line each. */
  public List<String> notes() {
    return notes;
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
