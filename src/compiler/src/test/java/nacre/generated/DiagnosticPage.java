package nacre.generated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import nacre.driver.Diagnostics;
import nacre.testing.Golden;

/** The reference page of one kind of diagnostic: what is wrong, and how it is said in golden cases. */
final class DiagnosticPage {
  private static final int EXAMPLES = 3;
  /** Where a diagnostic begins: its lines of source and its notes are indented. */
  private static final Pattern START = Pattern.compile("(?m)^(?! )");

  private DiagnosticPage() {}

  /** The index and a page per kind, by file name. */
  static Map<String, String> all() {
    List<String> said = Stream.of("nacre/syntax", "nacre/config").flatMap(folder -> Golden.all(folder).stream())
        .flatMap(one -> one.find("errors").stream())
        .flatMap(START::splitAsStream).distinct().toList();
    Map<String, String> pages = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (Diagnostics.Entry entry : Diagnostics.all()) {
      pages.put(entry.id() + ".md", of(entry, said));
      rows.add(List.of(Page.link(entry.id()), entry.meaning()));
    }
    pages.put("index.md", new Page("Diagnostics").paragraph("""
        What is said of a text that is no model yet, of a model that cannot be compiled, or of settings, by the id in
        brackets: `error [shape-mismatch]`. They come in the order of this list: a text is read, parsed, resolved, linted
        and compiled. What the linter finds in a model has [rules](../rules/index.md) of its own.""")
        .table(List.of("id", "what it is"), rows).toString());
    return pages;
  }

  private static String of(Diagnostics.Entry entry, List<String> said) {
    Page page = new Page(entry.id()).paragraph(Page.sentence(entry.meaning()));
    String examples =
        said.stream().filter(one -> one.lines().findFirst().orElse("").contains(" [" + entry.id() + "]: "))
            .sorted(Comparator.comparing(String::length)).limit(EXAMPLES).collect(Collectors.joining());
    return (examples.isEmpty() ? page : page.section("For instance").code("", examples)).toString();
  }
}
