package nacre.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.front.Message.Finding;
import nacre.front.Message.Note;
import nacre.front.Message.Place;
import nacre.front.Message.Severity;
import nacre.front.ModelBuild;
import nacre.front.Request.Threshold;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.codehaus.plexus.build.BuildContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools read these lines: servers of builds, editors that run Maven, and Eclipse, which gets markers instead. */
class FindingsLogTest {
  private static final Path BASE = Path.of("/project");
  private static final Finding NORM = new Finding("src/main/nacre/net.nacre", Severity.WARNING, "double-norm",
      Optional.of(new Place("src/main/nacre/lib.nacre", 4, 8, 4, 30)), "normalised twice",
      List.of(new Note(Optional.of(new Place("src/main/nacre/net.nacre", 9, 2, 9, 9)), "called here"),
          new Note(Optional.empty(), "in 2 of 2 uses")),
      List.of("remove the second"));
  private static final Finding ERROR = new Finding("net.onnx", Severity.ERROR, "invalid-model", Optional.empty(),
      "net.onnx: node 7 has no type", List.of(), List.of());
  private static final Finding INFO =
      new Finding("net.onnx", Severity.INFO, "norm-on-logits", Optional.empty(), "normalised", List.of(), List.of());

  @TempDir
  private Path base;

  private final List<String> lines = new ArrayList<>();

  private void print(Finding... findings) {
    new FindingsLog(BASE, new SystemStreamLog() {
      @Override
      public void error(CharSequence content) {
        lines.add("E " + content);
      }

      @Override
      public void warn(CharSequence content) {
        lines.add("W " + content);
      }

      @Override
      public void info(CharSequence content) {
        lines.add("I " + content);
      }
    }).print(List.of(findings));
  }

  @Test
  @DisplayName("a finding reads like one of javac: path:[line,column] message; notes and fixes stand below")
  void form() {
    print(NORM, ERROR, INFO);
    assertThat(lines).containsExactly("""
        W /project/src/main/nacre/lib.nacre:[4,8] normalised twice [double-norm]
            note: /project/src/main/nacre/net.nacre:[9,2] called here
            note: in 2 of 2 uses
            fix: remove the second""",
        "E /project/net.onnx: node 7 has no type [invalid-model]",
        "I /project/net.onnx: normalised [norm-on-logits]");
  }

  @Test
  @DisplayName("what is said of a shared file for each of its users is printed once, and counted once")
  void once() {
    Finding other =
        new Finding("src/main/nacre/other.nacre", NORM.severity(), NORM.rule(), NORM.place(), NORM.text(),
            NORM.notes(), NORM.fixes());
    print(NORM, other);
    assertThat(lines).hasSize(1);
    assertThat(FindingsLog.failure(List.of(NORM, other, ERROR), Threshold.WARNING))
        .isEqualTo("Models have 1 error and 1 warning (failOnWarning); nothing was written");
    assertThat(FindingsLog.failure(List.of(NORM, ERROR, ERROR), Threshold.ERROR))
        .isEqualTo("Models have 1 error; nothing was written");
    assertThat(FindingsLog.failure(List.of(NORM), Threshold.WARNING))
        .isEqualTo("Models have 1 warning (failOnWarning); nothing was written");
  }

  private static BuildContext recording(List<String> calls) {
    return (BuildContext) Proxy.newProxyInstance(BuildContext.class.getClassLoader(),
        new Class<?>[] {BuildContext.class}, (_, method, arguments) -> {
          calls.add(method.getName() + " "
              + Stream.of(arguments).filter(Objects::nonNull).map(Object::toString).collect(Collectors.joining(" ")));
          return null;
        });
  }

  private ModelBuild.Result result(Finding... findings) throws IOException {
    for (String file : List.of("net.nacre", "lib.nacre", "net.onnx")) {
      Files.writeString(base.resolve(file), "");
    }
    return new ModelBuild.Result(Set.of("net.nacre", "net.onnx", "lib.nacre", "nacre.toml"), true, List.of(findings),
        List.of(), List.of("target/Net.java"), List.of("target/Old.java"));
  }

  private Finding norm(String unit) {
    return new Finding(unit, Severity.WARNING, "double-norm", Optional.of(new Place("lib.nacre", 4, 8, 4, 30)),
        "normalised twice", List.of(), List.of());
  }

  @Test
  @DisplayName("in an IDE old markers go first, from all files that are there, and each finding becomes one at its place")
  void markers() throws IOException {
    List<String> calls = new ArrayList<>();
    new Markers(base, recording(calls), true).show(result(norm("net.nacre"), norm("other.nacre"), ERROR));
    assertThat(calls.stream().map(call -> call.replace(base + "/", ""))).containsExactly("removeMessages lib.nacre",
        "removeMessages net.nacre", "removeMessages net.onnx",
        "addMessage lib.nacre 4 8 normalised twice [double-norm] " + BuildContext.SEVERITY_WARNING,
        "addMessage net.onnx 1 1 net.onnx: node 7 has no type [invalid-model] " + BuildContext.SEVERITY_ERROR,
        "refresh target/Net.java", "refresh target/Old.java");
  }

  @Test
  @DisplayName("markers go when what they said is mended, and there are none without an IDE")
  void mended() throws IOException {
    List<String> calls = new ArrayList<>();
    new Markers(base, recording(calls), true).show(result());
    assertThat(calls).contains("removeMessages " + base.resolve("lib.nacre"))
        .noneMatch(call -> call.startsWith("addMessage"));
    calls.clear();
    new Markers(base, recording(calls), false).show(result(NORM));
    assertThat(calls).isEmpty();
  }
}
