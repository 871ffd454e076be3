package nacre.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of annotations. */
class GeneratedClassTest {
  @TempDir
  Path folder;

  @Test
  @DisplayName("the class is compiled with the sources that use it, finds its weights beside itself, and computes")
  void computes() throws IOException, ReflectiveOperationException {
    Project project = new Project(folder);
    project.model("app/Affine.nacre", """
        nacre 1
        model Affine {
          input x: f32[N, 2]
          output y = x -> dense(2)
          weights "affine.safetensors"
        }
        """);
    Files.write(folder.resolve("src/main/nacre/app/affine.safetensors"), weights());
    Path packageInfo = project.java("app/package-info.java", "@nacre.NacreModel(\"Affine.nacre\") package app;");
    Path user = project.java("app/User.java", """
        package app;
        public class User {
          public static float[] result() {
            return Affine.load().predict(new float[] {1, 10});
          }
        }
        """);
    Project.Outcome outcome = project.compile(List.of(packageInfo, user)).succeeds();
    assertThat(outcome.notes()).containsExactly("Affine: weights from " + folder.resolve(
        "src/main/nacre/app/affine.safetensors"));
    assertThat(project.made()).contains("app/Affine.class", "app/Affine.java", "app/Affine.safetensors");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {project.classes().toUri().toURL()})) {
      assertThat((float[]) loader.loadClass("app.User").getMethod("result").invoke(null))
          .containsExactly(1 + 2 * 10 + 100, 3 + 4 * 10 + 200);
    }
  }

  /** A matrix of 1, 2, 3, 4 and a bias of 100, 200. */
  private static byte[] weights() {
    byte[] header = """
        {"dense.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},\
        "dense.bias":{"dtype":"F32","shape":[2],"data_offsets":[16,24]}}"""
        .getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 24).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    for (float number : new float[] {1, 2, 3, 4, 100, 200}) {
      bytes.putFloat(number);
    }
    return bytes.array();
  }

  @Test
  @DisplayName("an annotation may be repeated, stand on a class, even a nested one, and say another package; javac warns of nothing")
  void places() {
    Project project = new Project(folder);
    for (String name : List.of("A", "B", "C", "D")) {
      project.model(name + ".nacre", Project.plain(name));
    }
    Path top = project.java("app/Top.java", """
        package app;
        import nacre.NacreModel;
        @NacreModel("A.nacre")
        @NacreModel(value = "A.nacre", packageName = "app.other")
        @NacreModel("B.nacre")
        class Top {
          @NacreModel("C.nacre")
          interface Inner {
            A a = A.load();
            app.other.A other = app.other.A.load();
          }
        }
        """);
    Path unnamed = project.java("Unnamed.java", "@nacre.NacreModel(\"D.nacre\") record Unnamed(D d) {}");
    project.compile(List.of(top, unnamed), "-Xlint:all", "-Werror").succeeds();
    assertThat(project.made()).contains("D.class", "app/A.class", "app/B.class", "app/C.class", "app/other/A.class");
  }

  @Test
  @DisplayName("sources are right in any encoding of the user's, also where a layer's name is Greek")
  void encoding() {
    Project project = new Project(folder);
    project.model("Alpha.nacre", """
        nacre 1
        model Alpha {
          input x: f32[N, 2]
          output y = x -> dense(2) as "\u03b1"
        }
        """);
    Path source = project.java("app/package-info.java", "@nacre.NacreModel(\"Alpha.nacre\") package app;");
    project.compile(List.of(source), "-encoding", "ISO-8859-1").succeeds();
    assertThat(project.classes().resolve("app/Alpha.java")).content(StandardCharsets.ISO_8859_1)
        .matches("\\p{ASCII}+").contains("weights.gemm(C0, \"\\u03b1\")");
  }

  @Test
  @DisplayName("a javac of Java 17 must be able to read the annotation, so that the processor can say what is required")
  void oldCompilersReadTheAnnotation() throws IOException {
    for (String name : List.of("nacre/NacreModel.class", "nacre/NacreModel$List.class")) {
      byte[] bytes = GeneratedClassTest.class.getClassLoader().getResourceAsStream(name).readAllBytes();
      assertThat(ByteBuffer.wrap(bytes).getShort(6)).as(name).isEqualTo((short) 61);
    }
  }
}
