package nacre.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * By what models are known among files of the same name: weights beside their model, labels, settings. The compiler, which
 * runs on another JDK, looks for the same in folders.
 */
final class ModelSigns {
  private static final int BYTES = 1 << 16;
  private static final Pattern KERAS = Pattern.compile("model_config");
  private static final Map<String, Pattern> SIGNS = Map.of(".h5", KERAS, ".hdf5", KERAS,
      ".json", Pattern.compile("(?s)class_name.*config|config.*class_name"), ".prototxt",
      Pattern.compile("^\\s*+(?:layers?|net_param|train_net_param)\\s*+:?\\s*+\\{", Pattern.MULTILINE));

  private ModelSigns() {}

  /** Whether a file may be a model; one that cannot be read may. */
  static boolean in(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    Pattern sign = SIGNS.get(name.substring(Math.max(0, name.lastIndexOf('.'))));
    if (sign == null) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return sign.matcher(new String(in.readNBytes(BYTES), StandardCharsets.ISO_8859_1)).find();
    } catch (IOException e) {
      return true;
    }
  }
}
