package nacre.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users see of a process that they do not know of, when it does not do what it should. */
class WorkerProcessTest {
  private static final List<Path> CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();

  @TempDir
  private Path folder;

  private final List<Message> heard = new ArrayList<>();

  private boolean run(String scene, String... jvmArgs) throws WorkerException, InterruptedException {
    Request request = new Request(List.of(new Request.Unit(scene, "")), Request.Rules.standard(),
        Request.Threshold.ERROR, new Request.Lint(), Map.of(), Optional.empty());
    return new WorkerProcess(Jdk.running(), CLASS_PATH, List.of(jvmArgs), folder, folder.resolve("faults")).run(request,
        heard::add);
  }

  @Test
  @DisplayName("what the worker says of models arrives, in any language; arguments of the user reach its Java")
  void fine() throws WorkerException, InterruptedException {
    assertThat(run("fine", "-Dsaid=one two", "-Dstdout.encoding=UTF-8")).isTrue();
    assertThat(heard).containsExactly(new Message.Remark("fine", "one two, Gr\u00f6\u00dfe"));
    assertThat(run("findings")).isFalse();
  }

  private Path reproducer(WorkerException e) {
    Matcher named = Pattern.compile("report it with the file (.*)").matcher(String.valueOf(e.getMessage()));
    assertThat(named.find()).isTrue();
    return Path.of(named.group(1));
  }

  @Test
  @DisplayName("a refusal is what it says; a fault leaves a file to report")
  void refusals() throws IOException {
    assertThatThrownBy(() -> run("refused")).isInstanceOf(WorkerException.class).hasMessage("there is no rule `x`");
    WorkerException fault = catchThrowableOfType(WorkerException.class, () -> run("fault"));
    assertThat(fault).hasMessageStartingWith("internal fault: X\n").hasMessageNotContaining("the stack");
    assertThat(Files.readString(reproducer(fault))).contains("internal fault: X", "the stack\nand the model");
  }

  @Test
  @DisplayName("where no file can be written, a fault says all that would be in it")
  void noReproducer() throws IOException {
    Files.writeString(folder.resolve("faults"), "a file where a folder should be");
    assertThatThrownBy(() -> run("fault")).hasMessageContainingAll("report it with these lines", "  the stack");
  }

  @Test
  @DisplayName("a worker that dies leaves its code, its Java and the last lines that it wrote, not all of them")
  void crash() throws IOException {
    WorkerException crash = catchThrowableOfType(WorkerException.class, () -> run("crash"));
    assertThat(crash).hasMessageContainingAll("code 134", Jdk.running().version(), "line 999")
        .hasMessageNotContaining("line 100\n");
    assertThat(Files.readString(reproducer(crash))).contains("nacre-request", "unit\tcrash", "line 999");
    assertThatThrownBy(() -> run("killed")).isInstanceOf(WorkerException.class)
        .hasMessageContainingAll("code 137", "too little memory").hasMessageNotContaining("fault");
    assertThatThrownBy(() -> run("fine", "-XX:NoSuchFlag")).isInstanceOf(WorkerException.class)
        .hasMessageContainingAll("code 1", "NoSuchFlag").hasMessageNotContaining("report it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dies without memory", "takes it for a fault"})
  @DisplayName("a worker without memory is no fault, even where it could not say so itself")
  void noMemory(String scene) {
    assertThatThrownBy(() -> run(scene)).isInstanceOf(WorkerException.class)
        .hasMessage("the worker is out of memory; give its Java more with the argument -Xmx8g");
  }

  @Test
  @DisplayName("two versions say that they are two")
  void otherVersion() {
    assertThatThrownBy(() -> run("other version")).isInstanceOf(WorkerException.class)
        .hasMessageContainingAll("Nacre 9.9", "version 99", "required version 1");
  }

  @Test
  @DisplayName("what Java itself says is no message: it disturbs nothing, and is shown where nothing else explains an end")
  void chatter() throws WorkerException, InterruptedException {
    assertThat(run("chatter")).isTrue();
    assertThatThrownBy(() -> run("chatter alone")).isInstanceOf(WorkerException.class)
        .hasMessageContaining("A fatal error, said by Java");
  }

  @Test
  @DisplayName("another collector may be asked for, and verbose ones do not disturb")
  void collectors() throws WorkerException, InterruptedException {
    assertThat(run("fine", "-XX:+UseParallelGC", "-Xlog:gc*")).isTrue();
  }

  @Test
  @DisplayName("a Java that cannot be started is named")
  void noJava() {
    WorkerProcess worker =
        new WorkerProcess(new Jdk(folder.resolve("gone"), 25, "25"), CLASS_PATH, List.of(), folder, folder);
    Request request = new Request(List.of(), Request.Rules.standard(), Request.Threshold.ERROR, new Request.Lint(),
        Map.of(), Optional.empty());
    assertThatThrownBy(() -> worker.run(request, heard::add)).isInstanceOf(WorkerException.class)
        .hasMessageContainingAll("cannot start", "gone");
  }
}
