package nacre.ir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

import nacre.ir.IrLexer.Token;
import nacre.source.Span;

/** Reads locations and the frames that they refer to. */
final class IrLocationReader {
  private final IrReader in;
  private final IrValueReader values;
  private final List<Frame> frames = new ArrayList<>();

  IrLocationReader(IrReader in, IrValueReader values) {
    this.in = in;
    this.values = values;
  }

  /** The rest of a line {@code frame #0 = ...}. */
  void frame() {
    in.expect("#");
    Token number = in.peek();
    if (in.integer("the number of a frame") != frames.size()) {
      throw in.error(number, "found " + number.shown() + ", required " + frames.size() + ", the next number");
    }
    in.expect("=");
    Span call = span();
    String segment = in.name("the frame's segment of a path");
    OptionalInt turn = in.accept("turn") ? OptionalInt.of(in.smallInteger("a turn")) : OptionalInt.empty();
    frames.add(new Frame(call, segment, turn, enclosing()));
  }

  /** What follows something, if it has a location. */
  Optional<Location> suffix() {
    return in.accept("@") ? Optional.of(location()) : Optional.empty();
  }

  private Location location() {
    if (in.accept("none")) {
      return Location.NONE;
    }
    if (in.accept("model")) {
      return new Location.Model(in.text("a file in quotes"), in.text("a layer in quotes"), in.smallInteger("an index"),
          in.accept("at") ? Optional.of(span()) : Optional.empty());
    }
    if (in.accept("fused")) {
      in.expect("[");
      return new Location.Fused(in.nested(() -> in.list("]", this::location)));
    }
    Span span = span();
    return new Location.Text(span, arguments(span.file()), enclosing());
  }

  private SequencedMap<String, Span> arguments(String file) {
    SequencedMap<String, Span> arguments = new LinkedHashMap<>();
    if (in.accept("{")) {
      in.list("}", () -> {
        String name = values.key();
        in.expect("=");
        arguments.put(name, in.at(IrLexer.Kind.TEXT) ? span() : range(file));
        return name;
      });
    }
    return arguments;
  }

  private Optional<Frame> enclosing() {
    if (!in.accept("in")) {
      return Optional.empty();
    }
    in.expect("#");
    Token number = in.peek();
    long index = in.integer("the number of a frame");
    if (index < 0 || index >= frames.size()) {
      throw in.error(number, "found frame " + index + ", required one of the " + frames.size() + " above");
    }
    return Optional.of(frames.get((int) index));
  }

  private Span span() {
    String file = in.text("a place in a text, for instance \"net.nacre\":4:7-4:30");
    in.expect(":");
    return range(file);
  }

  private Span range(String file) {
    Token first = in.peek();
    int line = in.smallInteger("a line");
    in.expect(":");
    int column = in.smallInteger("a column");
    in.expect("-");
    int endLine = in.smallInteger("a line");
    in.expect(":");
    int endColumn = in.smallInteger("a column");
    return in.checked(first, () -> new Span(file, line, column, endLine, endColumn));
  }
}
