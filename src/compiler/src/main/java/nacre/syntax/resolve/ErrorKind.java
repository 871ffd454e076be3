package nacre.syntax.resolve;

import java.util.Locale;

/** What can be wrong with a text that could be read. The constant in kebab case is the {@code id} of its diagnostics. */
public enum ErrorKind {
  UNKNOWN_NAME("a value, op, block, word or library that is not known where it is mentioned"),
  DUPLICATE_NAME("a name that is given twice"),
  EQUAL_PATHS("two calls whose layers or nodes would have one path"),
  RECURSION("a block that calls itself, directly or through others"),
  EXPANSION_LIMIT("a model that unrolls to more than Nacre takes"),
  MISPLACED_STATEMENT("a statement that belongs into the body of a model"),
  UNKNOWN_ARGUMENT("a call that names an argument which the op or block does not have"),
  MISSING_ARGUMENT("a call, or a model, that lacks an argument without default"),
  SURPLUS_ARGUMENT("a call with more arguments than there is place for, or with one given twice"),
  INVALID_ARGUMENT("an argument that the op refuses"),
  TYPE_ERROR("a value of the wrong kind"),
  SHAPE_MISMATCH("tensors whose shapes do not fit"),
  NOT_STATIC("a tensor or a symbolic dim where a value must be known while the model is unrolled"),
  ARITHMETIC("a number that does not exist or does not fit, such as a quotient by 0"),
  INDEX_OUT_OF_RANGE("an index that a list does not have"),
  NO_VALUE("something without a value where one is needed"),
  ASSERTION("an `assert` that does not hold"),
  UNKNOWN_SETTING("a setting in braces that is not known there"),
  INVALID_SETTING("a setting in braces whose value cannot be right"),
  LAYOUT_CONFLICT("inputs that disagree on where the channels are"),
  LABELS("labels that cannot be read, or not one for each class"),
  WEIGHT_MAP("a rule of the weight map that cannot be read, or that no parameter matches"),
  USE("a file or library that cannot be used"),
  NO_OUTPUT("a model without an output"),
  NO_MODEL("a model that is asked for and not there"),
  OPTION("a model parameter or dim, set from outside, that does not exist or does not fit");

  private final String meaning;

  ErrorKind(String meaning) {
    this.meaning = meaning;
  }

  /** The {@link nacre.source.Diagnostic#id}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One line for a list of all kinds. */
  public String meaning() {
    return meaning;
  }
}
