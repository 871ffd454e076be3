package nacre.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reports in full, of results made by hand: what programs and pages rely on changes on purpose only. */
class ReportTest {
  private static final Report REPORT = new Report(Mode.FOLDED,
      List.of(result("add", new Verdict.Passed(new Deviation(2.5e-7, 2), List.of()), 12, "Add"),
          result("reshape", new Verdict.Passed(Deviation.NONE, List.of("to")), 3, "Add", "Reshape"),
          result("wrong", new Verdict.Failed("output `y`: 1 of 2 elements differ",
              Optional.of(new Deviation(0.5, 4194304))), 7, "Add"),
          result("slow", new Verdict.Failed("it took longer than 60 seconds"), 60000),
          result("det", new Verdict.Unsupported("Det", "the operator is not known"), 1, "Det"),
          result("<b>&\"'\u001b]]>", new Verdict.Rejected("node 0 `<script>alert(1)</script>`: & more"), 0, "x<y")));

  private static Result result(String name, Verdict verdict, long millis, String... operators) {
    return new Result(new Case(name, _ -> verdict), verdict, Set.of(operators), millis);
  }

  private static Path golden(String name) {
    Path base = Path.of(System.getProperty("basedir", ""));
    return Stream.of(base, base.resolve("src/importers"))
        .map(at -> at.resolve("src/test/resources/nacre/conformance")).filter(Files::isDirectory).findFirst()
        .orElseThrow().resolve(name);
  }

  private static void check(String name, String found) throws IOException {
    if (System.getProperty("nacre.bless") != null) {
      Files.writeString(golden(name), found);
    }
    assertThat(found).isEqualTo(Files.readString(golden(name)));
  }

  @Test
  @DisplayName("JSON: totals first, then the cases, each with its verdict, reason, error, and time")
  void json() throws IOException {
    check("report.json", REPORT.json().print() + "\n");
  }

  @Test
  @DisplayName("a page in full; names and reasons of models are text in it, never marks")
  void html() throws IOException {
    check("report.html", String.join("\n", HtmlReport.of(REPORT)) + "\n");
  }

  @Test
  @DisplayName("the page is well-formed, needs nothing from elsewhere, and its tables can be read out")
  void accessible() throws IOException, SAXException, ParserConfigurationException {
    String text = String.join("\n", HtmlReport.of(REPORT));
    assertThat(text).doesNotContain("<script", "src=", "href=", "http:", "https:", "url(");
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document page = factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    NodeList tables = page.getElementsByTagName("table");
    assertThat(tables.getLength()).isEqualTo(4);
    for (int i = 0; i < tables.getLength(); i++) {
      Element table = (Element) tables.item(i);
      assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
      NodeList heads = table.getElementsByTagName("th");
      for (int j = 0; j < heads.getLength(); j++) {
        assertThat(((Element) heads.item(j)).getAttribute("scope")).isIn("row", "col");
      }
    }
    assertThat(page.getDocumentElement().getTextContent()).contains("<b>&\"'\\u001b]]>", "<script>alert(1)</script>");
  }
}
