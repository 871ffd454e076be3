package nacre.driver;

import nacre.reference.ParamValues;

/** Parameters of a model file, read from it when they are asked for. */
public interface ImportedWeights extends ParamValues {
  /** SHA-256 over names and contents, in hex. It reads all of them. */
  String hash();
}
