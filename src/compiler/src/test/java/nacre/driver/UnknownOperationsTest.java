package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nacre.decompile.Decompiler;
import nacre.decompile.Unwritable;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.op.OpaqueOp;
import nacre.source.Diagnostic;
import nacre.source.Note;
import nacre.source.Severity;
import org.junit.jupiter.api.Test;

/** What is not known is told once, and what merely follows from it is not blamed. */
class UnknownOperationsTest {
  private static final String BEHIND = "unsupported=\"" + OpaqueOp.DOWNSTREAM + "\"";
  private static final Graph CASCADE = IrParser.parse("""
      graph Net {
        %0 x = input: f32[2]
        %1 r = relu(%0): f32[2]
        %2 mp = opaque(%1) domain="keras" name="Foo" version=1 attributes={unsupported="it is no layer"} regions=[]: \
      opaque @ model "m.json" "mp" 1
        %3 d = opaque(%2) domain="keras" name="Dense" version=1 attributes={BEHIND} regions=[]: opaque
        %4 e = opaque(%3, %2) domain="keras" name="Add" version=1 attributes={BEHIND} regions=[]: opaque
        %5 t = opaque(%1) domain="keras" name="Bar" version=1 attributes={} regions=[]: opaque @ model "n.txt" "t" 0 \
      at "n.txt":2:1-9:2
        output a = %4
        output b = %5
      }
      """.replace("BEHIND", BEHIND));

  private static String name(int i) {
    return "  %" + (i + 1) + " n" + i + " = opaque(%0) domain=\"d\" name=\"N" + i
        + "\" version=1 attributes={} regions=[]: opaque\n";
  }

  @Test
  void notice() {
    Diagnostic notice = UnknownOperations.in(CASCADE).orElseThrow();
    assertThat(notice.severity()).isEqualTo(Severity.INFO);
    assertThat(notice.id()).isEqualTo("model-file");
    assertThat(notice.message())
        .isEqualTo("2 of 5 operations are not known, so no rule looks at them, nor at 2 that read the results");
    assertThat(notice.notes()).extracting(Note::message)
        .containsExactly("`keras:Foo`: it is no layer (m.json: `mp`, number 1)", "`keras:Bar`");
    assertThat(notice.notes().getLast().span()).isPresent();
  }

  @Test
  void manyAndNone() {
    Graph many = IrParser.parse("graph Net {\n  %0 x = input: f32[2]\n"
        + IntStream.range(0, 7).mapToObj(UnknownOperationsTest::name).collect(Collectors.joining())
        + "  output y = %1\n}\n");
    assertThat(UnknownOperations.in(many).orElseThrow().notes()).extracting(Note::message).hasSize(6)
        .startsWith("`d:N0` (`n0`)").endsWith("2 more");
    Graph none = IrParser.parse("graph Net {\n  %0 x = input: f32[2]\n  %1 r = relu(%0): f32[2]\n  output y = %1\n}\n");
    assertThat(UnknownOperations.in(none)).isEmpty();
  }

  @Test
  void words() {
    List<Unwritable.Problem> problems =
        catchThrowableOfType(Unwritable.class, () -> Decompiler.of(CASCADE).text(List.of())).problems();
    assertThat(problems).extracting(Unwritable.Problem::message).containsExactly(
        "`mp` has no words in a text: Nacre does not know the operation `keras:Foo`: it is no layer; the same holds for "
            + "2 operations behind it",
        "`t` has no words in a text: Nacre does not know the operation `keras:Bar`");
  }
}
