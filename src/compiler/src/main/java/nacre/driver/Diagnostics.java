package nacre.driver;

import java.util.ArrayList;
import java.util.List;
import nacre.codegen.Concern;
import nacre.config.SettingsReader;
import nacre.lint.UnusedSuppression;
import nacre.report.Baseline;
import nacre.source.SourceReader;
import nacre.syntax.SyntaxParser;
import nacre.syntax.resolve.ErrorKind;

/** All that diagnostics may say of a text and its models beside what lint rules find. */
public final class Diagnostics {
  /** The id of what is said of a baseline that has findings which are gone. */
  static final String STALE_BASELINE = "stale-baseline";
  /** The id of the error that lists what weights do not fit. */
  static final String WEIGHTS_MISMATCH = "weights-mismatch";
  /** The id of what builds say of a model whose weights are drawn. */
  public static final String UNBOUND_WEIGHTS = "unbound-weights";
  /** The id of the error about a class whose package Java does not allow. */
  public static final String PACKAGE_NAME = "package-name";
  /** The id of the error about two models that would be one class. */
  public static final String EQUAL_CLASSES = "equal-classes";

  /** The id of the error about a file of another framework that is no model. */
  static final String INVALID_MODEL = "invalid-model";

  /** The id of what importers say of a file that is no fault of its model. */
  static final String MODEL_FILE = "model-file";

  /** The id of the error about a model that no text can say. */
  static final String UNWRITABLE = "unwritable";

  /**
   * One kind of diagnostic.
   *
   * @param meaning one line, lower case, no final period
   */
  public record Entry(String id, String meaning) {}

  private Diagnostics() {}

  /** Every kind, in the order in which a text meets them: read, parsed, resolved, linted, compiled. */
  public static List<Entry> all() {
    List<Entry> all = new ArrayList<>();
    all.add(new Entry(SourceReader.ID, "a file that cannot be read, or is no text in UTF-8"));
    all.add(new Entry(INVALID_MODEL,
        "a model of another framework that is damaged, breaks the rules of its format, or reaches out of its folder"));
    all.add(new Entry(MODEL_FILE,
        "what there is to know of a file of another framework: where its network is, what of it counts for nothing, "
            + "what is not known"));
    all.add(new Entry(UNWRITABLE, "something in a model of another framework for which the language has no words"));
    all.add(new Entry(SyntaxParser.ERROR_ID, "a text that is not in the grammar; the message says what was required"));
    for (ErrorKind kind : ErrorKind.values()) {
      all.add(new Entry(kind.id(), kind.meaning()));
    }
    all.add(new Entry(UnusedSuppression.ID, "an `@allow` that allows nothing, or names no rule"));
    all.add(new Entry(SettingsReader.ID,
        "a `nacre.toml` that is no TOML, or says what no setting is; rules do not run on the models below it"));
    all.add(new Entry(Baseline.ID, "a baseline that is not there, or has a damaged line; rules do not run without it"));
    all.add(new Entry(STALE_BASELINE, "a baseline with findings that are gone"));
    all.add(new Entry(UNBOUND_WEIGHTS, "a model in a build that binds no weights, so that its class has drawn ones"));
    all.add(new Entry(PACKAGE_NAME, "a model in a folder, or with a package, whose name Java does not allow"));
    all.add(new Entry(EQUAL_CLASSES, "two models whose classes or pictures would be one file, case aside"));
    all.add(new Entry(WEIGHTS_MISMATCH, "weights that lack a parameter, hold one of another shape, or one too many"));
    for (Concern concern : Concern.values()) {
      all.add(new Entry(concern.id(), concern.meaning()));
    }
    return List.copyOf(all);
  }
}
