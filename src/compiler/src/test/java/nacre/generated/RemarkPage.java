package nacre.generated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.passes.MissCode;
import nacre.passes.Passes;
import nacre.passes.Rewrite;

/** The reference page of one code of missed rewrites: what is the case, what to do, and what is said of it in cases. */
final class RemarkPage {
  private RemarkPage() {}

  /** The index and a page per code, by file name. */
  static Map<String, String> all() {
    PassCases cases = PassCases.run();
    Map<String, String> pages = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (MissCode code : MissCode.values()) {
      pages.put(code.id() + ".md", of(code, cases));
      rows.add(List.of(Page.link(code.id()), code.meaning()));
    }
    pages.put("index.md", new Page("Remarks").paragraph("""
        What `nacre compile --remarks` says of a layer: what a pass did with it, or what it did not do and why. A remark of
        the second kind ends with one of these codes.""").table(List.of("code", "what it means"), rows).toString());
    return pages;
  }

  private static String of(MissCode code, PassCases cases) {
    Page page = new Page(code.id()).paragraph(code.meaning()).section("What to do").paragraph(code.advice());
    List<List<String>> said = Passes.all().stream().map(Rewrite::name)
        .flatMap(pass -> Optional.ofNullable(cases.misses(pass).get(code)).stream()
            .map(message -> List.of(Page.link(pass, "../passes/"), message)))
        .toList();
    if (!said.isEmpty()) {
      page.section("Which passes say it").table(List.of("pass", "for instance"), said);
    }
    return page.toString();
  }
}
