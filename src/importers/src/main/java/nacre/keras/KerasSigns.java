package nacre.keras;

import java.nio.file.Path;
import java.util.Locale;
import nacre.importers.Beginning;

/** By what a model of Keras is known among files of the same name: any JSON, weights without their model. */
public final class KerasSigns {
  private KerasSigns() {}

  /** Whether a file whose name an importer of Keras reads is meant as a model. */
  public static boolean in(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".keras")) {
      return true;
    }
    String beginning = Beginning.of(file);
    return name.endsWith(".json") ? beginning.contains("class_name") && beginning.contains("config")
        : beginning.contains("model_config");
  }
}
