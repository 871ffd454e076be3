package nacre.front;

import java.util.List;
import java.util.Optional;

/** What the worker says, a line each. */
public sealed interface Message {
  /** Of the protocol: raised whenever a line means something else than before. */
  int VERSION = 1;

  /** How bad a finding is, the worst first. */
  enum Severity {
    ERROR, WARNING, INFO, STYLE
  }

  /**
   * The first message.
   *
   * @param protocol {@link #VERSION} of the worker
   * @param version  of Nacre
   * @param java     that runs it
   */
  record Hello(int protocol, String version, String java) implements Message {}

  /**
   * A stretch of a text, from 1, up to and not including its end; columns count UTF-16 units.
   *
   * @param file as the request names it, or relative to the folder of the request
   */
  record Place(String file, int line, int column, int endLine, int endColumn) {}

  /** What belongs to a finding. */
  record Note(Optional<Place> place, String text) {}

  /**
   * Something wrong with a model, or to be said of it.
   *
   * @param unit  the file of the request that it is about
   * @param rule  its id
   * @param fixes what would mend it, a title each
   */
  record Finding(String unit, Severity severity, String rule, Optional<Place> place, String text, List<Note> notes,
      List<String> fixes) implements Message {
    public Finding {
      notes = List.copyOf(notes);
      fixes = List.copyOf(fixes);
    }
  }

  /** A file that what is said and written of a unit depends on, whether it is there or was looked for in vain. */
  record Input(String unit, String file) implements Message {}

  /** A file that belongs to a unit. It is there; {@code written} says that it was not there before, or was another. */
  record Output(String unit, String file, boolean written) implements Message {}

  /** For who wants to know what is done. */
  record Remark(String unit, String text) implements Message {}

  /** The request cannot be answered, for a reason that is no finding of a model: a setting, a disk. It is the last message. */
  record Refused(String text) implements Message {}

  /**
   * A fault in Nacre itself. It is the last message.
   *
   * @param text    what it is, one line
   * @param details all that is needed to see it again
   */
  record Fault(String text, String details) implements Message {}

  /** The last message: whether findings let everything be written that was asked for. */
  record Done(boolean fine) implements Message {}

  /** The line that says a message. */
  static String line(Message message) {
    if (message instanceof Hello hello) {
      return new FieldWriter("hello").number(hello.protocol).text(hello.version).text(hello.java).line();
    } else if (message instanceof Finding finding) {
      return FindingLines.line(finding);
    } else if (message instanceof Input input) {
      return new FieldWriter("input").text(input.unit).text(input.file).line();
    } else if (message instanceof Output output) {
      return new FieldWriter("output").text(output.unit).text(output.file).flag(output.written).line();
    } else if (message instanceof Remark remark) {
      return new FieldWriter("remark").text(remark.unit).text(remark.text).line();
    } else if (message instanceof Fault fault) {
      return new FieldWriter("fault").text(fault.text).text(fault.details).line();
    } else if (message instanceof Refused refused) {
      return new FieldWriter("refused").text(refused.text).line();
    } else {
      return new FieldWriter("done").flag(((Done) message).fine).line();
    }
  }

  /**
   * What a line says.
   *
   * @throws ProtocolException if it says nothing that this version knows
   */
  static Message read(String line) {
    FieldReader reader = new FieldReader(line);
    return switch (reader.text()) {
      case "hello" -> new Hello(reader.number(), reader.text(), reader.text());
      case FindingLines.KIND -> FindingLines.read(reader);
      case "input" -> new Input(reader.text(), reader.text());
      case "output" -> new Output(reader.text(), reader.text(), reader.flag());
      case "remark" -> new Remark(reader.text(), reader.text());
      case "refused" -> new Refused(reader.text());
      case "fault" -> new Fault(reader.text(), reader.text());
      case "done" -> new Done(reader.flag());
      default -> throw new ProtocolException("found the line `" + line + "`, which says nothing that is known");
    };
  }
}
