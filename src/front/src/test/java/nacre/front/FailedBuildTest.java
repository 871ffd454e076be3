package nacre.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import nacre.front.ModelBuild.Result;
import nacre.front.Request.Threshold;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a build that fails, is killed or is copied leaves behind must neither be lost, believed, nor taken for another's. */
class FailedBuildTest extends BuildOfFakes {
  @Test
  @DisplayName("with errors nothing is written or removed, and what is not mended fails again")
  void errors() throws Exception {
    model("a", "A");
    model("b", "B");
    model("gone", "G");
    run("a", "b", "gone");
    asked();
    model("a", "A error");
    model("b", "B2");
    for (int turn = 0; turn < 2; turn++) {
      Result result = run("a", "b");
      assertThat(result.fine()).isFalse();
      assertThat(result.findings()).hasSize(1);
      assertThat(asked()).containsExactly("a", "b");
      assertThat(exists("out/A.java") && exists("out/B.java") && exists("out/G.java")).isTrue();
    }
    model("a", "A");
    assertThat(run("a", "b").removed()).containsExactlyInAnyOrder("out/B.java", "out/G.java");
  }

  @Test
  @DisplayName("warnings of a model that is up to date fail a build that fails on warnings")
  void failOnWarning() throws Exception {
    model("a", "A warning");
    assertThat(run(request(Threshold.ERROR, "a")).fine()).isTrue();
    assertThat(run(request(Threshold.WARNING, "a")).fine()).isFalse();
    assertThat(run(request(Threshold.ERROR, "a")).fine()).isTrue();
  }

  @Test
  @DisplayName("where errors do not fail, a broken model keeps its last class and the others are made")
  void errorsAllowed() throws Exception {
    model("a", "A");
    model("b", "B");
    run(request(Threshold.NEVER, "a", "b"));
    model("a", "A error");
    model("b", "B2");
    Result result = run(request(Threshold.NEVER, "a", "b"));
    assertThat(result.fine()).isTrue();
    assertThat(result.removed()).containsExactly("out/B.java");
    assertThat(exists("out/A.java") && exists("out/B2.java")).isTrue();
    assertThat(run(request(Threshold.NEVER, "a", "b")).findings()).hasSize(1);
  }

  @Test
  @DisplayName("a worker that fails leaves files, which belong to their models and go with them")
  void crashed() throws Exception {
    model("a", "A");
    model("b", "B crash");
    assertThatThrownBy(() -> run("a", "b")).isInstanceOf(WorkerException.class);
    assertThat(exists("out/A.java")).isTrue();
    assertThat(asked()).containsExactly("a", "b");
    model("b", "B");
    assertThat(run("b").removed()).containsExactly("out/A.java");
    assertThat(asked()).containsExactly("b");
  }

  @Test
  @DisplayName("a memory that ends early, as one whose writer was killed, is none")
  void cutMemory() throws Exception {
    model("a", "A use lib");
    model("lib", "x");
    run("a");
    asked();
    List<String> lines = Files.readAllLines(state);
    for (int kept = 0; kept < lines.size(); kept++) {
      Files.write(state, lines.subList(0, kept));
      run("a");
      assertThat(asked()).containsExactly("a");
    }
    run("a");
    assertThat(asked()).isEmpty();
  }

  @Test
  @DisplayName("a folder that is copied with its memory looks at its own files, by whichever paths they were said")
  void copied() throws Exception {
    model("a", "A use " + folder.resolve("settings") + " use " + folder.resolveSibling("above"));
    model("settings", "x");
    run("a");
    asked();
    Path copy = folder.resolve("deep/copy");
    Files.createDirectories(copy.resolve("target"));
    Files.createDirectories(copy.resolve("out"));
    for (String file : List.of("a", "settings", "target/state", "out/A.java")) {
      Files.copy(folder.resolve(file), copy.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    FakeWorker there = new FakeWorker(copy, Path.of("out"));
    ModelBuild build = new ModelBuild(copy, copy.resolve("target/state"), version);
    build.run(request(Threshold.ERROR, "a"), () -> there, remark -> {});
    assertThat(there.asked()).isEmpty();
    Files.writeString(copy.resolve("settings"), "y");
    build.run(request(Threshold.ERROR, "a"), () -> there, remark -> {});
    assertThat(there.asked()).containsExactly("a");
    Files.delete(copy.resolve("a"));
    assertThat(build.run(request(Threshold.ERROR), () -> there, remark -> {}).removed()).containsExactly("out/A.java");
    assertThat(exists("out/A.java")).isTrue();
  }

  @Test
  @DisplayName("a file that is no more what was made is left alone, and so is one that is made by another path")
  void notRemoved() throws Exception {
    model("a", "A");
    run("a");
    Files.writeString(folder.resolve("out/A.java"), "written by hand in its place");
    assertThat(run(request(Threshold.ERROR)).removed()).isEmpty();
    assertThat(exists("out/A.java")).isTrue();

    run("a");
    worker = new FakeWorker(folder, Path.of("out/../out"));
    version = "2";
    assertThat(run("a").removed()).isEmpty();
    assertThat(exists("out/A.java")).isTrue();
  }

  @Test
  @DisplayName("a large file that was touched is read once, not at each run from then on")
  void touched() throws Exception {
    model("a", "A use weights");
    Path weights = Files.write(folder.resolve("weights"), new byte[3 << 20]);
    Files.setLastModifiedTime(weights, FileTime.fromMillis(5_000));
    run("a");
    Files.setLastModifiedTime(weights, FileTime.fromMillis(9_000));
    run("a");
    assertThat(Files.readString(state)).contains("\t9000\t");
  }

  @Test
  @DisplayName("a result names what it depends on, and what it did before, so that markers of both can be removed")
  void inputs() throws Exception {
    model("a", "A use settings");
    assertThat(run("a").inputs()).containsExactly("a", "settings");
    model("a", "A use other");
    assertThat(run("a").inputs()).containsExactly("a", "other", "settings");
  }
}
