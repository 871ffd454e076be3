package nacre.generated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import nacre.passes.Exactness;
import nacre.passes.Passes;
import nacre.passes.Pipeline;
import nacre.passes.Rewrite;

/** The reference page of one pass: what it says of itself, and what its golden cases show. */
final class PassPage {
  /** The case that shows a pass best; for others it is the shortest. */
  private static final Map<String, String> SHOWN = Map.of("absorb-bias-into-batch-norm", "running",
      "canonicalize-batch-norm", "running", "eliminate-identity", "dropout", "fold-constants", "chain",
      "fold-scale-shift", "conv2d-no-bias", "fuse-activation", "conv2d-relu", "fuse-residual-add", "identity-shortcut");

  private static final Map<Exactness, String> EXACTNESS = Map.of(
      Exactness.BIT_EXACT, "Bit for bit: what is computed stays the same in every bit.",
      Exactness.REAL_EXACT, "As real functions: results stay the same but for rounding.",
      Exactness.APPROXIMATE, "Approximate: results change a little.");

  private PassPage() {}

  /** The index and a page per pass, by file name. */
  static Map<String, String> all() {
    PassCases cases = PassCases.run();
    Map<String, String> pages = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (Rewrite pass : Passes.all()) {
      pages.put(pass.name() + ".md", of(pass, cases));
      rows.add(List.of(Page.link(pass.name()), Page.sentence(pass.summary())));
    }
    pages.put("index.md", new Page("Passes").paragraph("""
        What is done to a network between its text and its Java. Each pass runs until it finds nothing more; the graph is
        checked after each. `--pipeline "..."` takes another list, `--pass-limit N` stops after N changes, and `--validate`
        runs both sides of every change on hostile values. What a pass did, and what it did not do and why, is said by
        `--remarks`.""").paragraph("Unless something else is asked for, they run in this order:")
        .code("", Pipeline.STANDARD.passes().stream().map(Rewrite::name).collect(Collectors.joining("\n")))
        .table(List.of("pass", "what it does"), rows).paragraph("""
            Pages show graphs as `--print-ir` prints them. `%3` is a value, `$conv.weight` a parameter of the model, `_` an
            operand that is left out; what comes after the colon is the type. Nodes that depend on parameters alone are
            computed once, when weights are loaded.""")
        .toString());
    return pages;
  }

  private static String of(Rewrite pass, PassCases cases) {
    Page page = new Page(pass.name()).paragraph(Page.sentence(pass.summary()))
        .section("When it applies").paragraph(pass.legality());
    page.section("How exact it is").paragraph(EXACTNESS.getOrDefault(pass.exactness(), ""));
    PassCases.Shown example = example(pass.name(), cases.of(pass.name()));
    page.section("Example").paragraph(example.comment()).paragraph("Before:").code("", example.before())
        .paragraph("After:").code("", example.after());
    if (!example.passed().isBlank()) {
      page.paragraph("Said:").code("", example.passed());
    }
    List<List<String>> misses = cases.misses(pass.name()).entrySet().stream()
        .map(miss -> List.of(Page.link(miss.getKey().id(), "../remarks/"), miss.getValue())).toList();
    if (!misses.isEmpty()) {
      page.section("What it says when it does not apply").table(List.of("code", "for instance"), misses);
    }
    return page.toString();
  }

  private static PassCases.Shown example(String pass, List<PassCases.Shown> cases) {
    List<PassCases.Shown> candidates = cases.stream().filter(one -> one.pipeline().equals(pass))
        .filter(one -> !one.before().equals(one.after())).toList();
    return candidates.stream().filter(one -> one.name().equals(SHOWN.get(pass))).findFirst()
        .or(() -> candidates.stream().min(Comparator.comparingInt(one -> one.before().length())))
        .orElseThrow(() -> new IllegalStateException(
            "no case of " + pass + " runs it alone and changes anything"));
  }
}
