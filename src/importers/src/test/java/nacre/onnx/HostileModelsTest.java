package nacre.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nacre.ir.Verifier;
import nacre.source.InputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few lines can ask for more than any machine has. What comes of them is a graph or a message, soon. */
class HostileModelsTest {
  private static final Duration SOON = Duration.ofSeconds(8);

  @TempDir
  Path folder = Path.of("");

  /** What is said of a model, or nothing if it is a graph. */
  private String said(String model) throws IOException {
    Path file = Files.write(folder.resolve("m.onnx"), ModelText.model(model));
    return assertTimeoutPreemptively(SOON, () -> {
      try {
        OnnxModel imported = new OnnxFile(file).read(ImportOptions.none());
        assertThat(Verifier.violations(imported.model().graph())).isEmpty();
        return imported.unsupported().stream().map(Unsupported::reason).collect(Collectors.joining("\n"));
      } catch (InputException e) {
        assertThat(e.text()).contains("m.onnx");
        return e.text();
      }
    });
  }

  private static String lines(int count, String pattern) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> pattern.formatted(i, i - 1)).collect(Collectors.joining());
  }

  @Test
  @DisplayName("functions that call each other twice, to do nothing")
  void functions() throws IOException {
    String functions = IntStream.rangeClosed(1, 30).mapToObj(i -> """
        function mine F%1$d a -> c
        node mine.F%2$d a -> b
        node mine.F%2$d b -> c
        end
        """.formatted(i, i - 1)).collect(Collectors.joining());
    assertThat(said("""
        opset 13
        opset 1 mine
        in x f32[2]
        function mine F0 a -> a
        end
        %snode mine.F30 x -> y
        out y
        """.formatted(functions))).contains("node 0", "nodes of bodies");
  }

  @Test
  @DisplayName("loops in loops, and each turn adds a node")
  void loops() throws IOException {
    assertThat(said("""
        opset 13
        in x f32[2]
        init n i64[] 4000
        graph inner:
        in t i64[]
        in c bool[]
        in v f32[2]
        node Identity c -> d
        node Neg v -> w
        out d
        out w
        end
        graph outer:
        in t1 i64[]
        in c1 bool[]
        in v1 f32[2]
        node Identity c1 -> d1
        node Loop n - v1 -> w1 body={inner:}
        out d1
        out w1
        end
        node Loop n - x -> y body={outer:}
        out y
        """)).contains("node 0", "nodes of bodies");
  }

  @Test
  @DisplayName("a shape that is put behind itself, over and over")
  void shapes() throws IOException {
    said("opset 13\nin x f32[N,3]\nnode Shape x -> s0\n" + lines(40, "node Concat s%2$d s%2$d -> s%1$d axis=0\n")
        + "node ConstantOfShape s40 -> y\nout y\n");
    said("opset 13\nin x f32[2,3]\nnode Shape x -> s0\n" + lines(40, "node Concat s%2$d s%2$d -> s%1$d axis=0\n")
        + "node ConstantOfShape s40 -> y\nout y\n");
  }

  @Test
  @DisplayName("extents that are sums, multiplied")
  void extents() throws IOException {
    String dims = IntStream.range(0, 10).mapToObj(i -> "A" + i).collect(Collectors.joining(","));
    String others = IntStream.range(0, 10).mapToObj(i -> "B" + i).collect(Collectors.joining(","));
    said("opset 13\nin x0 f32[" + dims + "]\nin z f32[" + others + "]\n"
        + "node Shape x0 -> s0\nnode Shape z -> s1\nnode Add s0 s1 -> t1\n"
        + lines(6, "node Mul t%1$d t%1$d -> u%1$d\nnode Add u%1$d s1 -> v%1$d\nnode Mul v%1$d u%1$d -> w%1$d\n"
            + "node Identity w%1$d -> t%1$dx\n").replaceAll("(?m)^.*x\n", "")
        + "node ConstantOfShape u1 -> y\nnode Flatten y -> f axis=0\nout f\n");
  }

  @Test
  @DisplayName("numbers that are made up, many times over")
  void numbers() throws IOException {
    said("opset 13\ninit a i64[] 0\ninit b i64[] 65535\ninit c i64[] 1\nin x i64[1]\nnode Range a b c -> r0\n"
        + lines(400, "node Add r%2$d c -> r%1$d\n") + "node Add r400 x -> y\nout y\n");
    said("opset 13\nin x f32[4000,4000]\n" + lines(60, "node EyeLike x -> e%1$d k=%1$d\n")
        + lines(60, "node Add x e%1$d -> y%1$d\n") + lines(60, "out y%1$d\n"));
  }

  @Test
  @DisplayName("tensors without elements, and with extents beyond all numbers beside the 0")
  void empty() throws IOException {
    assertThat(said("opset 13\nin x f32[2]\ninit e i64[9223372036854775807,0]\nnode Gather x e -> y\nout y\n"))
        .contains("tensor `e`: found the extent 9223372036854775807, required fewer than 2^31");
    said("opset 13\nin x f32[2]\ninit e i64[1000000,1000000,0]\nnode Gather x e -> y\nout y\n");
  }

  @Test
  @DisplayName("windows of a billion elements")
  void windows() throws IOException {
    said("opset 13\nin x f32[1,1,2000000000]\nnode AveragePool x -> y kernel_shape=[1000000000] "
        + "pads=[999999999,999999999]\nout y\n");
    said("opset 13\ninit x f32[1,1,2] 1 2\nnode AveragePool x -> y kernel_shape=[60000] pads=[59998,59998]\n"
        + "node MaxPool y -> z kernel_shape=[30000] pads=[29999,29999]\n"
        + "node Conv z z -> c pads=[30000,30000]\nout c\n");
  }

  @Test
  @DisplayName("a long name, in bodies within bodies")
  void names() throws IOException {
    String name = "n".repeat(100_000);
    assertThat(said("""
        opset 13
        in x f32[2]
        init n i64[] 4000
        graph body:
        in t i64[]
        in c bool[]
        in v f32[2]
        node Identity c -> d
        node @%1$s Neg v -> w
        out d
        out w
        end
        node @%1$s Loop n - x -> y body={body:}
        out y
        """.formatted(name))).isEmpty();
  }
}
