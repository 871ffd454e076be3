package nacre.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A fix that is half made, or made over another one, destroys somebody's text. */
class EditsTest {
  private static final Source SOURCE = Source.of("a", "0123456789");

  private static TextEdit edit(int from, int to, String text) {
    return new TextEdit(SOURCE.span(from, to), text);
  }

  private static Fix fix(TextEdit... edits) {
    return new Fix("fix", true, List.of(edits));
  }

  private static String all(TextEdit... edits) {
    return Edits.applyAll(SOURCE, List.of(edits));
  }

  @Test
  void makesEditsInAnyOrder() {
    assertThat(all(edit(8, 9, ""), edit(0, 1, "zero"), edit(5, 5, "!"))).isEqualTo("zero1234!5679");
    assertThat(all(edit(10, 10, "end"), edit(0, 0, "start"))).isEqualTo("start0123456789end");
    assertThat(all()).isEqualTo("0123456789");
  }

  @Test
  @DisplayName("insertions at one place keep their order, and come before what is replaced there")
  void keepsTheOrderOfInsertions() {
    assertThat(all(edit(3, 4, "three"), edit(3, 3, "a"), edit(3, 3, "b"))).isEqualTo("012abthree456789");
    assertThat(all(edit(3, 4, "three"), edit(4, 4, "c"))).isEqualTo("012threec456789");
  }

  @Test
  void refusesOverlaps() {
    Stream.of(List.of(edit(2, 5, ""), edit(4, 6, "")), List.of(edit(2, 5, ""), edit(3, 3, "x")),
        List.of(edit(2, 5, "a"), edit(2, 5, "b")), List.of(edit(3, 3, "x"), edit(2, 5, "")))
        .forEach(edits -> assertThatThrownBy(() -> Edits.applyAll(SOURCE, edits)).hasMessageContaining("overlap"));
  }

  @Test
  @DisplayName("a fix is made as a whole or not at all; the first one wins")
  void skipsFixesThatOverlap() {
    Fix first = fix(edit(2, 4, "AB"));
    Fix clash = fix(edit(0, 1, "never"), edit(3, 5, "never"));
    Fix later = fix(edit(4, 5, "C"));
    Edits.Fixed fixed = Edits.apply(SOURCE, List.of(first, clash, later));
    assertThat(fixed.text()).isEqualTo("01ABC56789");
    assertThat(fixed.applied()).containsExactly(first, later);
    assertThat(fixed.skipped()).containsExactly(clash);
  }

  @Test
  @DisplayName("what one fix inserts behind a call does not end up behind the call that another one puts there")
  void skipsInsertionsNextToReplacements() {
    Fix swap = fix(edit(2, 4, "78"), edit(7, 9, "23"));
    for (int at : new int[] {2, 4, 7, 9}) {
      Fix name = fix(edit(at, at, " as name"));
      assertThat(Edits.apply(SOURCE, List.of(swap, name)).skipped()).as("after, at %d", at).containsExactly(name);
      assertThat(Edits.apply(SOURCE, List.of(name, swap)).skipped()).as("before, at %d", at).containsExactly(swap);
    }
    assertThat(Edits.apply(SOURCE, List.of(fix(edit(5, 5, "a")), swap, fix(edit(5, 5, "b")))).text())
        .isEqualTo("01784ab56239");
  }

  @Test
  @DisplayName("two findings with the same remedy are both resolved by making it once")
  void makesTheSameEditOnce() {
    Edits.Fixed fixed = Edits.apply(SOURCE, List.of(fix(edit(2, 4, "")), fix(edit(2, 4, ""), edit(6, 7, "six"))));
    assertThat(fixed.text()).isEqualTo("0145six789");
    assertThat(fixed.applied()).hasSize(2);
  }

  @Test
  void leavesOtherFilesAlone() {
    Fix other = fix(new TextEdit(Span.point("b", 1, 1), "x"));
    assertThat(Edits.apply(SOURCE, List.of(other)).skipped()).containsExactly(other);
  }
}
