package nacre.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import nacre.source.DiagnosticPrinter;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.testing.Golden;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What people read when a text is wrong: every usual mistake, its place, and that the next statement is read. */
class SyntaxErrorsTest {
  @TestFactory
  @DisplayName("errors are located, complete and worded for people")
  Stream<DynamicTest> errors() {
    return Golden.cases("nacre/syntax/errors", golden -> {
      Source source = Source.of("text.nacre", golden.section("source"));
      Reporter reporter = new Reporter();
      SyntaxParser.parse(source, reporter);
      assertThat(reporter.hasErrors()).as("a text without errors shows nothing here").isTrue();
      String errors = DiagnosticPrinter.plain(source).print(reporter);
      assertThat(errors).as("the words of the parser generator")
          .doesNotContainPattern("'\\S+'.*expecting|<EOF>|viable|mismatched");
      return Map.of("errors", errors);
    });
  }
}
