package nacre.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What `--diff` shows must be exactly what would be written, in the form that `patch` takes. */
class UnifiedDiffTest {
  private static String lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }

  @Test
  void showsChangesWithThreeLinesAround() {
    String before = lines(1, 10);
    String after = before.replace("5\n", "five\nand more\n");
    assertThat(UnifiedDiff.of("a", before, after)).isEqualTo("""
        --- a
        +++ a
        @@ -2,7 +2,8 @@
         2
         3
         4
        -5
        +five
        +and more
         6
         7
         8
        """);
  }

  @Test
  void isEmptyForTheSameText() {
    assertThat(UnifiedDiff.of("a", "x\n", "x\n")).isEmpty();
  }

  @Test
  @DisplayName("changes far apart are two hunks, changes close together one")
  void splitsIntoHunks() {
    String before = lines(1, 40);
    assertThat(UnifiedDiff.of("a", before, before.replace("\n5\n", "\n").replace("\n30\n", "\n30\n30b\n")))
        .contains("@@ -2,7 +2,6 @@").contains("@@ -28,6 +27,7 @@");
    assertThat(UnifiedDiff.of("a", before, before.replace("\n5\n", "\n").replace("\n12\n", "\n")).split("@@ -"))
        .as("six lines between").hasSize(2);
  }

  @Test
  void tellsALastLineWithoutEnd() {
    assertThat(UnifiedDiff.of("a", "x", "x\n")).isEqualTo("""
        --- a
        +++ a
        @@ -1 +1 @@
        -x
        \\ No newline at end of file
        +x
        """);
    assertThat(UnifiedDiff.of("a", "", "x\n")).contains("@@ -0,0 +1 @@\n+x\n");
  }

  @Test
  @DisplayName("on random texts: what a diff keeps and adds is the new text, what it keeps and removes the old one")
  void keepsEveryLine() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      List<String> before = random(random, random.nextInt(12));
      List<String> after = random(random, random.nextInt(12));
      int at = 0;
      List<String> rebuilt = new ArrayList<>();
      for (LineDiff.Change c : LineDiff.of(before, after)) {
        rebuilt.addAll(before.subList(at, c.from()));
        assertThat(rebuilt).as("%s to %s", before, after).hasSize(c.otherFrom());
        rebuilt.addAll(after.subList(c.otherFrom(), c.otherTo()));
        at = c.to();
      }
      rebuilt.addAll(before.subList(at, before.size()));
      assertThat(rebuilt).isEqualTo(after);
    }
  }

  @Test
  @DisplayName("texts that share nothing are one change, without the square of their length in memory")
  void giveUpOnTextsThatShareNothing() {
    assertThat(UnifiedDiff.of("a", lines(0, 20_000), lines(20_000, 40_000)))
        .startsWith("--- a\n+++ a\n@@ -1,20000 +1,20000 @@\n-0\n");
  }

  private static List<String> random(Random random, int size) {
    return IntStream.range(0, size).mapToObj(i -> String.valueOf(random.nextInt(4))).toList();
  }
}
