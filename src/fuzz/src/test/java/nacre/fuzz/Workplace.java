package nacre.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.IrPrinter;
import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.ir.Verifier;
import nacre.onnx.ImportOptions;
import nacre.onnx.OnnxFile;
import nacre.onnx.OnnxModel;
import nacre.source.InputException;

/**
 * A folder with a model in it, and secrets around the folder. What comes of the model is a sound graph or a message that
 * names the file, soon, and no secret.
 */
final class Workplace {
  /** Instrumented code is some times slower; without it this is a second. */
  private static final Duration SOON = Duration.ofSeconds(5);
  /** Constants of a million elements may be sound, but take too much memory as text. */
  private static final int LONG_TEXT = 1 << 20;
  private static final byte SECRET = 0x5e;

  private final Path model;

  Workplace() {
    try {
      Path outside = Files.createTempDirectory("nacre-fuzz");
      Path folder = Files.createDirectory(outside.resolve("folder"));
      this.model = folder.resolve("m.onnx");
      Files.write(folder.resolve("own.bin"), new byte[64]);
      byte[] secret = new byte[64];
      Arrays.fill(secret, SECRET);
      Files.write(outside.resolve("secret.bin"), secret);
      Files.createSymbolicLink(folder.resolve("link.bin"), outside.resolve("secret.bin"));
      Files.createSymbolicLink(folder.resolve("up"), outside);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Imports a model, and holds the result to what an import promises. */
  void imports(byte[] bytes) {
    write(bytes);
    long before = cpu();
    try {
      OnnxModel imported = new OnnxFile(model).read(ImportOptions.none());
      requireSound(imported.model().graph());
      requireNoSecret(imported);
    } catch (InputException e) {
      assertThat(e.text()).contains("m.onnx");
    }
    assertThat(Duration.ofNanos(cpu() - before)).as("time to import").isLessThan(SOON);
  }

  private void write(byte[] bytes) {
    try {
      Files.deleteIfExists(model);
      Files.write(model, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void requireSound(Graph graph) {
    assertThat(Verifier.violations(graph)).isEmpty();
    String text = IrPrinter.print(graph);
    if (text.length() < LONG_TEXT) {
      assertThat(IrPrinter.print(IrParser.parse(text))).isEqualTo(text);
    }
  }

  private static void requireNoSecret(OnnxModel imported) {
    for (int i = 0; i < imported.model().graph().params().size(); i++) {
      Param param = imported.model().graph().params().get(i);
      Tensor contents = imported.model().weights().orElseThrow().of(i, param);
      assertThat(contents.type()).isEqualTo(param.type());
      double secret = Float.intBitsToFloat(0x5e5e5e5e);
      for (int k = 0; k < contents.elements(); k++) {
        assertThat(contents.real(k)).as("what lies outside the folder").isNotEqualTo(secret);
      }
    }
  }
}
