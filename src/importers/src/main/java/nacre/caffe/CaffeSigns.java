package nacre.caffe;

import java.nio.file.Path;
import java.util.regex.Pattern;
import nacre.importers.Beginning;

/** By what a network of Caffe is known among texts of the same name: solvers, which name one, and lists of labels. */
public final class CaffeSigns {
  private static final Pattern NETWORK =
      Pattern.compile("^\\s*+(?:layers?|net_param|train_net_param)\\s*+:?\\s*+\\{", Pattern.MULTILINE);

  private CaffeSigns() {}

  /** Whether a prototxt holds a network itself. */
  public static boolean in(Path file) {
    return NETWORK.matcher(Beginning.of(file)).find();
  }
}
