package nacre.front;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nacre.front.Request.Classes;
import nacre.front.Request.Lint;
import nacre.front.Request.Pictures;
import nacre.front.Request.Report;
import nacre.front.Request.Roots;
import nacre.front.Request.Rules;
import nacre.front.Request.Threshold;
import nacre.front.Request.Unit;
import nacre.front.Request.Work;

/** Requests as lines, the first of which is the same in every version. */
public final class RequestLines {
  private static final String FIRST = "nacre-request";

  private RequestLines() {}

  public static List<String> of(Request request) {
    List<String> lines = new ArrayList<>();
    lines.add(new FieldWriter(FIRST).number(Message.VERSION).line());
    Rules rules = request.rules();
    lines.add(new FieldWriter("rules").texts(rules.select()).texts(rules.ignore()).texts(rules.severity())
        .optional(rules.settings()).line());
    lines.add(new FieldWriter("fail-on").text(request.failOn().name()).line());
    lines.add(line(request.work()));
    request.report().ifPresent(report -> lines
        .add(new FieldWriter("report").text(report.file().toString()).text(report.format())
            .text(report.root().toString()).line()));
    request.taken().forEach((file, unit) -> lines.add(new FieldWriter("taken").text(file).text(unit).line()));
    request.units()
        .forEach(unit -> lines.add(new FieldWriter("unit").text(unit.file()).text(unit.packageName()).line()));
    lines.add("end");
    return List.copyOf(lines);
  }

  private static String line(Work work) {
    if (work instanceof Classes classes) {
      FieldWriter line = new FieldWriter("classes");
      roots(line, Optional.of(classes.roots()));
      roots(line, classes.tests());
      return line.optional(classes.pipeline()).texts(classes.dims()).text(classes.encoding()).line();
    } else if (work instanceof Pictures pictures) {
      return new FieldWriter("pictures").text(pictures.folder().toString()).text(pictures.format())
          .text(pictures.stage()).line();
    }
    return "lint";
  }

  private static void roots(FieldWriter line, Optional<Roots> roots) {
    line.list(roots.stream().toList(),
        both -> line.text(both.sources().toString()).text(both.resources().toString()));
  }

  /**
   * The request that lines say, up to its {@code end}.
   *
   * @throws ProtocolException if they were not written by this version
   */
  public static Request read(Iterable<String> lines) {
    List<Unit> units = new ArrayList<>();
    Map<String, String> taken = new TreeMap<>();
    Rules rules = Rules.standard();
    Threshold failOn = Threshold.ERROR;
    Work work = new Lint();
    Optional<Report> report = Optional.empty();
    boolean first = true;
    for (String line : lines) {
      FieldReader reader = new FieldReader(line);
      String kind = reader.text();
      if (first) {
        requireVersion(kind, reader);
        first = false;
        continue;
      }
      switch (kind) {
        case "rules" -> rules = new Rules(reader.list(reader::text), reader.list(reader::text),
            reader.list(reader::text), reader.optional().map(Path::of));
        case "fail-on" -> failOn = reader.word(Threshold.class);
        case "lint" -> work = new Lint();
        case "classes" -> work = classes(reader);
        case "pictures" -> work = new Pictures(Path.of(reader.text()), reader.text(), reader.text());
        case "report" -> report =
            Optional.of(new Report(Path.of(reader.text()), reader.text(), Path.of(reader.text())));
        case "taken" -> taken.put(reader.text(), reader.text());
        case "unit" -> units.add(new Unit(reader.text(), reader.text()));
        case "end" -> {
          return new Request(units, rules, failOn, work, taken, report);
        }
        default -> throw new ProtocolException("found the line `" + line + "`, which asks for nothing that is known");
      }
    }
    throw new ProtocolException("the request ends early");
  }

  private static Classes classes(FieldReader reader) {
    return new Classes(roots(reader).orElseThrow(() -> new ProtocolException("classes without folders")),
        roots(reader), reader.optional(), reader.list(reader::text), reader.text());
  }

  private static Optional<Roots> roots(FieldReader reader) {
    return reader.list(() -> new Roots(Path.of(reader.text()), Path.of(reader.text()))).stream().findFirst();
  }

  private static void requireVersion(String kind, FieldReader reader) {
    if (!kind.equals(FIRST)) {
      throw new ProtocolException("found the line `" + kind + "`, required a request");
    }
    int version = reader.number();
    if (version != Message.VERSION) {
      throw new ProtocolException("the front speaks version " + version + " of the protocol, the worker version "
          + Message.VERSION + "; use one version of Nacre for both");
    }
  }
}
