package nacre.codegen;

import java.nio.file.Path;

/** The text of an emitted class. */
public record JavaSource(String packageName, String className, String text) {
  /** The class's full name. */
  public String qualifiedName() {
    return packageName.isEmpty() ? className : packageName + "." + className;
  }

  /** Where the source belongs below a folder of sources. */
  public Path path() {
    Path folder = Path.of("", packageName.isEmpty() ? new String[0] : packageName.split("\\."));
    return folder.resolve(className + ".java");
  }

  /** Where the weights belong: beside the class. */
  public Path weightsPath() {
    return path().resolveSibling(weightsName());
  }

  public String weightsName() {
    return className + ".safetensors";
  }
}
