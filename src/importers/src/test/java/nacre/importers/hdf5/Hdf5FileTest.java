package nacre.importers.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import nacre.importers.hdf5.OldFile.Group;
import nacre.importers.hdf5.OldFile.Texts;
import nacre.ir.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What h5py writes for Keras, in both versions of the format, comes back as it was. */
class Hdf5FileTest {
  @TempDir
  Path folder = Path.of("");

  private static Hdf5File opened(Group root) {
    return Hdf5File.of("m.h5", MemorySegment.ofArray(OldFile.of(root)));
  }

  @Test
  @DisplayName("weights are of many types, and lie in the file in several ways")
  void elements() {
    Group root = new Group().dataset("a", Stored.floats(List.of(2, 3), 1, 2, 3, 4, 5, 6))
        .dataset("b", Stored.bigEndianDoubles(List.of(2), 1e-300, -2.5))
        .dataset("c", Stored.halves(List.of(3), 0.5f, -65504, 0))
        .dataset("d", Stored.floats(List.of(2), 7, 8).compact())
        .dataset("e", Stored.integers(1, true, List.of(2), -128, 127))
        .dataset("f", Stored.integers(4, false, List.of(1), 4294967295L))
        .dataset("g", Stored.integers(8, true, List.of(), Long.MIN_VALUE))
        .dataset("h", Stored.floats(List.of(0, 4)));
    assertThat(Walk.all(opened(root))).isEqualTo("""
        /a f32[2, 3] [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
        /b f64[2] [1.0E-300, -2.5]
        /c f16[3] [0.5, -65504.0, 0.0]
        /d f32[2] [7.0, 8.0]
        /e i8[2] [-128, 127]
        /f u32[1] [4294967295]
        /g i64[] [-9223372036854775808]
        /h f32[0, 4] []""");
  }

  @Test
  @DisplayName("a chunk at the border is stored whole, and what was done to chunks is undone in reverse")
  void chunks() {
    Stored whole = Stored.floats(List.of(5, 7), counted(35));
    Group root = new Group().dataset("plain", whole.chunked(List.of(2, 3)))
        .dataset("deflated", whole.chunked(List.of(3, 4), "shuffle", "deflate"))
        .dataset("checked", whole.chunked(List.of(5, 7), "deflate", "fletcher32"))
        .dataset("cube", Stored.floats(List.of(3, 5, 2), counted(30)).chunked(List.of(2, 2, 2), "shuffle"));
    Hdf5Group read = opened(root).root();
    List.of("plain", "deflated", "checked", "cube").forEach(name -> requireCounted(read, name));
  }

  /** 0, 1, 2 and so on. */
  private static float[] counted(int count) {
    float[] values = new float[count];
    IntStream.range(0, count).forEach(i -> values[i] = i);
    return values;
  }

  private static void requireCounted(Hdf5Group group, String name) {
    Tensor contents = group.dataset(name).orElseThrow().read();
    assertThat(IntStream.range(0, contents.elements()).mapToDouble(contents::real)).as(name)
        .containsExactly(IntStream.range(0, contents.elements()).mapToDouble(i -> i).boxed().toArray(Double[]::new));
  }

  @Test
  @DisplayName("texts of attributes are of one length or of many, ASCII or not")
  void texts() {
    Group root = new Group().text("model_config", "{\"name\": \"größe\"}").texts("fixed", Texts.FIXED, "a", "long", "")
        .texts("variable", Texts.VARIABLE, "conv/kernel:0", "", "ß").group("inner", new Group().text("of", "inner"));
    Hdf5Group read = opened(root).root();
    assertThat(read.text("model_config")).contains("{\"name\": \"größe\"}");
    assertThat(read.texts("fixed")).contains(List.of("a", "long", ""));
    assertThat(read.texts("variable")).contains(List.of("conv/kernel:0", "", "ß"));
    assertThat(read.texts("none")).isEmpty();
    assertThat(read.groupAt("inner").orElseThrow().text("of")).contains("inner");
  }

  @Test
  @DisplayName("the current version of the format, as another library writes it")
  void current() {
    Path file = folder.resolve("m.h5");
    try (WritableHdfFile out = HdfFile.write(file)) {
      out.putAttribute("backend", "tensorflow");
      WritableGroup group = out.putGroup("layers").putGroup("dense");
      group.putDataset("0", new float[][] {{1, 2}, {3, 4}});
      group.putDataset("1", new double[] {5},
          DatasetCreationOptions.builder().chunkDimensions(1).deflate().build());
      group.putDataset("2", new int[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}},
          DatasetCreationOptions.builder().chunkDimensions(2, 2).shuffle().deflate().build());
    }
    Hdf5File read = Hdf5File.open(file);
    assertThat(read.root().text("backend")).contains("tensorflow");
    assertThat(Walk.all(read)).isEqualTo("""
        /layers
        /layers/dense
        /layers/dense/0 f32[2, 2] [1.0, 2.0, 3.0, 4.0]
        /layers/dense/1 f64[1] [5.0]
        /layers/dense/2 i32[3, 3] [1, 2, 3, 4, 5, 6, 7, 8, 9]""");
  }

  @Test
  @DisplayName("a file may begin behind a block of its user's")
  void userBlock() {
    byte[] plain = OldFile.of(new Group().dataset("a", Stored.floats(List.of(1), 3)));
    byte[] shifted = new byte[512 + plain.length];
    System.arraycopy(plain, 0, shifted, 512, plain.length);
    shifted[512 + 24] = 0;
    shifted[512 + 25] = 2;
    assertThat(Walk.all(Hdf5File.of("m.h5", MemorySegment.ofArray(shifted)))).isEqualTo("/a f32[1] [3.0]");
  }
}
