package nacre.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pages of the reference as a terminal shows them best: paragraphs and tables filled to a width, code indented and as it
 * is, sections in capitals, links without their targets.
 */
final class Markdown {
  private static final int WIDTH = 80;
  private static final int NARROWEST = 10;
  private static final String INDENT = "    ";
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\([^)]+\\)");
  private static final Pattern EMPHASIS = Pattern.compile("(?<!\\\\)\\*([^*`]+)(?<!\\\\)\\*");
  private static final Pattern ESCAPE = Pattern.compile("\\\\([*<|])");
  private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

  private final String kind;
  private final List<String> lines = new ArrayList<>();
  private final List<String> open = new ArrayList<>();

  /** @param kind what is said behind the title */
  Markdown(String kind) {
    this.kind = kind;
  }

  /** The page as lines, none of them empty at its end. */
  List<String> lines(String page) {
    boolean code = false;
    for (String line : page.lines().toList()) {
      if (line.startsWith("```")) {
        close();
        code = !code;
      } else if (code) {
        lines.add(line.isEmpty() ? "" : INDENT + line);
      } else if (line.isBlank()) {
        close();
        lines.add("");
      } else {
        open.add(line);
      }
    }
    close();
    return List.copyOf(lines);
  }

  /** Ends the paragraph, heading or table at hand. */
  private void close() {
    if (open.isEmpty()) {
      return;
    }
    String first = open.getFirst();
    if (first.startsWith("# ")) {
      lines.add(inline(first.substring(2)) + kind);
    } else if (first.startsWith("## ")) {
      lines.add(inline(first.substring(3)).toUpperCase(Locale.ROOT));
    } else if (first.startsWith("| ")) {
      table(open.stream().filter(row -> !row.startsWith("| --- ")).map(Markdown::cells).toList());
    } else if (first.startsWith("- ")) {
      open.forEach(item -> hang("- ", inline(item.substring(2))));
    } else {
      lines.addAll(filled(inline(String.join(" ", open)), WIDTH));
    }
    open.clear();
  }

  private void hang(String mark, String words) {
    List<String> filled = filled(words, WIDTH - mark.length());
    IntStream.range(0, filled.size()).forEach(i -> lines.add((i == 0 ? mark : " ".repeat(mark.length()))
        + filled.get(i)));
  }

  private static List<String> cells(String row) {
    String inner = row.substring(1, row.length() - 1);
    return CELL_END.splitAsStream(inner).map(cell -> inline(cell.strip())).toList();
  }

  private static String inline(String words) {
    String plain = LINK.matcher(words).replaceAll("$1");
    return ESCAPE.matcher(EMPHASIS.matcher(plain).replaceAll("$1")).replaceAll("$1");
  }

  private void table(List<List<String>> rows) {
    int[] widths = IntStream.range(0, rows.getFirst().size())
        .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
    while (IntStream.of(widths).sum() + 2 * (widths.length - 1) > WIDTH && IntStream.of(widths).max().orElse(0)
        > NARROWEST) {
      int widest = IntStream.range(0, widths.length).reduce(0, (a, b) -> widths[b] > widths[a] ? b : a);
      widths[widest]--;
    }
    rows.forEach(row -> row(row, widths));
  }

  private void row(List<String> cells, int[] widths) {
    List<List<String>> filled =
        IntStream.range(0, cells.size()).mapToObj(i -> filled(cells.get(i), widths[i])).toList();
    int height = filled.stream().mapToInt(List::size).max().orElse(0);
    for (int at = 0; at < height; at++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String part = at < filled.get(column).size() ? filled.get(column).get(at) : "";
        line.append(column == 0 ? "" : "  ").append(part)
            .append(" ".repeat(Math.max(0, widths[column] - part.length())));
      }
      lines.add(line.toString().stripTrailing());
    }
  }

  /** Words in lines of a width; a longer word has a line of its own. */
  private static List<String> filled(String words, int width) {
    List<String> filled = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Stream.of(words.split(" ")).filter(word -> !word.isEmpty()).toList()) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        filled.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    filled.add(line.toString());
    return filled;
  }
}
