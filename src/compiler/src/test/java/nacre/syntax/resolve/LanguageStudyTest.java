package nacre.syntax.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nacre.ir.op.Ops;
import nacre.source.Diagnostic;
import nacre.source.Reporter;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.source.SourceReader;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The programs of the language study beside the checkout: whoever wrote them knew the language and not this resolver. Those
 * to be accepted have no error but for ops that do not exist yet and for files that are not there; those to be refused are.
 */
class LanguageStudyTest {
  private static final Pattern OP = Pattern.compile("no op or block `([a-z0-9_]+)`.*");

  /** What the programs use of other files, which the study does not hold. */
  private static final String BLOCKS = """
      nacre 1
      block Embed(x, width: int = 8) { x -> flatten -> dense(width) }
      block ConvBnRelu(x, filters: int, kernel: int = 3, stride: int = 1) {
        x -> conv2d(filters, kernel, stride=stride, padding=kernel // 2, bias=false) -> batch_norm -> relu
      }
      """;

  @TestFactory
  Stream<DynamicTest> accepted() {
    return programs("ok").map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
      List<Diagnostic> errors = errors(file);
      assertThat(errors).allMatch(error -> missingOp(error).isPresent());
    }));
  }

  @TestFactory
  Stream<DynamicTest> refused() {
    return programs("bad").map(file -> DynamicTest.dynamicTest(file.getFileName().toString(),
        () -> assertThat(errors(file)).isNotEmpty().allMatch(error -> error.span().isPresent())));
  }

  /** The op that is not there, if that is what an error says. */
  private static Optional<String> missingOp(Diagnostic error) {
    Matcher matcher = OP.matcher(error.message());
    return matcher.matches() && Ops.named(matcher.group(1)).isEmpty() ? Optional.of(matcher.group(1))
        : Optional.empty();
  }

  private static List<Diagnostic> errors(Path file) {
    Reporter reporter = new Reporter();
    Source source = SourceReader.read(file, reporter).orElseThrow();
    TextFiles files = new TextFiles() {
      @Override
      public String resolve(String from, String path) {
        return path;
      }

      @Override
      public Optional<Source> read(String name, Reporter ignored) {
        return name.endsWith(".nacre") ? Optional.of(Source.of(name, BLOCKS)) : Optional.empty();
      }
    };
    Resolver.resolve(source, files, ResolveOptions.none(), reporter);
    return reporter.diagnostics().stream().filter(d -> d.severity() == Severity.ERROR).toList();
  }

  private static Stream<Path> programs(String folder) {
    Path study = Path.of(System.getProperty("nacre.shared", shared())).resolve("language-study").resolve(folder);
    if (!Files.isDirectory(study)) {
      abort("no language study at " + study + "; it lies beside the checkout, or where -Dnacre.shared says");
    }
    try (Stream<Path> files = Files.list(study)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder beside the checkout that this module is in. */
  private static String shared() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../../../shared").normalize()
        .toString();
  }
}
