package nacre.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nacre.caffe.BlobBytes;
import nacre.caffe.CaffeFile;
import nacre.driver.ImportedModel;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.IrPrinter;
import nacre.ir.Verifier;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;

/** A folder with a network of Caffe and its weights. What comes of them is a sound graph or a message that says where. */
final class CaffeWorkplace {
  /** Instrumented code is some times slower; without it this is a second. */
  private static final Duration SOON = Duration.ofSeconds(5);
  /** Constants may be large, but then take too much memory as text. */
  private static final int LONG_TEXT = 1 << 20;

  private static final String NET = """
      input: "x" input_dim: 1 input_dim: 2 input_dim: 3 input_dim: 3
      layer { name: "c" type: "Convolution" bottom: "x" top: "c" convolution_param { num_output: 2 kernel_size: 1 } }
      layer { name: "b" type: "BatchNorm" bottom: "c" top: "c" }
      layer { name: "s" type: "Scale" bottom: "c" top: "c" scale_param { bias_term: true } }
      """;
  private static final String BLOBS = """
      c [2, 2, 1, 1] 1 2 3 4
      c [2] 5 6
      b [2] 1 2
      b [2] 3 4
      b [1] 2
      s [2] 1 1
      s [2] 0 0
      """;

  private final Path text;
  private final Path weights;

  CaffeWorkplace() {
    try {
      Path folder = Files.createTempDirectory("nacre-fuzz");
      this.text = folder.resolve("m.prototxt");
      this.weights = folder.resolve("m.caffemodel");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Weight files of every age. */
  static List<byte[]> blobs() {
    return List.of(BlobBytes.Age.values()).stream().map(age -> BlobBytes.of(BLOBS, age)).toList();
  }

  /** Imports a text without weights. */
  void text(byte[] bytes) {
    write(text, bytes);
    imports();
  }

  /** Imports a network that is sound with weights that may not be. */
  void weights(byte[] bytes) {
    write(text, NET.getBytes(StandardCharsets.UTF_8));
    write(weights, bytes);
    imports();
  }

  private void imports() {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try {
      ImportedModel model = new CaffeFile(text).read(ResolveOptions.none(), Map.of());
      requireSound(model.graph());
      model.weights().ifPresent(contents -> {
        for (int i = 0; i < model.graph().params().size(); i++) {
          assertThat(contents.of(i, model.graph().params().get(i)).type())
              .isEqualTo(model.graph().params().get(i).type());
        }
      });
    } catch (InputException e) {
      assertThat(e.text()).containsAnyOf(text.toString(), weights.toString());
    }
    long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(Duration.ofNanos(after - before)).as("time to import").isLessThan(SOON);
  }

  private static void requireSound(Graph graph) {
    assertThat(Verifier.violations(graph)).isEmpty();
    String printed = IrPrinter.print(graph);
    if (printed.length() < LONG_TEXT) {
      assertThat(IrPrinter.print(IrParser.parse(printed))).isEqualTo(printed);
    }
  }

  /** A new file each time: what is mapped of the old one must not change. */
  private static void write(Path file, byte[] bytes) {
    try {
      Files.deleteIfExists(file);
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
