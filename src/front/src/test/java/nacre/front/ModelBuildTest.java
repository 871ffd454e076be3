package nacre.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nacre.front.ModelBuild.Result;
import nacre.front.Request.Threshold;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A build that does too little gives old classes, one that does too much makes everything after it run again. What
 * models are is in {@link FakeWorker}.
 */
class ModelBuildTest extends BuildOfFakes {
  @Test
  @DisplayName("what is up to date is left alone and told again; an edited model is made again, alone")
  void upToDate() throws Exception {
    model("a", "A warning");
    model("b", "B");
    Result first = run("a", "b");
    assertThat(asked()).containsExactly("a", "b");
    assertThat(first.written()).containsExactly("out/A.java", "out/B.java");
    byte[] remembered = Files.readAllBytes(state);
    Result second = run("a", "b");
    assertThat(asked()).isEmpty();
    assertThat(second.findings()).isEqualTo(first.findings()).hasSize(1);
    assertThat(second.written()).isEmpty();
    assertThat(Files.readAllBytes(state)).isEqualTo(remembered);
    model("b", "B C");
    assertThat(run("a", "b").written()).containsExactly("out/C.java");
    assertThat(asked()).containsExactly("b");
  }

  @Test
  @DisplayName("contents count, not times: a touched file is no change, an equal size no proof")
  void contents() throws Exception {
    model("a", "A");
    run("a");
    asked();
    Files.setLastModifiedTime(folder.resolve("a"), FileTime.fromMillis(1_000));
    run("a");
    assertThat(asked()).isEmpty();
    FileTime time = Files.getLastModifiedTime(folder.resolve("a"));
    Files.writeString(folder.resolve("a"), "B");
    Files.setLastModifiedTime(folder.resolve("a"), time);
    run("a");
    assertThat(asked()).containsExactly("a");
  }

  @Test
  @DisplayName("of a large file, size and time are believed; with another time its contents decide")
  void largeFiles() throws Exception {
    model("a", "A use weights");
    Path weights = Files.write(folder.resolve("weights"), new byte[3 << 20]);
    Files.setLastModifiedTime(weights, FileTime.fromMillis(5_000));
    run("a");
    asked();
    Files.setLastModifiedTime(weights, FileTime.fromMillis(9_000));
    run("a");
    assertThat(asked()).isEmpty();
    byte[] other = new byte[3 << 20];
    other[77] = 1;
    Files.write(weights, other);
    run("a");
    assertThat(asked()).containsExactly("a");
  }

  @Test
  @DisplayName("a used file that changes, appears or goes makes its users again, and only them")
  void usedFiles() throws Exception {
    model("a", "A use lib");
    model("b", "B");
    model("lib", "x");
    run("a", "b");
    asked();
    model("lib", "y");
    run("a", "b");
    assertThat(asked()).containsExactly("a");
    Files.delete(folder.resolve("lib"));
    run("a", "b");
    assertThat(asked()).containsExactly("a");
    run("a", "b");
    assertThat(asked()).isEmpty();
    model("lib", "z");
    run("a", "b");
    assertThat(asked()).containsExactly("a");
  }

  @Test
  @DisplayName("a file that changes while it is compiled is looked at again, as nobody knows what was read")
  void changedMeanwhile() throws Exception {
    Files.writeString(folder.resolve("a"), "A");
    Files.setLastModifiedTime(folder.resolve("a"), FileTime.fromMillis(System.currentTimeMillis() + 60_000));
    run("a");
    run("a");
    assertThat(asked()).containsExactly("a", "a");
  }

  @Test
  @DisplayName("outputs of a model that is gone, renamed or makes less are removed; those of others stay")
  void removed() throws Exception {
    model("a", "A A2");
    model("b", "B");
    run("a", "b");
    model("a", "A");
    assertThat(run("a", "b").removed()).containsExactly("out/A2.java");
    assertThat(run("b").removed()).containsExactly("out/A.java");
    assertThat(exists("out/A.java")).isFalse();
    assertThat(exists("out/B.java")).isTrue();
    model("c", "B");
    assertThat(run("c").removed()).isEmpty();
    assertThat(exists("out/B.java")).isTrue();
  }

  @Test
  @DisplayName("an output that was deleted or edited is made again")
  void damagedOutputs() throws Exception {
    model("a", "A");
    run("a");
    asked();
    Files.delete(folder.resolve("out/A.java"));
    assertThat(run("a").written()).containsExactly("out/A.java");
    Files.writeString(folder.resolve("out/A.java"), "edited by hand");
    run("a");
    assertThat(asked()).containsExactly("a", "a");
  }

  @Test
  @DisplayName("another version of Nacre, another setting or a damaged memory does all again")
  void doneAgain() throws Exception {
    model("a", "A");
    run("a");
    asked();
    version = "2";
    run("a");
    assertThat(asked()).containsExactly("a");
    run(request(Threshold.WARNING, "a"));
    assertThat(asked()).containsExactly("a");
    Files.writeString(state, "nacre-state\t1\tk\nin\tx\n");
    run("a");
    assertThat(asked()).containsExactly("a");
    Files.write(state, new byte[] {(byte) 0xc3, 40});
    run("a");
    assertThat(asked()).containsExactly("a");
  }

  @Test
  @DisplayName("a worker is told which files belong to models that it does not see")
  void taken() throws Exception {
    model("a", "A");
    model("b", "B");
    run("a", "b");
    model("b", "C");
    Map<String, String> taken = new HashMap<>();
    new ModelBuild(folder, state, version).run(request(Threshold.ERROR, "a", "b"), () -> (request, listener) -> {
      taken.putAll(request.taken());
      return worker.run(request, listener);
    }, remark -> {});
    assertThat(taken).isEqualTo(Map.of("out/A.java", "a"));
  }

  @Test
  @DisplayName("a report is about all models, so one change, or another file in its place, works on all of them")
  void report() throws Exception {
    model("a", "A");
    model("b", "B");
    Request plain = request(Threshold.ERROR, "a", "b");
    Request request = new Request(plain.units(), plain.rules(), plain.failOn(), plain.work(), Map.of(),
        Optional.of(new Request.Report(Path.of("report"), "json", Path.of(""))));
    run(request);
    assertThat(asked()).containsExactly("a", "b");
    run(request);
    assertThat(asked()).isEmpty();
    Files.delete(folder.resolve("report"));
    run(request);
    assertThat(asked()).containsExactly("a", "b");
    Files.writeString(folder.resolve("report"), "another goal's");
    run(request);
    assertThat(asked()).containsExactly("a", "b");
    model("a", "A2");
    run(request);
    assertThat(asked()).containsExactly("a", "b");
  }
}
