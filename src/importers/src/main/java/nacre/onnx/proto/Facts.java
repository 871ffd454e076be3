package nacre.onnx.proto;

/** The words by which Nacre knows models that it wrote. */
public final class Facts {
  /** The domain of functions that are ops: any body says the same as the setting {@link #OP}. */
  public static final String DOMAIN = "nacre";
  /** The setting of such a function that is the op, see {@link nacre.ir.OpCall}. */
  public static final String OP = "op";
  /**
   * A fact of the model: what ONNX has no words for, as a graph of declarations in the textual IR. Its parameters are the first
   * initialisers, its inputs and outputs those of the model; it has nodes for inputs, and one that all outputs name.
   */
  public static final String GRAPH = "nacre.graph";
  /** A fact of the model: which nodes of the whole graph those of the inputs are. */
  public static final String PLACES = "nacre.places";
  /** A fact of a node: the index of the layer that it applies. */
  public static final String LAYER = "nacre.layer";
  /** A fact of a node: that it is not known, and why. */
  public static final String UNKNOWN = "nacre.unknown";
  /**
   * A fact of a node that is not known: the version of ONNX that it was of. Its operator has not changed between that and the
   * version of the file.
   */
  public static final String VERSION = "nacre.version";

  private Facts() {}
}
