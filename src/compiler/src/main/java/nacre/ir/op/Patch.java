package nacre.ir.op;

import java.util.List;

import nacre.ir.Tensor;

/** What is around a place in one channel of one picture. */
record Patch(Grid grid, int plane, List<Tap> rows, List<Tap> columns) {
  private static final int ROWS = Grid.AXES - 2;
  private static final int COLUMNS = Grid.AXES - 1;

  /** A pixel on an axis, or -1 outside, and what it counts. */
  record Tap(int at, double weight) {}

  Patch {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
  }

  double mixed(Tensor x) {
    double sum = 0;
    for (Tap row : rows) {
      for (Tap column : columns) {
        int at = at(row, column);
        sum += row.weight * column.weight * (at < 0 ? 0 : x.real(at));
      }
    }
    return sum;
  }

  long picked(Tensor x) {
    int at = at(rows.getFirst(), columns.getFirst());
    return at < 0 ? 0 : x.integer(at);
  }

  private int at(Tap row, Tap column) {
    return row.at < 0 || column.at < 0 ? -1 : plane + row.at * grid.step(ROWS) + column.at * grid.step(COLUMNS);
  }
}
