package nacre.generated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.driver.Diagnostics;
import nacre.testing.Golden;

/** The reference page of one kind of diagnostic: what is wrong, and the shortest golden case in which it is said. */
final class DiagnosticPage {
  private DiagnosticPage() {}

  /** The index and a page per kind, by file name. */
  static Map<String, String> all() {
    List<Golden> cases = Golden.all("nacre/syntax").stream()
        .filter(one -> one.find("source").isPresent() && one.find("errors").isPresent()).toList();
    Map<String, String> pages = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (Diagnostics.Entry entry : Diagnostics.all()) {
      pages.put(entry.id() + ".md", of(entry, cases));
      rows.add(List.of(Page.link(entry.id()), entry.meaning()));
    }
    pages.put("index.md", new Page("Diagnostics").paragraph("""
        What is said of a text that is no model yet, or of a model that cannot be compiled, by the id in brackets: `error
        [shape-mismatch]`. They come in the order of this list: a text is read, parsed, resolved, linted and compiled. What
        the linter finds in a model has [rules](../rules/index.md) of its own.""")
        .table(List.of("id", "what it is"), rows).toString());
    return pages;
  }

  private static String of(Diagnostics.Entry entry, List<Golden> cases) {
    Page page = new Page(entry.id()).paragraph(Page.sentence(entry.meaning()));
    example(entry.id(), cases).ifPresent(one -> page.section("Example").code("nacre", one.section("source"))
        .code("", one.section("errors")));
    return page.toString();
  }

  /** Cases in which nothing else is said come first. */
  private static Optional<Golden> example(String id, List<Golden> cases) {
    return cases.stream().filter(one -> one.section("errors").contains("[" + id + "]: "))
        .min(Comparator.comparing((Golden one) -> kinds(one)).thenComparing(one -> one.section("source").length() + one.section("errors").length())
            .thenComparing(Golden::name));
  }

  private static long kinds(Golden one) {
    return one.section("errors").lines().filter(line -> line.contains(": error [") || line.contains(": warning ["))
        .map(line -> line.replaceAll(".*?(\\[[a-z-]+]): .*", "$1")).distinct().count();
  }
}
