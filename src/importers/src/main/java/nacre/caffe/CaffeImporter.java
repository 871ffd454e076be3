package nacre.caffe;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nacre.driver.ImportedModel;
import nacre.driver.ModelImporter;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;

/** Reads {@code .prototxt} files, networks and solvers, with the {@code .caffemodel} beside them. */
public final class CaffeImporter implements ModelImporter {
  private static final String WEIGHTS = ".caffemodel";

  @Override
  public boolean reads(Path file) {
    String name = name(file);
    return CaffeFile.isText(name) || name.endsWith(WEIGHTS);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  @Override
  public ImportedModel read(Path file, ResolveOptions options) {
    if (!options.set().isEmpty()) {
      throw new InputException(file + ": a Caffe model has no parameters to set");
    }
    if (name(file).endsWith(WEIGHTS)) {
      throw new InputException(file + ": these are weights; name the network's .prototxt, and them with --weights");
    }
    return new CaffeFile(file).read(options, Map.of());
  }

  @Override
  public List<Path> beside(Path file) {
    return new CaffeFile(file).others();
  }
}
