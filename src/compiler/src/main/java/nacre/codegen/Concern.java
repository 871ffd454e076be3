package nacre.codegen;

import java.util.Locale;

/** What code generation has to say of a model. The constant in kebab case is the {@code id} of its diagnostics. */
public enum Concern {
  UNSUPPORTED_OP("a layer or an output that no kernel computes as it is here; the message says what is not supported"),
  UNKNOWN_EXTENTS(
      "a symbolic dim other than the batch, for which compiled code needs a number: say it with `--dim`, or "
          + "in the type of the input"),
  TOO_LARGE("a model of which one image needs more elements than a Java array holds, 2^31 or more"),
  SHAPE("a number for a symbolic dim with which some layer of the model cannot be"),
  CONCAT_COPIES("a note: the parts of a concatenation are copied, as they cannot be written in place");

  private final String meaning;

  Concern(String meaning) {
    this.meaning = meaning;
  }

  /** The {@link nacre.source.Diagnostic#id}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One line for a list of all of them. */
  public String meaning() {
    return meaning;
  }
}
