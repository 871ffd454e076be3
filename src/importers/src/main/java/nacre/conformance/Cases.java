package nacre.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds cases of all formats. */
public final class Cases {
  private static final List<CaseFormat> FORMATS =
      List.of(new OnnxFormat(), new GoldFormat(), new KerasGoldFormat(), new KerasJsFormat());

  private Cases() {}

  /** All cases below a folder, in the order of their names. */
  public static List<Case> below(Path folder) throws IOException {
    Found found = Found.below(folder);
    List<Case> cases = new ArrayList<>();
    for (Path file : found.files()) {
      FORMATS.forEach(format -> cases.addAll(format.of(folder, file, found)));
    }
    cases.sort(Comparator.comparing(Case::name));
    return cases;
  }
}
