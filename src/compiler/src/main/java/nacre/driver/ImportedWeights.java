package nacre.driver;

import java.nio.file.Path;
import java.util.Optional;
import nacre.reference.ParamValues;

/** Parameters of a model file, read from it when they are asked for. */
public interface ImportedWeights extends ParamValues {
  /** The file that holds them, if it is not the model's own. */
  default Optional<Path> file() {
    return Optional.empty();
  }

  /** SHA-256 over names and contents, in hex. It reads all of them. */
  String hash();
}
