package nacre.front;

import java.util.Optional;
import nacre.front.Message.Finding;
import nacre.front.Message.Note;
import nacre.front.Message.Place;
import nacre.front.Message.Severity;

/** Findings as lines, between the processes and in what is remembered. */
final class FindingLines {
  static final String KIND = "finding";

  private FindingLines() {}

  static String line(Finding finding) {
    FieldWriter line = new FieldWriter(KIND).text(finding.unit()).text(finding.severity().name()).text(finding.rule());
    place(line, finding.place());
    line.text(finding.text());
    line.list(finding.notes(), note -> {
      place(line, note.place());
      line.text(note.text());
    });
    return line.texts(finding.fixes()).line();
  }

  private static void place(FieldWriter line, Optional<Place> place) {
    line.list(place.stream().toList(), at -> line.text(at.file()).number(at.line()).number(at.column())
        .number(at.endLine()).number(at.endColumn()));
  }

  /** After its kind. */
  static Finding read(FieldReader reader) {
    return new Finding(reader.text(), reader.word(Severity.class), reader.text(), place(reader), reader.text(),
        reader.list(() -> new Note(place(reader), reader.text())), reader.list(reader::text));
  }

  private static Optional<Place> place(FieldReader reader) {
    return reader.list(() -> new Place(reader.text(), reader.number(), reader.number(), reader.number(),
        reader.number())).stream().findFirst();
  }
}
