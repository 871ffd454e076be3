package nacre.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users see of a process that they do not know of, when it does not do what it should. */
class WorkerProcessTest {
  private static final List<Path> CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();

  @TempDir
  private Path folder;

  private final List<Message> heard = new ArrayList<>();

  private boolean run(String scene, String... jvmArgs) throws WorkerException, InterruptedException {
    Request request = new Request(List.of(new Request.Unit(scene, "")), Request.Rules.standard(),
        Request.Threshold.ERROR, new Request.Lint(), List.of(), Optional.empty());
    return new WorkerProcess(Jdk.running(), CLASS_PATH, List.of(jvmArgs), folder).run(request, heard::add);
  }

  @Test
  @DisplayName("what the worker says of models arrives, in any language; arguments of the user reach its Java")
  void fine() throws WorkerException, InterruptedException {
    assertThat(run("fine", "-Dsaid=one two", "-Dstdout.encoding=UTF-8")).isTrue();
    assertThat(heard).containsExactly(new Message.Remark("fine", "one two, Gr\u00f6\u00dfe"));
    assertThat(run("findings")).isFalse();
  }

  @Test
  @DisplayName("a refusal is what it says; a fault names the file to report")
  void refusals() {
    assertThatThrownBy(() -> run("refused")).isInstanceOf(WorkerException.class).hasMessage("there is no rule `x`");
    assertThatThrownBy(() -> run("fault")).isInstanceOf(WorkerException.class)
        .hasMessageContainingAll("internal fault: X", "please report it", "/tmp/nacre-fault-1.txt");
  }

  @Test
  @DisplayName("a worker that dies leaves its code, its Java and the last lines that it wrote, not all of them")
  void crash() {
    assertThatThrownBy(() -> run("crash")).isInstanceOf(WorkerException.class)
        .hasMessageContainingAll("code 134", Jdk.running().version(), "line 999").hasMessageNotContaining("line 100\n");
    assertThatThrownBy(() -> run("fine", "-XX:NoSuchFlag")).isInstanceOf(WorkerException.class)
        .hasMessageContainingAll("code 1", "NoSuchFlag");
  }

  @Test
  @DisplayName("two versions say that they are two, and chatter on the channel is shown instead of guessed at")
  void misunderstandings() {
    assertThatThrownBy(() -> run("other version")).isInstanceOf(WorkerException.class)
        .hasMessageContainingAll("Nacre 9.9", "version 99", "required version 1");
    assertThatThrownBy(() -> run("chatter")).isInstanceOf(WorkerException.class)
        .hasMessageContaining("a library says hello");
  }

  @Test
  @DisplayName("a Java that cannot be started is named")
  void noJava() {
    WorkerProcess worker =
        new WorkerProcess(new Jdk(folder.resolve("gone"), 25, "25"), CLASS_PATH, List.of(), folder);
    Request request = new Request(List.of(), Request.Rules.standard(), Request.Threshold.ERROR, new Request.Lint(),
        List.of(), Optional.empty());
    assertThatThrownBy(() -> worker.run(request, heard::add)).isInstanceOf(WorkerException.class)
        .hasMessageContainingAll("cannot start", "gone");
  }
}
