package nacre.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import nacre.importers.CaseFile;

/**
 * A case of the importer as a file holds it.
 *
 * @param sections {@code model given graph results}, and {@code comment} for what stands before them
 */
record ImportCase(Path file, SequencedMap<String, String> sections) {
  /** All cases, by name. */
  static List<ImportCase> all() {
    return CaseFile.of("onnx").stream().map(found -> new ImportCase(found.file(), found.sections())).toList();
  }

  String name() {
    return file.getFileName().toString();
  }

  /** The model as a file holds it. */
  byte[] model() {
    return ModelText.model(sections.get("model"));
  }
}
