package nacre.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nacre.source.Diagnostic;
import nacre.source.Fix;
import nacre.source.Note;
import nacre.source.Source;
import nacre.source.Span;
import nacre.source.TextEdit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A service that shows findings in a checkout knows no modules: a path from the wrong folder is a finding in no file. */
class RebasedTest {
  private static final Path HERE = Path.of("").toAbsolutePath();

  private static Span span(String file) {
    return new Span(file, 2, 1, 2, 4);
  }

  @Test
  @DisplayName("every path of a report leads from the root: the file's, its spans', those of notes and of edits")
  void everyPath() {
    Diagnostic said =
        Diagnostic.error("rule", span("src/lib.nacre"), "bad").with(Note.at(span("src/net.nacre"), "here"))
            .with(Note.of("reason")).with(new Fix("mend", true, List.of(TextEdit.remove(span("src/lib.nacre")))));
    Reported report = new Reported("src/net.nacre", List.of(said),
        name -> Optional.of(Source.of(name, "nacre 1\n  line of " + name)));
    Reported rebased = new Rebased(HERE.getParent()).of(report);
    String module = HERE.getFileName() + "/";
    assertThat(rebased.file()).isEqualTo(module + "src/net.nacre");
    Diagnostic moved = rebased.diagnostics().getFirst();
    assertThat(moved.span()).contains(span(module + "src/lib.nacre"));
    assertThat(moved.notes().getFirst().span()).contains(span(module + "src/net.nacre"));
    assertThat(moved.notes().getLast()).isEqualTo(Note.of("reason"));
    assertThat(moved.fixes().getFirst().edits().getFirst().span()).isEqualTo(span(module + "src/lib.nacre"));
    assertThat(rebased.line(module + "src/lib.nacre", 2)).isEqualTo("line of src/lib.nacre");
  }

  @Test
  @DisplayName("what is not below the root keeps its name")
  void elsewhere() {
    Reported report = new Reported("src/net.nacre", List.of(), _ -> Optional.empty());
    assertThat(new Rebased(HERE.resolve("other")).of(report).file()).isEqualTo("src/net.nacre");
    assertThat(new Rebased(HERE).of(report).file()).isEqualTo("src/net.nacre");
  }
}
