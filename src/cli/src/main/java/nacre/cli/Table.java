package nacre.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import nacre.source.Visible;

/** Rows in columns of the width of their widest cell; numbers to the right. */
final class Table {
  private final List<String> heads;
  private final List<Boolean> right;
  private final List<List<String>> rows = new ArrayList<>();

  /** @param heads column heads; one that starts with {@code >} is of numbers */
  Table(String... heads) {
    this.heads = List.of(heads).stream().map(head -> head.replaceFirst("^>", "")).toList();
    this.right = List.of(heads).stream().map(head -> head.startsWith(">")).toList();
  }

  void row(String... cells) {
    rows.add(Stream.of(cells).map(Visible::text).toList());
  }

  void print(Console console) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < heads.size(); column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).reduce(heads.get(at).length(), Math::max));
    }
    console.line(line(heads, widths));
    console.line("-".repeat(widths.stream().mapToInt(width -> width + 2).sum() - 2));
    rows.forEach(row -> console.line(line(row, widths)));
  }

  private String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String pad = " ".repeat(widths.get(column) - cells.get(column).length());
      line.append(column == 0 ? "" : "  ")
          .append(right.get(column) ? pad + cells.get(column) : cells.get(column) + pad);
    }
    return line.toString().stripTrailing();
  }
}
