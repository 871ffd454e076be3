package nacre.source;

import java.util.ArrayList;
import java.util.List;

/** The differences of two texts, line by line, in the unified format that {@code patch} reads. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  /** Lines of both texts that belong together; {@code to} is exclusive. */
  private record Hunk(int from, int to, int otherFrom, int otherTo) {}

  private final List<String> before;
  private final List<String> after;
  private final StringBuilder out = new StringBuilder();

  private UnifiedDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** The difference, or an empty text where there is none. */
  public static String of(String name, String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    UnifiedDiff diff = new UnifiedDiff(lines(before), lines(after));
    String shown = Visible.text(name);
    diff.out.append("--- ").append(shown).append("\n+++ ").append(shown).append('\n');
    diff.hunks().forEach(diff::print);
    return diff.out.toString();
  }

  /** Lines with their ends; a last line without one keeps lacking it. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  /** Changes that are closer than their context are one hunk. */
  private List<Hunk> hunks() {
    List<Hunk> hunks = new ArrayList<>();
    for (LineDiff.Change c : LineDiff.of(before, after)) {
      Hunk last = hunks.isEmpty() ? new Hunk(0, Integer.MIN_VALUE / 2, 0, 0) : hunks.getLast();
      if (c.from() - last.to <= 2 * CONTEXT) {
        hunks.removeLast();
        hunks.add(new Hunk(last.from, c.to(), last.otherFrom, c.otherTo()));
      } else {
        hunks.add(new Hunk(c.from(), c.to(), c.otherFrom(), c.otherTo()));
      }
    }
    return hunks;
  }

  private void print(Hunk hunk) {
    int lead = Math.min(CONTEXT, hunk.from);
    int trail = Math.min(CONTEXT, before.size() - hunk.to);
    out.append("@@ -").append(range(hunk.from - lead, hunk.to + trail)).append(" +")
        .append(range(hunk.otherFrom - lead, hunk.otherTo + trail)).append(" @@\n");
    List<String> old = before.subList(hunk.from - lead, hunk.to + trail);
    List<String> fresh = after.subList(hunk.otherFrom - lead, hunk.otherTo + trail);
    int at = 0;
    for (LineDiff.Change c : LineDiff.of(old, fresh)) {
      print(' ', old.subList(at, c.from()));
      print('-', old.subList(c.from(), c.to()));
      print('+', fresh.subList(c.otherFrom(), c.otherTo()));
      at = c.to();
    }
    print(' ', old.subList(at, old.size()));
  }

  private static String range(int from, int to) {
    int start = to > from ? from + 1 : from;
    return to - from == 1 ? String.valueOf(start) : start + "," + (to - from);
  }

  private void print(char mark, List<String> lines) {
    for (String line : lines) {
      out.append(mark).append(line);
      if (!line.endsWith("\n")) {
        out.append("\n\\ No newline at end of file\n");
      }
    }
  }
}
