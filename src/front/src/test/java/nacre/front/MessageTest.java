package nacre.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.front.Message.Finding;
import nacre.front.Message.Note;
import nacre.front.Message.Place;
import nacre.front.Message.Severity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two processes are of one release, but what they say must arrive whatever names and texts hold. */
class MessageTest {
  private static final String ODD = "tab\there\\n backslash \\ line\nend\r, Gr\u00f6\u00dfe, \ud83d\ude00, \"quote\"";

  static final List<Message> MESSAGES = List.of(
      new Message.Hello(1, "1.2.3", "25.0.3+9"),
      new Finding("a b.nacre", Severity.WARNING, "double-norm", Optional.of(new Place(ODD, 1, 2, 3, 4)), ODD,
          List.of(new Note(Optional.empty(), ODD), new Note(Optional.of(new Place("x", 5, 6, 7, 8)), "")),
          List.of("set `bias=false`", ODD)),
      new Finding("", Severity.ERROR, "r", Optional.empty(), "", List.of(), List.of()),
      new Message.Input("u", ODD),
      new Message.Output("u", "target/A.java", true),
      new Message.Remark("u", ODD),
      new Message.Refused(ODD),
      new Message.Fault("text", ODD),
      new Message.Done(true),
      new Message.Done(false));

  @ParameterizedTest(name = "{0}")
  @FieldSource("MESSAGES")
  @DisplayName("a message is one line, and comes out as it went in")
  void roundTrip(Message message) {
    String line = Message.line(message);
    assertThat(line).doesNotContain("\n", "\r");
    assertThat(Message.read(line)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "hello\tone\tv\tj", "finding\tu\tLOUD\tr\t0\ttext\t0\t0", "input\tu",
    "Exception in thread \"main\""})
  @DisplayName("a line that says nothing, such as one that a library prints, is an error and not a message")
  void unknown(String line) {
    assertThatThrownBy(() -> Message.read(line)).isInstanceOf(ProtocolException.class);
  }

  static Stream<Request> requests() {
    Request.Rules rules = new Request.Rules(List.of("all"), List.of("double-norm", "x"), List.of("a=error"),
        Optional.of(Path.of("conf/nacre.toml")));
    List<Request.Unit> units = List.of(new Request.Unit(ODD, "com.acme"), new Request.Unit("b.onnx", ""));
    return Stream.of(
        new Request(units, rules, Request.Threshold.WARNING, new Request.Lint(), Map.of(),
            Optional.of(new Request.Report(Path.of("target/findings.sarif"), "sarif", Path.of("..")))),
        new Request(units, Request.Rules.standard(), Request.Threshold.NEVER,
            new Request.Classes(new Request.Roots(Path.of("s"), Path.of("r")),
                Optional.of(new Request.Roots(Path.of("ts"), Path.of("tr"))), Optional.of("fold-batchnorm"),
                List.of("H=224", "W=3"), "UTF-8"),
            Map.of("s/A.java", "a.nacre", ODD, ODD), Optional.empty()),
        new Request(List.of(), Request.Rules.standard(), Request.Threshold.ERROR,
            new Request.Classes(new Request.Roots(Path.of("s"), Path.of("r")), Optional.empty(), Optional.empty(),
                List.of(), "ISO-8859-1"),
            Map.of(), Optional.empty()),
        new Request(units, Request.Rules.standard(), Request.Threshold.ERROR,
            new Request.Pictures(Path.of("p"), "svg", "source"), Map.of(), Optional.empty()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  @DisplayName("a request comes out as it went in")
  void requestRoundTrip(Request request) {
    assertThat(RequestLines.read(RequestLines.of(request))).isEqualTo(request);
  }

  @Test
  @DisplayName("a request of another version is refused by name, whatever follows its first line")
  void otherVersion() {
    assertThatThrownBy(() -> RequestLines.read(List.of("nacre-request\t99", "something new")))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContainingAll("version 99", "version 1", "one version of Nacre");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "nacre-request\t1", "nacre-request\t1\nlint", "nacre-request\t1\nsing\nend",
    "nacre-request\t1\nclasses\t0\t0\t\t0\tUTF-8\nend"})
  @DisplayName("what is no request, or only a part of one, is not taken for one")
  void noRequest(String text) {
    assertThatThrownBy(() -> RequestLines.read(text.lines().toList())).isInstanceOf(ProtocolException.class);
  }
}
