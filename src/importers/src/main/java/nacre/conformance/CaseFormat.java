package nacre.conformance;

import java.nio.file.Path;
import java.util.List;

/** A way in which models and their expected results lie on disk. One more is one more file, and a line in {@link Cases}. */
interface CaseFormat {
  /**
   * The cases of a file. They read what they need when they are tried.
   *
   * @param root  from where cases are named
   * @param found all files below it
   */
  List<Case> of(Path root, Path file, Found found);
}
