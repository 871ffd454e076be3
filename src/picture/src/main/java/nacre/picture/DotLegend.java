package nacre.picture;

import java.util.Set;
import java.util.TreeSet;

import nacre.source.Severity;

/** The head of a picture: its title, what the colours in it mean, and a hint. */
final class DotLegend {
  private DotLegend() {}

  /** An HTML-like label. */
  static String of(Picture picture) {
    Set<Picture.Look> looks = new TreeSet<>();
    Set<Severity> alarms = new TreeSet<>();
    for (Picture.Box box : picture.boxes()) {
      looks.add(box.look());
      box.alarm().ifPresent(alarms::add);
    }
    StringBuilder cells = new StringBuilder();
    looks.forEach(look -> cells.append("<td bgcolor=\"").append(Colours.fill(look)).append("\"><font color=\"")
        .append(Colours.text(look)).append("\" point-size=\"11\">").append(look.meaning()).append("</font></td>"));
    alarms.forEach(severity -> cells.append("<td border=\"3\" color=\"").append(Colours.of(severity))
        .append("\"><font point-size=\"11\">finding: ").append(severity.word()).append("</font></td>"));
    String hint = picture.hint().map(text -> row("<font point-size=\"11\">" + DotEscapes.html(text) + "</font>"))
        .orElse("");
    return "<<table border=\"0\" cellspacing=\"6\">" + row("<b>" + DotEscapes.html(picture.title()) + "</b>")
        + "<tr><td><table border=\"0\" cellborder=\"1\" cellspacing=\"4\" cellpadding=\"4\" color=\"#52606d\"><tr>"
        + cells
        + "</tr></table></td></tr>" + hint + "</table>>";
  }

  private static String row(String text) {
    return "<tr><td>" + text + "</td></tr>";
  }
}
