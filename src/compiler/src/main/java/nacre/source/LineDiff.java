package nacre.source;

import java.util.ArrayList;
import java.util.List;

/**
 * The least changes from one list of lines to another: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations",
 * Algorithmica 1 (1986), the greedy one of section 4. Lists that differ in too many lines are one change as a whole.
 */
final class LineDiff {
  /** The most insertions and deletions that are looked for; memory grows with the square. */
  private static final int LIMIT = 2000;

  /** The lines {@code from} to {@code to - 1} become the others. */
  record Change(int from, int to, int otherFrom, int otherTo) {}

  private final List<String> a;
  private final List<String> b;

  private LineDiff(List<String> a, List<String> b) {
    this.a = a;
    this.b = b;
  }

  /** The changes in order; between two of them at least one line is the same. */
  static List<Change> of(List<String> before, List<String> after) {
    int head = 0;
    int shorter = Math.min(before.size(), after.size());
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    LineDiff inside =
        new LineDiff(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
    int shift = head;
    return inside.changes().stream().map(c -> new Change(c.from + shift, c.to + shift, c.otherFrom + shift,
        c.otherTo + shift)).toList();
  }

  private List<Change> changes() {
    if (a.isEmpty() && b.isEmpty()) {
      return List.of();
    }
    List<int[]> reached = new ArrayList<>();
    int limit = Math.min(LIMIT, a.size() + b.size());
    int[] furthest = new int[2 * limit + 3];
    for (int d = 0; d <= limit; d++) {
      if (advance(furthest, d, limit + 1)) {
        return trace(reached, d);
      }
      int[] row = new int[2 * d + 1];
      System.arraycopy(furthest, limit + 1 - d, row, 0, row.length);
      reached.add(row);
    }
    return List.of(new Change(0, a.size(), 0, b.size()));
  }

  /** One more edit on each diagonal {@code k}, kept at {@code middle + k}; whether that reaches the ends. */
  private boolean advance(int[] furthest, int d, int middle) {
    for (int k = -d; k <= d; k += 2) {
      boolean down = k == -d || k != d && furthest[middle + k - 1] < furthest[middle + k + 1];
      int x = down ? furthest[middle + k + 1] : furthest[middle + k - 1] + 1;
      int y = x - k;
      while (x < a.size() && y < b.size() && a.get(x).equals(b.get(y))) {
        x++;
        y++;
      }
      furthest[middle + k] = x;
      if (x >= a.size() && y >= b.size()) {
        return true;
      }
    }
    return false;
  }

  /** Goes back from the ends through the rows of {@link #advance}. */
  private List<Change> trace(List<int[]> reached, int edits) {
    List<Change> changes = new ArrayList<>();
    int x = a.size();
    int y = b.size();
    for (int d = edits; d > 0; d--) {
      int[] row = reached.get(d - 1);
      int middle = d - 1;
      int k = x - y;
      boolean down = k == -d || k != d && at(row, middle + k - 1) < at(row, middle + k + 1);
      int fromX = down ? at(row, middle + k + 1) : at(row, middle + k - 1);
      int fromY = fromX - (down ? k + 1 : k - 1);
      add(changes, new Change(fromX, down ? fromX : fromX + 1, fromY, down ? fromY + 1 : fromY));
      x = fromX;
      y = fromY;
    }
    return changes.reversed();
  }

  private static int at(int[] row, int index) {
    return index < 0 || index >= row.length ? -1 : row[index];
  }

  /** Adds a change before the last one; two that meet become one. */
  private static void add(List<Change> changes, Change c) {
    if (!changes.isEmpty() && changes.getLast().from == c.to && changes.getLast().otherFrom == c.otherTo) {
      Change next = changes.removeLast();
      changes.add(new Change(c.from, next.to, c.otherFrom, next.otherTo));
    } else {
      changes.add(c);
    }
  }
}
