package nacre.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nacre.front.Request.Unit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executions of one project write to the same folders unless they are told otherwise: none may overwrite or remove what
 * another has made. The worker makes of each model a file of its contents' name.
 */
class SharedFoldersTest {
  @TempDir
  private Path folder;

  private Map<String, String> taken = Map.of();

  private void model(String file, String words) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), words);
  }

  private ModelBuild.Result run(String execution, String other, String... files) throws Exception {
    Request request = new Request(Stream.of(files).map(file -> new Unit(file, "p")).toList(), Request.Rules.standard(),
        Request.Threshold.ERROR, new Request.Lint(), Map.of(), Optional.empty());
    return new ModelBuild(folder, folder.resolve(execution), "1", List.of(folder.resolve(other)))
        .run(request, () -> this::work, remark -> {});
  }

  private boolean work(Request request, Consumer<Message> listener) {
    taken = request.taken();
    request.units().forEach(unit -> {
      try {
        String output = Files.readString(folder.resolve(unit.file()));
        Files.writeString(folder.resolve(output), output);
        listener.accept(new Message.Input(unit.file(), unit.file()));
        listener.accept(new Message.Output(unit.file(), output, true));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    return true;
  }

  @Test
  @DisplayName("the worker hears what another has made, as long as there is the model that it is made of")
  void taken() throws Exception {
    model("a/one", "One");
    model("b/two", "Two");
    run("first", "second", "a/one");
    assertThat(taken).isEmpty();
    run("second", "first", "b/two");
    assertThat(taken).isEqualTo(Map.of("One", "a/one"));

    Files.delete(folder.resolve("a/one"));
    model("b/one", "One");
    run("second", "first", "b/two", "b/one");
    assertThat(taken).isEqualTo(Map.of("Two", "b/two"));
  }

  @Test
  @DisplayName("a goal called alone works on the models of an execution: what that made of them is not another's")
  void sameModel() throws Exception {
    model("a/one", "One");
    run("first", "second", "a/one");
    run("second", "first", "a/one");
    assertThat(taken).isEmpty();
  }

  @Test
  @DisplayName("a model that goes over from one to another keeps what is made of it, whichever of the two runs first")
  void moved() throws Exception {
    model("a/one", "One");
    run("first", "second", "a/one");
    run("second", "first");
    Files.delete(folder.resolve("a/one"));
    model("b/one", "One");
    assertThat(run("second", "first", "b/one").removed()).isEmpty();
    assertThat(run("first", "second").removed()).isEmpty();
    assertThat(folder.resolve("One")).exists();

    Files.delete(folder.resolve("b/one"));
    model("a/one", "One");
    assertThat(run("second", "first").removed()).containsExactly("One");
    assertThat(run("first", "second", "a/one").written()).containsExactly("One");
    assertThat(folder.resolve("One")).exists();
  }
}
