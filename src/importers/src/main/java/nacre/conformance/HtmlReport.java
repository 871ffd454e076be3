package nacre.conformance;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nacre.source.Visible;

/**
 * A report as one page for a browser: well-formed, in its light or dark colours, without scripts or anything from elsewhere.
 * Verdicts are words, never colours alone.
 */
public final class HtmlReport {
  private static final String STYLE = """
      :root { color-scheme: light dark; --passed: #17692b; --failed: #b3161b; --other: #6b5300; --line: #8888; }
      @media (prefers-color-scheme: dark) { :root { --passed: #6fd08c; --failed: #ff8d8d; --other: #e5c365; } }
      body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
      table { border-collapse: collapse; margin: 0 0 2.5rem; }
      caption { text-align: left; font-size: 1.2rem; font-weight: 600; padding: .4rem 0; }
      th, td { border-bottom: 1px solid var(--line); padding: .2rem .7rem .2rem 0; text-align: left; vertical-align: top; }
      thead th { position: sticky; top: 0; background: Canvas; }
      td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
      tbody th { font-weight: normal; font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
      td { overflow-wrap: anywhere; }
      .passed { color: var(--passed); } .failed { color: var(--failed); font-weight: 600; }
      .unsupported, .rejected { color: var(--other); }
      """;

  private final StringBuilder page = new StringBuilder();
  private final Report report;

  private HtmlReport(Report report) {
    this.report = report;
  }

  /** The page, line by line. */
  public static List<String> of(Report report) {
    HtmlReport html = new HtmlReport(report);
    html.write();
    return html.page.toString().lines().toList();
  }

  private void write() {
    page.append("""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <title>Nacre conformance</title>
        <style>
        %s</style>
        </head>
        <body>
        <h1>Nacre conformance, mode <code>%s</code></h1>
        """.formatted(STYLE, report.mode()));
    totals();
    operators();
    lacks();
    cases();
    page.append("</body>\n</html>\n");
  }

  private void totals() {
    head(report.results().size() + " cases", words("verdict"), numbers("cases"));
    report.totals().forEach((word, count) -> page.append("<tr><th scope=\"row\" class=\"").append(word).append("\">")
        .append(word).append("</th><td class=\"n\">").append(count).append("</td></tr>\n"));
    foot();
  }

  private void operators() {
    head("By operator or layer; a case counts for each that its model uses", words("operator or layer"), numbers("passed"),
        numbers("failed"), numbers("unsupported"), numbers("rejected"));
    for (Report.Row row : report.rows()) {
      page.append(rowHead(row.operator()));
      for (int i = 0; i < Report.WORDS.size(); i++) {
        long count = row.counts().get(i);
        page.append("<td class=\"n").append(count == 0 ? "" : " " + Report.WORDS.get(i)).append("\">").append(count)
            .append("</td>");
      }
      page.append("</tr>\n");
    }
    foot();
  }

  private void lacks() {
    Map<Verdict.Lack, Long> lacks = report.lacks();
    if (lacks.isEmpty()) {
      return;
    }
    head("What is not supported", words("operator or layer"), numbers("cases"), words("why"));
    lacks.forEach((lack, count) -> page.append(rowHead(lack.operator())).append("<td class=\"n\">").append(count)
        .append("</td><td>").append(escaped(lack.reason())).append("</td></tr>\n"));
    foot();
  }

  private void cases() {
    head("Cases", words("case"), words("verdict"), numbers("worst error"), numbers("ULP"), numbers("ms"),
        words("what there is to say"));
    for (Result result : report.results()) {
      Verdict verdict = result.verdict();
      Optional<Deviation> worst = verdict.deviation();
      page.append(rowHead(result.tried().name())).append("<td class=\"").append(verdict.word()).append("\">")
          .append(verdict.word()).append("</td>")
          .append(number(worst.map(each -> String.format(Locale.ROOT, "%.2e", each.error()))))
          .append(number(worst.map(each -> Long.toString(each.ulps()))))
          .append(number(Optional.of(Long.toString(result.millis())))).append("<td>").append(escaped(remark(verdict)))
          .append("</td></tr>\n");
    }
    foot();
  }

  /** What the other columns do not say. */
  private static String remark(Verdict verdict) {
    return verdict instanceof Verdict.Passed passed
        ? passed.held().isEmpty() ? "" : "known when compiled: " + String.join(", ", passed.held())
        : verdict.said();
  }

  /** The head of a column, as text of the page. */
  private static String words(String name) {
    return "<th scope=\"col\">" + name + "</th>";
  }

  /** The head of a column of numbers. */
  private static String numbers(String name) {
    return "<th scope=\"col\" class=\"n\">" + name + "</th>";
  }

  /** A table up to its first row. */
  private void head(String caption, String... columns) {
    page.append("<table>\n<caption>").append(caption).append("</caption>\n<thead><tr>").append(String.join("", columns))
        .append("</tr></thead>\n<tbody>\n");
  }

  private void foot() {
    page.append("</tbody>\n</table>\n");
  }

  private static String rowHead(String name) {
    return "<tr><th scope=\"row\">" + escaped(name) + "</th>";
  }

  private static String number(Optional<String> number) {
    return "<td class=\"n\">" + number.orElse("") + "</td>";
  }

  /** Text of a model as text of the page. */
  private static String escaped(String text) {
    return Visible.text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
