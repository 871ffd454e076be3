package nacre.processor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic.Kind;
import nacre.front.Message.Finding;
import nacre.front.Message.Note;
import nacre.front.Message.Place;

/** Says what there is to say as diagnostics of this compilation. */
final class Voice {
  private final Messager messager;
  private final Set<String> said = new HashSet<>();

  Voice(Messager messager) {
    this.messager = messager;
  }

  void error(Wanted at, String text) {
    messager.printMessage(Kind.ERROR, text, at.element(), at.mirror());
  }

  void warning(String text) {
    messager.printMessage(Kind.WARNING, text);
  }

  void note(String text) {
    messager.printMessage(Kind.NOTE, text);
  }

  /** A finding, once although it may be said of several models. */
  void finding(Wanted at, Finding finding) {
    String text = text(finding);
    if (said.add(text)) {
      messager.printMessage(kind(finding), text, at.element(), at.mirror());
    }
  }

  private static Kind kind(Finding finding) {
    return switch (finding.severity()) {
      case ERROR -> Kind.ERROR;
      case WARNING -> Kind.WARNING;
      case INFO, STYLE -> Kind.NOTE;
    };
  }

  /** Its place in the model first: tools that know paths in messages lead there. */
  private static String text(Finding finding) {
    List<String> lines = new ArrayList<>();
    lines.add(place(finding.place()).orElse(finding.unit() + ": ") + finding.text() + " [" + finding.rule() + "]");
    for (Note note : finding.notes()) {
      lines.add("  note: " + place(note.place()).orElse("") + note.text());
    }
    finding.fixes().forEach(fix -> lines.add("  fix: " + fix));
    return String.join("\n", lines);
  }

  private static Optional<String> place(Optional<Place> place) {
    return place.map(at -> at.file() + ":" + at.line() + ":" + at.column() + ": ");
  }
}
