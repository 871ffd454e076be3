package nacre.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.front.Message;
import nacre.front.Message.Finding;
import nacre.front.Request;
import nacre.front.RequestLines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build obeys the same settings as the command line, and is told which of them it must look at next time. */
class SessionSettingsTest {
  private static final String BIASED = "nacre 1\n\nmodel B {\n  input x: f32[N, 4]\n"
      + "  output y = x -> dense(3) -> batch_norm\n}\n";

  @TempDir
  private Path folder;
  private Path model = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("nets"));
    model = Files.writeString(inner.resolve("b.nacre"), BIASED);
  }

  private Path settings(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private List<Message> lint(Optional<Path> settings) {
    Request request = new Request(List.of(new Request.Unit(model.toString(), "")),
        new Request.Rules(List.of(), List.of(), List.of(), settings), Request.Threshold.ERROR, new Request.Lint(),
        Map.of(), Optional.empty());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Main.run(
        new ByteArrayInputStream(String.join("\n", RequestLines.of(request)).getBytes(StandardCharsets.UTF_8)),
        new Voice(new PrintStream(out, false, StandardCharsets.UTF_8)));
    return out.toString(StandardCharsets.UTF_8).lines().map(Message::read).toList();
  }

  private static <T> Stream<T> all(Class<T> type, List<Message> messages) {
    return messages.stream().filter(type::isInstance).map(type::cast);
  }

  @Test
  @DisplayName("a rule that settings ignore is silent; the file that says so is an input, and so is where none was found")
  void obeys() throws IOException {
    Path toml = settings("nacre.toml", "ignore = [\"bias-before-batchnorm\"]\n");
    List<Message> messages = lint(Optional.empty());
    assertThat(all(Finding.class, messages)).isEmpty();
    assertThat(all(Message.Input.class, messages).map(Message.Input::file))
        .contains(toml.toString(), folder.resolve("nets/nacre.toml").toString());
    assertThat(all(Finding.class, lint(Optional.of(settings("other.toml", ""))))).hasSize(1);
  }

  @Test
  @DisplayName("a mistake in settings is an error at its place, and the build fails")
  void mistakes() throws IOException {
    Path toml = settings("nacre.toml", "\nignre = []\n");
    List<Message> messages = lint(Optional.empty());
    assertThat(all(Finding.class, messages)).singleElement().satisfies(finding -> {
      assertThat(finding.rule()).isEqualTo("invalid-configuration");
      assertThat(finding.place()).contains(new Message.Place(toml.toString(), 2, 1, 2, 6));
    });
    assertThat(messages.getLast()).isEqualTo(new Message.Done(false));
  }
}
