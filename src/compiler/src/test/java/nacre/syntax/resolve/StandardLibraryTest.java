package nacre.syntax.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.syntax.Syntax;
import nacre.syntax.SyntaxParser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The blocks that come with the language. */
class StandardLibraryTest {
  static final List<String> NAMES = StandardLibrary.NAMES;

  @ParameterizedTest
  @FieldSource("NAMES")
  @DisplayName("every library reads without a word, and says of each block what it is")
  void isReadableAndDocumented(String name) {
    Reporter reporter = new Reporter();
    Syntax.File file = SyntaxParser.parse(StandardLibrary.text(name).orElseThrow(), reporter);
    assertThat(reporter.diagnostics()).isEmpty();
    assertThat(file.blocks()).isNotEmpty().allMatch(block -> !block.docs().isEmpty());
  }

  @ParameterizedTest
  @DisplayName("a use of a block gives the shape that its paper gives")
  @CsvSource(delimiter = '|', textBlock = """
      residual  | [N, 64, 56, 56]   | Basic(64)                        | f32[N, 64, 56, 56]
      residual  | [N, 64, 56, 56]   | Basic(128, 2)                    | f32[N, 128, 28, 28]
      residual  | [N, 256, 56, 56]  | Bottleneck(128, 2)               | f32[N, 512, 28, 28]
      residual  | [N, 256, 56, 56]  | Bottleneck(128, groups=32)       | f32[N, 512, 56, 56]
      residual  | [N, 16, 32, 32]   | PreActivation(32, 2)             | f32[N, 32, 16, 16]
      mobile    | [N, 32, 112, 112] | DepthwiseSeparable(64)           | f32[N, 64, 112, 112]
      mobile    | [N, 24, 56, 56]   | InvertedResidual(32, 2)          | f32[N, 32, 28, 28]
      mobile    | [N, 40, 28, 28]   | InvertedResidual(40, 1, 3, 5, 4) | f32[N, 40, 28, 28]
      mobile    | [N, 16, 8, 8]     | SqueezeExcite                    | f32[N, 16, 8, 8]
      inception | [N, 192, 28, 28]  | Module(64, 96, 128, 16, 32, 32)  | f32[N, 256, 28, 28]
      inception | [N, 192, 35, 35]  | Wide(32)                         | f32[N, 256, 35, 35]
      inception | [N, 768, 17, 17]  | Factorised(128)                  | f32[N, 768, 17, 17]
      inception | [N, 288, 35, 35]  | Reduce(384, 64, 96)              | f32[N, 768, 17, 17]
      attention | [N, 10, 64]       | SelfAttention(8)                 | f32[N, 10, 64]
      attention | [N, 10, 64]       | FeedForward                      | f32[N, 10, 64]
      attention | [N, 10, 64]       | Encoder(8)                       | f32[N, 10, 64]
      attention | [N, T, 64]        | SelfAttention(8)                 | f32[N, T, 64]
      """)
  void shapes(String library, String input, String use, String output) {
    Reporter reporter = new Reporter();
    String text =
        "nacre 1\nuse std.%s\nmodel M {\n  input x: f32%s\n  output y = x -> %s\n}\n".formatted(library, input, use);
    Resolution resolution =
        Resolver.resolve(Source.of("m.nacre", text), new DiskFiles(), ResolveOptions.none(), reporter);
    assertThat(reporter.diagnostics()).isEmpty();
    var graph = resolution.models().getFirst().graph();
    assertThat(graph.producer(graph.outputs().getFirst().value()).type()).hasToString(output);
  }
}
