package nacre.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Lays a document out: a group stays on one line where it fits, and is broken where it does not. */
final class DocPrinter {
  private record Command(int indent, boolean flat, Doc doc) {}

  private final int width;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Command> rest = new ArrayDeque<>();
  private final StringBuilder suffix = new StringBuilder();
  private int lineStart;
  private int indent;

  private DocPrinter(int width) {
    this.width = width;
  }

  /** @param width the columns that a line should have at most */
  static String print(Doc doc, int width) {
    DocPrinter printer = new DocPrinter(width);
    printer.rest.push(new Command(0, false, doc));
    while (!printer.rest.isEmpty()) {
      printer.step(printer.rest.pop());
    }
    printer.endLine();
    return printer.out.toString();
  }

  private void step(Command command) {
    switch (command.doc) {
      case Doc.Text text -> write(text.text());
      case Doc.Either either -> write(command.flat ? either.flat() : either.broken());
      case Doc.Suffix comment -> suffix.append("  ").append(comment.text());
      case Doc.Line line when command.flat -> write(line.flat());
      case Doc.Line line -> newLines(1, command.indent);
      case Doc.Hard hard -> newLines(hard.count() == 0 && isFresh() ? 0 : Math.max(1, hard.count()), command.indent);
      case Doc.Nest nest -> rest.push(new Command(command.indent + nest.spaces(), command.flat, nest.inside()));
      case Doc.Concat concat -> push(command, concat.parts());
      case Doc.Group group -> {
        Command flat = new Command(command.indent, true, group.inside());
        boolean fits = !group.breaks() && fits(flat);
        rest.push(fits ? flat : new Command(command.indent, false, group.inside()));
      }
    }
  }

  private void push(Command command, List<Doc> parts) {
    for (Doc part : parts.reversed()) {
      rest.push(new Command(command.indent, command.flat, part));
    }
  }

  private void write(String text) {
    if (!text.isEmpty()) {
      if (isFresh()) {
        out.append(" ".repeat(indent));
      }
      out.append(text);
    }
  }

  private void newLines(int count, int indent) {
    if (count > 0) {
      endLine();
      out.append("\n".repeat(count));
      lineStart = out.length();
    }
    this.indent = indent;
  }

  private void endLine() {
    int end = out.length();
    while (end > lineStart && out.charAt(end - 1) == ' ') {
      end--;
    }
    out.setLength(end);
    out.append(suffix);
    suffix.setLength(0);
  }

  private boolean isFresh() {
    return out.length() == lineStart;
  }

  /** Whether what is left of the line holds {@code next}, and what follows it up to where the line may end. */
  private boolean fits(Command next) {
    int left = width - (isFresh() ? indent : out.length() - lineStart);
    Deque<Command> ahead = new ArrayDeque<>(List.of(next));
    Iterator<Command> after = rest.iterator();
    while (left >= 0) {
      if (ahead.isEmpty()) {
        if (!after.hasNext()) {
          return true;
        }
        ahead.push(after.next());
      }
      Command command = ahead.pop();
      switch (command.doc) {
        case Doc.Text text -> left -= text.text().length();
        case Doc.Either either -> left -= (command.flat ? either.flat() : either.broken()).length();
        case Doc.Suffix comment -> {
          // Comments may go beyond the width.
        }
        case Doc.Line line when command.flat -> left -= line.flat().length();
        case Doc.Line line -> {
          return true;
        }
        case Doc.Hard hard -> {
          return true;
        }
        case Doc.Nest nest -> ahead.push(new Command(0, command.flat, nest.inside()));
        case Doc.Group group -> ahead.push(new Command(0, command.flat && !group.breaks(), group.inside()));
        case Doc.Concat concat -> {
          for (Doc part : concat.parts().reversed()) {
            ahead.push(new Command(0, command.flat, part));
          }
        }
      }
    }
    return false;
  }
}
