package nacre.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import nacre.ir.Tensor;
import nacre.onnx.OnnxImporter;
import nacre.syntax.resolve.ResolveOptions;

/**
 * A folder with a model in it, and secrets around the folder. What comes of the model is a sound graph or a message that
 * names the file, soon, and no secret.
 */
final class Workplace {
  private static final byte SECRET = 0x5e;

  private final Folder folder;
  private final Path model;

  Workplace() {
    try {
      Path outside = Folder.fresh().path();
      this.folder = new Folder(Files.createDirectory(outside.resolve("folder")));
      this.model = folder.file("m.onnx");
      Files.write(folder.file("own.bin"), new byte[64]);
      byte[] secret = new byte[64];
      Arrays.fill(secret, SECRET);
      Files.write(outside.resolve("secret.bin"), secret);
      Files.createSymbolicLink(folder.file("link.bin"), outside.resolve("secret.bin"));
      Files.createSymbolicLink(folder.file("up"), outside);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Imports a model, and holds the result to what an import promises. */
  void imports(byte[] bytes) {
    folder.write(model, bytes);
    folder.soon(() -> Sound.require(new OnnxImporter().read(model, ResolveOptions.none()), Workplace::requireNoSecret));
  }

  private static void requireNoSecret(Tensor contents) {
    double secret = Float.intBitsToFloat(0x5e5e5e5e);
    for (int k = 0; k < contents.elements(); k++) {
      assertThat(contents.real(k)).as("what lies outside the folder").isNotEqualTo(secret);
    }
  }
}
