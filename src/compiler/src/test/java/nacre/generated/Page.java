package nacre.generated;

import java.util.List;
import java.util.stream.Collectors;

/** A page in Markdown, written from top to bottom. */
final class Page {
  private final StringBuilder text = new StringBuilder();

  Page(String title) {
    text.append("# ").append(title).append("\n\n");
  }

  /** A paragraph of its own; an empty one is left out. */
  Page paragraph(String words) {
    if (!words.isBlank()) {
      text.append(words.strip()).append("\n\n");
    }
    return this;
  }

  Page section(String title) {
    text.append("## ").append(title).append("\n\n");
    return this;
  }

  /** Text as it is. */
  Page code(String language, String code) {
    text.append("```").append(language).append('\n').append(code.strip()).append("\n```\n\n");
    return this;
  }

  /** A table; one without rows is left out. */
  Page table(List<String> heads, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      row(heads);
      row(heads.stream().map(_ -> "---").toList());
      rows.forEach(cells -> row(cells.stream().map(Page::plain).toList()));
      text.append('\n');
    }
    return this;
  }

  private void row(List<String> cells) {
    text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** A link to the page beside this one that is named for {@code name}. */
  static String link(String name) {
    return link(name, "");
  }

  /** A link to the page in another folder that is named for {@code name}. */
  static String link(String name, String folder) {
    return "[" + name + "](" + folder + name + ".md)";
  }

  /** Words in which nothing is taken for Markdown but code. */
  static String plain(String words) {
    String[] parts = words.split("`", -1);
    for (int i = 0; i < parts.length; i += 2) {
      parts[i] = parts[i].replace("*", "\\*").replace("<", "\\<");
    }
    return String.join("`", parts).replace("|", "\\|");
  }

  /** Words that stand alone, from words of a table: a capital at the start and a stop at the end. */
  static String sentence(String words) {
    String start = Character.toUpperCase(words.charAt(0)) + words.substring(1);
    return start.endsWith(".") ? start : start + ".";
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing() + "\n";
  }
}
