package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is wrong, by mistake or on purpose, gets an error at its place, and nothing is written. */
class HostileInputTest {
  private static final String NET = """
      nacre 1

      model Net {
        input x: f32[N, 3]
        output y = x -> dense(2)
        weights "net.safetensors"
      }
      """;

  @TempDir
  Path folder;
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void start() {
    shell = new Shell(folder);
  }

  private static String model(String expression) {
    return "nacre 1\n\nmodel A {\n  input x: f32[N, 4]\n  output y = " + expression + "\n}\n";
  }

  @Test
  @DisplayName("a broken text gets every error, each with its line and a caret, from every command")
  void brokenText() {
    shell.file("a.nacre",
        "nacre 1\n\nmodel A {\n  input x: f32[N, 4]\n  h = x -> dens(3)\n  output y = h -> rellu\n}\n");
    for (String command : List.of("lint", "summary", "run", "verify", "bench")) {
      assertThat(shell.refuses(command, "./a.nacre").out()).contains("a.nacre:5:12: error", "did you mean `dense`?",
          "a.nacre:6:19: error", "did you mean `relu`?", "^~~~");
    }
    shell.refuses("compile", "./a.nacre", "-o", "./out");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  @DisplayName("no file, a folder, other encodings and binary files are no texts")
  void noText() throws IOException {
    assertThat(shell.refuses("run", "./none.nacre").all()).contains("none.nacre");
    assertThat(shell.refuses("run", "./").all()).contains("is a folder");
    Files.write(folder.resolve("latin.nacre"), "nacre 1\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(shell.refuses("lint", "./latin.nacre").all()).contains("latin.nacre:2:6", "UTF-8");
    assertThat(shell.refuses("lint", "--fix", "./latin.nacre").all()).contains("latin.nacre:2:6", "UTF-8");
    Files.write(folder.resolve("zero.nacre"), new byte[5000]);
    assertThat(shell.refuses("summary", "./zero.nacre").all()).contains("not a text");
    shell.file("empty.nacre", "");
    shell.refuses("summary", "./empty.nacre");
    shell.file("blocks.nacre", "nacre 1\n\nblock B(x) {\n  x -> relu\n}\n");
    assertThat(shell.refuses("run", "./blocks.nacre").all()).contains("found no model");
  }

  @Test
  @DisplayName("a repeat of 10^9 and 10,000 parentheses are errors, not a full memory or a deep stack")
  void bounds() {
    shell.file("repeat.nacre", "nacre 1\n\nmodel A {\n  input x: f32[N, 4]\n  h = x\n"
        + "  repeat 1000000000 as turn { h = h -> dense(4) }\n  output y = h\n}\n");
    assertThat(shell.refuses("summary", "./repeat.nacre").all()).contains("repeat.nacre:6:10", "1,000,000,000");
    shell.file("deep.nacre", model("(".repeat(10_000) + "x" + ")".repeat(10_000)));
    assertThat(shell.refuses("lint", "./deep.nacre").all()).contains("deep.nacre:5:", "nest deeper than");
    assertThat(shell.refuses("lint", "./deep.nacre").all().length()).isLessThan(5_000);
    shell.file("list.nacre", model("[".repeat(10_000) + "x" + "]".repeat(10_000)));
    shell.refuses("lint", "./list.nacre");
    shell.file("open.nacre", model("(".repeat(10_000)));
    shell.refuses("fmt", "./open.nacre");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x -> dense(3000000000)", "x -> dense(1000000000)", "x -> dense(99999999999999999999)",
    "x -> dense(0)", "x -> dense(-3)", "x -> reshape(shape=[N, 1000000000000])"})
  @DisplayName("sizes that nothing can have are errors of the text, in every command that would need the memory")
  void sizes(String expression) {
    shell.file("big.nacre", model(expression));
    assertThat(shell.refuses("run", "./big.nacre", "--random", "1").all()).contains("big.nacre:5:");
    shell.refuses("compile", "./big.nacre", "-o", "./out");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"f32[N, 1000000000000]", "f32[N, 100000, 100000]", "f32[N, 3000000000]"})
  @DisplayName("inputs that are larger than any array are refused before they are drawn")
  void hugeInputs(String type) {
    shell.file("big.nacre", "nacre 1\n\nmodel A {\n  input x: " + type + "\n  output y = x -> relu\n}\n");
    shell.refuses("run", "./big.nacre", "--random", "1");
    shell.refuses("verify", "./big.nacre");
    shell.refuses("compile", "./big.nacre", "-o", "./out");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  @DisplayName("numbers that nothing can count are refused with their layer")
  void uncountable() {
    shell.file("big.nacre", "nacre 1\n\nmodel A {\n  input x: f32[N, 3000000, 3000000]\n"
        + "  output y = x -> dense(2000000000)\n}\n");
    assertThat(shell.refuses("summary", "./big.nacre").all()).contains("big.nacre:5:19: `dense`", "beyond 2^63");
  }

  private void weights(String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(folder.resolve("net.safetensors"), bytes.putLong(json.length).put(json).put(data).array());
  }

  private static String entry(String name, String dtype, String shape, int from, int to) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}".formatted(name, dtype, shape, from, to);
  }

  @Test
  @DisplayName("weights of another shape or type, missing, unused and not finite ones are one list at the statement")
  void unfitWeights() throws IOException {
    shell.file("net.nacre", NET);
    ByteBuffer data = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(24, Float.NaN);
    weights("{" + entry("dense.weight", "F32", "[3,2]", 0, 24) + "," + entry("dense.bias", "F32", "[2]", 24, 32) + ","
        + entry("ex\\u001b[31mtra", "F32", "[1]", 32, 36) + "}", data.array());
    Shell.Said said = shell.refuses("run", "./net.nacre", "--random", "1");
    assertThat(said.out()).contains("net.nacre:6:11: error [weights-mismatch]",
        "`dense.weight`: found F32[3, 2], required f32[2, 3]",
        "`dense.bias`: element 0 is NaN", "unused: ex\\u001b[31mtra");
    weights("{" + entry("dense.weight", "I64", "[2,3]", 0, 48) + "}", new byte[48]);
    assertThat(shell.refuses("compile", "./net.nacre", "-o", "./out").out()).contains("I64", "missing: dense.bias",
        "1 parameter missing, 1 parameter with other contents than required").doesNotContain("0 ");
    weights("{" + entry("dense.weight", "F32", "[2,3]", 0, 24) + "," + entry("dense.bias", "F32", "[2]", 24, 32) + "}",
        ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN).putFloat(24, Float.NaN).array());
    assertThat(shell.refuses("run", "./net.nacre", "--random", "1").out())
        .contains("does not fit the model: `dense.bias`: element 0 is NaN, required a finite number");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{}x", "[]", "{\"a\":1}", "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,400000000000]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
        "{\"a\":{\"dtype\":\"X\",\"shape\":[1],\"data_offsets\":[0,4]}}"})
  @DisplayName("weight files whose header lies are refused")
  void hostileWeights(String header) throws IOException {
    shell.file("net.nacre", NET);
    weights(header, new byte[4]);
    assertThat(shell.refuses("run", "./net.nacre", "--random", "1").out()).contains("net.nacre:6:11: error",
        "net.safetensors");
  }

  @Test
  @DisplayName("a weight file is refused wherever it is cut")
  void truncatedWeights() throws IOException {
    shell.file("net.nacre", NET);
    weights("{" + entry("dense.weight", "F32", "[2,3]", 0, 24) + "," + entry("dense.bias", "F32", "[2]", 24, 32) + "}",
        new byte[32]);
    byte[] whole = Files.readAllBytes(folder.resolve("net.safetensors"));
    for (int length = 0; length < whole.length; length += 11) {
      Files.write(folder.resolve("net.safetensors"), Arrays.copyOf(whole, length));
      shell.refuses("run", "./net.nacre", "--random", "1");
    }
    Files.write(folder.resolve("net.safetensors"), whole);
    shell.run("run", "./net.nacre", "--random", "1").exits(0);
  }

  @Test
  @DisplayName("no names of layers, outputs and labels leave their place in emitted Java or on the terminal")
  void names() throws IOException {
    Map<String, String> texts = Map.of("keywords", """
        nacre 1

        model class {
          input int: f32[N, 3]
          output static = int -> dense(3) as "*/ \\\\u002a/ } \\" + evil() + \\"" -> softmax {
            labels = ["\u001b[31mred", "*/", "\\\\u0022"]
          }
        }
        """, "members", """
        nacre 1

        model Object {
          input run: f32[N, 3]
          input Memory: f32[N, 3]
          output load = (run + Memory) -> dense(3) as "\\\\u002a\\\\u002f int x; /*" -> relu as "two\\nlines" -> dense(4) as "\u202eevil"
          output predict = run -> dense(2) as "main"
        }
        """);
    for (var text : texts.entrySet()) {
      String file = "./" + text.getKey() + ".nacre";
      shell.file(text.getKey() + ".nacre", text.getValue());
      for (List<String> command : List.of(List.of("run", file, "--random", "1"), List.of("summary", file),
          List.of("lint", file),
          List.of("verify", file), List.of("compile", file, "-o", "./out", "--remarks"),
          List.of("run", file, "--random", "1", "--print-ir", "after=change"))) {
        String said = shell.run(command.toArray(String[]::new)).exits(0).all();
        assertThat(said).doesNotContain("\u001b", "\u202e");
        assertThat(said.lines()).noneMatch(line -> line.startsWith("lines"));
      }
    }
    assertThat(shell.run("run", "./keywords.nacre", "--random", "1").out()).contains("\\u001b[31mred");
    try (Stream<Path> emitted = Files.list(folder.resolve("out"))) {
      for (Path java : emitted.filter(path -> path.toString().endsWith(".java")).toList()) {
        assertThat(Files.readString(java)).doesNotContain("\u001b", "\u202e");
      }
    }
  }
}
