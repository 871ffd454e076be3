package nacre.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.front.Message;
import nacre.front.Message.Finding;
import nacre.front.Message.Severity;
import nacre.front.Request;
import nacre.front.Request.Threshold;
import nacre.front.RequestLines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worker as a front sees it: a request goes in, messages come out, files are there or not. */
class SessionTest {
  private static final String TWO_CALLS = """
      nacre 1

      block ConvNorm(x, filters: int) {
        x -> conv2d(filters, 3, padding=1) -> batch_norm -> relu
      }

      model Net {
        input image: f32[N, 3, 8, 8]
        output y = image -> ConvNorm(4) -> ConvNorm(8) -> global_average_pool2d -> dense(2)
      }
      """;
  private static final String BROKEN = """
      nacre 1

      model Broken {
        input x: f32[N, 4]
        a = x -> conv2d(3, 3)
        b = x -> reshape([3, 3])
        output y = x -> dens(2)
      }
      """;

  @TempDir
  private Path folder;
  private int code;

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Request.Classes classes() {
    return new Request.Classes(new Request.Roots(folder.resolve("out"), folder.resolve("res")), Optional.empty(),
        Optional.empty(), List.of(), "UTF-8");
  }

  private static Request request(Request.Work work, Path... files) {
    return new Request(Stream.of(files).map(file -> new Request.Unit(file.toString(), "com.acme")).toList(),
        Request.Rules.standard(), Threshold.ERROR, work, Map.of(), Optional.empty());
  }

  private List<Message> run(Request request) {
    return run(String.join("\n", RequestLines.of(request)));
  }

  private List<Message> run(String request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    code = Main.run(new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)),
        new Voice(new PrintStream(out, false, StandardCharsets.UTF_8)));
    return out.toString(StandardCharsets.UTF_8).lines().map(Message::read).toList();
  }

  private static <T extends Message> List<T> all(Class<T> type, List<Message> messages) {
    return messages.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private boolean exists(String file) {
    return Files.exists(folder.resolve(file));
  }

  @Test
  @DisplayName("a finding in a block that is called twice stands once, at the line and column of the block")
  void place() throws IOException {
    Path net = file("net.nacre", TWO_CALLS);
    List<Message> messages = run(request(new Request.Lint(), net));
    List<Finding> findings = all(Finding.class, messages);
    assertThat(findings).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.rule()).isEqualTo("bias-before-batchnorm");
    assertThat(finding.text()).contains("in 2 of 2 uses");
    assertThat(finding.place()).contains(new Message.Place(net.toString(), 4, 8, 4, 37));
    assertThat(finding.notes().getFirst().place().orElseThrow().column()).isEqualTo(41);
    assertThat(finding.fixes()).containsExactly("set `bias=false`");
    assertThat(messages.getFirst()).isInstanceOf(Message.Hello.class);
    assertThat(messages.getLast()).isEqualTo(new Message.Done(true));
    assertThat(code).isZero();
  }

  @Test
  @DisplayName("classes and weights are written and named, once: a second request finds them unchanged")
  void classesAndWeights() throws IOException {
    Path net = file("net.nacre", TWO_CALLS);
    List<Message> messages = run(request(classes(), net));
    assertThat(all(Finding.class, messages)).anyMatch(finding -> finding.rule().equals("unbound-weights")
        && finding.severity() == Severity.INFO && finding.place().orElseThrow().line() == 7);
    List<Message.Output> first = all(Message.Output.class, messages);
    assertThat(first).containsExactly(
        new Message.Output(net.toString(), folder.resolve("res/com/acme/Net.safetensors").toString(), true),
        new Message.Output(net.toString(), folder.resolve("out/com/acme/Net.java").toString(), true));
    assertThat(all(Message.Output.class, run(request(classes(), net)))).hasSize(2)
        .noneMatch(Message.Output::written);
  }

  @Test
  @DisplayName("tests of classes go to their own folders, and belong to the model as its class does")
  void goldenTests() throws IOException {
    Path net = file("net.nacre", TWO_CALLS);
    Request.Classes tested = new Request.Classes(classes().roots(),
        Optional.of(new Request.Roots(folder.resolve("tests"), folder.resolve("golden"))), Optional.empty(), List.of(),
        "UTF-8");
    assertThat(all(Message.Output.class, run(request(tested, net))).stream().map(Message.Output::file)).contains(
        folder.resolve("tests/com/acme/NetGoldenTest.java").toString(),
        folder.resolve("golden/com/acme/Net.golden.safetensors").toString());
    assertThat(exists("tests/com/acme/NetGoldenTest.java") && exists("golden/com/acme/Net.golden.safetensors"))
        .isTrue();
  }

  @Test
  @DisplayName("one broken model keeps all from being written, and every error of every model is told")
  void broken() throws IOException {
    Path net = file("net.nacre", TWO_CALLS);
    Path broken = file("broken.nacre", BROKEN);
    List<Message> messages = run(request(classes(), net, broken));
    assertThat(all(Finding.class, messages).stream().filter(finding -> finding.severity() == Severity.ERROR)
        .map(finding -> finding.place().orElseThrow().line())).containsExactly(5, 6, 7);
    assertThat(messages.getLast()).isEqualTo(new Message.Done(false));
    assertThat(exists("out") || exists("res")).isFalse();
    assertThat(code).isZero();
  }

  @Test
  @DisplayName("where errors do not fail, the others are written")
  void errorsAllowed() throws IOException {
    Request request = request(classes(), file("net.nacre", TWO_CALLS), file("broken.nacre", BROKEN));
    run(new Request(request.units(), request.rules(), Threshold.NEVER, request.work(), Map.of(), Optional.empty()));
    assertThat(exists("out/com/acme/Net.java")).isTrue();
    assertThat(exists("out/com/acme/Broken.java")).isFalse();
  }

  @Test
  @DisplayName("a warning fails where warnings fail, and a severity of the request makes an error of it")
  void thresholds() throws IOException {
    Request lint = request(new Request.Lint(), file("net.nacre", TWO_CALLS));
    assertThat(run(new Request(lint.units(), lint.rules(), Threshold.WARNING, lint.work(), Map.of(),
        Optional.empty())).getLast()).isEqualTo(new Message.Done(false));
    Request.Rules strict =
        new Request.Rules(List.of(), List.of(), List.of("bias-before-batchnorm = error"), Optional.empty());
    List<Message> messages =
        run(new Request(lint.units(), strict, Threshold.ERROR, lint.work(), Map.of(), Optional.empty()));
    assertThat(messages.getLast()).isEqualTo(new Message.Done(false));
    assertThat(all(Finding.class, messages).getFirst().severity()).isEqualTo(Severity.ERROR);
    Request.Rules silent =
        new Request.Rules(List.of(), List.of("bias-before-batchnorm"), List.of(), Optional.empty());
    assertThat(all(Finding.class,
        run(new Request(lint.units(), silent, Threshold.ERROR, lint.work(), Map.of(), Optional.empty())))).isEmpty();
  }

  @Test
  @DisplayName("all files that a model depends on are named, those that are not there too")
  void inputs() throws IOException {
    file("lib.nacre", "nacre 1\nblock Head(x) {\n  x -> dense(2)\n}\n");
    Path net = file("net.nacre", """
        nacre 1
        use "lib.nacre"
        use std.residual
        model Net {
          input x: f32[N, 4]
          output y = x -> Head { labels = "labels.txt" }
          weights "gone.safetensors"
        }
        """);
    file("nacre.toml", "");
    List<Message> messages = run(request(classes(), net));
    assertThat(all(Message.Input.class, messages).stream().map(input -> Path.of(input.file()).getFileName().toString()))
        .containsExactlyInAnyOrder("nacre.toml", "net.nacre", "lib.nacre", "labels.txt", "gone.safetensors");
    assertThat(all(Finding.class, messages)).anyMatch(finding -> finding.rule().equals("weights-mismatch"));
  }

  @Test
  @DisplayName("two models of one class name are refused, also where the other one is not worked on")
  void taken() throws IOException {
    Path one = file("one.nacre", TWO_CALLS);
    Path two = file("two.nacre", TWO_CALLS.replace("model Net", "model NET"));
    List<Message> messages = run(request(classes(), one, two));
    assertThat(all(Finding.class, messages)).anyMatch(finding -> finding.rule().equals("equal-classes")
        && finding.text().contains("one.nacre") && finding.place().orElseThrow().line() == 7);
    assertThat(exists("out")).isFalse();
    Request alone = request(classes(), two);
    assertThat(run(alone.with(alone.units(), Map.of(folder.resolve("out/com/acme/Net.java").toString(), "other.nacre")))
        .getLast())
        .isEqualTo(new Message.Done(false));
  }

  @Test
  @DisplayName("a symbol that code needs a number for gets one, in the models that have it")
  void dims() throws IOException {
    Path open = file("open.nacre", TWO_CALLS.replace("8, 8]", "H, 8]").replace("model Net", "model Open"));
    List<Message> refused = run(request(classes(), open));
    assertThat(all(Finding.class, refused)).anyMatch(finding -> finding.rule().equals("unknown-extents")
        && finding.text().contains("in a build with `dims`"));
    Request.Classes sized = new Request.Classes(classes().roots(), Optional.empty(), Optional.empty(),
        List.of("H=16", "W=4"), "UTF-8");
    assertThat(run(request(sized, open, file("net.nacre", TWO_CALLS))).getLast()).isEqualTo(new Message.Done(true));
    assertThat(Files.readString(folder.resolve("out/com/acme/Open.java"))).contains("16, 8");
    Request.Classes wrong =
        new Request.Classes(classes().roots(), Optional.empty(), Optional.empty(), List.of("H=0"), "UTF-8");
    assertThat(run(request(wrong, open)).getLast()).isEqualTo(new Message.Done(false));
  }

  @Test
  @DisplayName("an encoding that lacks a character writes it as an escape, which Java reads the same")
  void encoding() throws IOException {
    Path net = file("netz-größe.nacre", TWO_CALLS);
    Request.Classes classes =
        new Request.Classes(classes().roots(), Optional.empty(), Optional.empty(), List.of(), "US-ASCII");
    run(request(classes, net));
    assertThat(Files.readString(folder.resolve("out/com/acme/Net.java"), StandardCharsets.US_ASCII))
        .contains("netz-gr\\u00f6\\u00dfe.nacre").doesNotContain("\ufffd");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      unknown rule   | 'rules\t1\tbias-before-batchnrm\t0\t0\t' | there is no rule `bias-before-batchnrm`
      severity       | 'rules\t0\t0\t1\tdouble-norm=loud\t' | found `loud`, required one of error, warning
      no severity    | 'rules\t0\t0\t1\tdouble-norm\t' | required RULE=LEVEL
      pipeline       | classes\t1\ts\tr\t0\tfold-it\t0\tUTF-8            | fold-it
      encoding       | classes\t1\ts\tr\t0\t\t0\tUTF-99                  | UTF-99
      picture        | pictures\tp\tgif\tsource                       | found `gif`, required svg, png or dot
      stage          | pictures\tp\tsvg\tmiddle                       | required source or optimised
      dims           | classes\t1\ts\tr\t0\t\t1\tH:224\tUTF-8 | found `H:224`, required NAME=SIZE
      report         | report\tr.xml\txml\t.                           | found `xml`, required one of json, sarif, github
      no encoder     | classes\t1\ts\tr\t0\t\t0\tISO-2022-CN             | ISO-2022-CN
      """)
  @DisplayName("a setting that cannot be is refused with what was found and required, before anything is written")
  void refused(String name, String line, String message) throws IOException {
    String net = file("net.nacre", TWO_CALLS).toString();
    String classes = "classes\t1\t" + folder.resolve("s") + "\t" + folder.resolve("r") + "\t0\t\t0\tUTF-8\n";
    String unit = "unit\t" + net + "\tp\n";
    String request = "nacre-request\t1\n"
        + (line.startsWith("unit") ? classes + line.replace("net.nacre", net) + "\n" : unit + line + "\n") + "end\n";
    List<Message> messages = run(request);
    assertThat(messages.getLast()).isInstanceOfSatisfying(Message.Refused.class,
        refused -> assertThat(refused.text()).contains(message));
    assertThat(code).isEqualTo(1);
    assertThat(exists("s")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"com.2nd,required names that Java allows", "java.util,Java loads no other classes"})
  @DisplayName("a package that cannot be is an error of the models in it, not of blocks alone")
  void packages(String packageName, String message) throws IOException {
    List<Request.Unit> units =
        List.of(new Request.Unit(file("net.nacre", TWO_CALLS).toString(), packageName),
            new Request.Unit(file("lib.nacre", "nacre 1\nblock Head(x) {\n  x -> dense(2)\n}\n").toString(),
                packageName));
    List<Message> messages = run(request(classes()).with(units, Map.of()));
    List<Finding> errors =
        all(Finding.class, messages).stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().text()).contains(message);
    assertThat(errors.getFirst().place().orElseThrow().line()).isEqualTo(7);
  }

  @Test
  @DisplayName("a folder that cannot be made is refused by name")
  void unwritable() throws IOException {
    file("out", "a file where a folder should be");
    List<Message> messages = run(request(classes(), file("net.nacre", TWO_CALLS)));
    assertThat(messages.getLast()).isInstanceOfSatisfying(Message.Refused.class,
        refused -> assertThat(refused.text()).contains("out"));
  }

  @Test
  @DisplayName("what is no request is refused")
  void noRequest() {
    assertThat(run("GET / HTTP/1.1\n").getLast()).isInstanceOf(Message.Refused.class);
    assertThat(code).isEqualTo(2);
  }

  @Test
  @DisplayName("pictures are drawn, in the folder of their package")
  void pictures() throws IOException {
    Request.Pictures pictures = new Request.Pictures(folder.resolve("pictures"), "dot", "optimised");
    List<Message> messages = run(request(pictures, file("net.nacre", TWO_CALLS), file("broken.nacre", BROKEN)));
    assertThat(messages.getLast()).isEqualTo(new Message.Done(false));
    messages = run(request(pictures, file("net.nacre", TWO_CALLS)));
    assertThat(all(Message.Output.class, messages)).hasSize(1);
    assertThat(Files.readString(folder.resolve("pictures/com/acme/Net.dot"))).contains("digraph");
    messages = run(request(pictures, file("net.nacre", TWO_CALLS), file("net2.nacre", TWO_CALLS)));
    assertThat(all(Finding.class, messages)).anyMatch(finding -> finding.text().contains("is also that of a model in"));
  }

  @ParameterizedTest
  @CsvSource({"sarif,2.1.0", "json,bias-before-batchnorm", "github,::warning file="})
  @DisplayName("a report holds what is found, also where it fails the build")
  void report(String format, String part) throws IOException {
    Request lint = request(new Request.Lint(), file("net.nacre", TWO_CALLS), file("broken.nacre", BROKEN));
    Path report = folder.resolve("reports/findings");
    List<Message> messages = run(new Request(lint.units(), lint.rules(), lint.failOn(), lint.work(), Map.of(),
        Optional.of(new Request.Report(report, format, folder))));
    assertThat(messages.getLast()).isEqualTo(new Message.Done(false));
    assertThat(Files.readString(report)).contains(part, "broken.nacre").doesNotContain(folder.toString());
  }

  @Test
  @DisplayName("a fault of Nacre's own is told with the request, the models and the texts that they use")
  void fault() throws IOException {
    file("head.nacre", "nacre 1\nblock Head(x) {\n  x -> dense(2)\n}\n");
    Path net = file("net.nacre", TWO_CALLS.replaceFirst("\n", "\nuse \"head.nacre\"\n").replace("dense(2)", "Head"));
    List<Message> said = new ArrayList<>();
    Voice voice = new Voice(new PrintStream(PrintStream.nullOutputStream())) {
      @Override
      void say(Message message) {
        if (message instanceof Finding) {
          throw new IllegalStateException("forced by a test");
        }
        said.add(message);
      }
    };
    String request = String.join("\n", RequestLines.of(request(new Request.Lint(), net)));
    assertThat(Main.run(new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)), voice)).isEqualTo(3);
    assertThat(said.getLast()).isInstanceOf(Message.Fault.class);
    Message.Fault fault = (Message.Fault) said.getLast();
    assertThat(fault.text()).contains("IllegalStateException: forced by a test");
    assertThat(fault.details()).contains("nacre-request", net.toString(), "ConvNorm", "SessionTest", "x -> dense(2)");
  }
}
