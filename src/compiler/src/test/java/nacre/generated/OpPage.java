package nacre.generated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import nacre.ir.op.AbsorbsOutputAffine;
import nacre.ir.op.Activation;
import nacre.ir.op.CancelsShift;
import nacre.ir.op.IdentityAtInference;
import nacre.ir.op.OpSpec;
import nacre.ir.op.Ops;
import nacre.ir.op.PreservesShift;
import nacre.testing.Golden;

/** The reference page of one op: its signature, and cases of its case file as examples. */
final class OpPage {
  private static final int EXAMPLES = 3;
  private static final SequencedMap<Class<?>, String> CAPABILITIES = new LinkedHashMap<>();

  static {
    CAPABILITIES.put(AbsorbsOutputAffine.class,
        "A scale and shift per channel behind it, such as a batch norm, folds into its parameters.");
    CAPABILITIES.put(Activation.class,
        "It is an activation: where one kernel computes it, that is done in the loops of the layer before it.");
    CAPABILITIES.put(CancelsShift.class,
        "It takes a constant per channel out of what it reads: the linter knows that a bias before it has no effect.");
    CAPABILITIES.put(IdentityAtInference.class,
        "It does nothing at inference, and is dropped when a model is compiled.");
  }

  private OpPage() {}

  /** The index and a page per op, by file name. */
  static Map<String, String> all() {
    Map<String, String> pages = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (OpSpec spec : Ops.all()) {
      pages.put(spec.name() + ".md", of(spec, Cases.read(Golden.resources(), spec.name())));
      String aliases = spec.aliases().isEmpty()
          ? ""
          : " Also " + spec.aliases().keySet().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "))
              + ".";
      rows.add(List.of(Page.link(spec.name()), Page.sentence(spec.summary()) + aliases));
    }
    pages.put("index.md", new Page("Ops").paragraph("""
        What a model may call. A page gives the call with all that it may say, its defaults filled in: inputs come first,
        then settings, by position or by name; `x -> relu` is `relu(x)`. `+`, `-`, `*` and `/` on tensors are `add`, `sub`,
        `mul` and `div`.""").paragraph("""
        Examples are cases of the op's tests. `x = f32[1, 3] 1 2 3` is an input with its elements in row-major order, or \
        `iota`, which counts from 0; `result` is the type of the result and, where inputs have elements, its elements; \
        `owns` is a parameter that the layer makes; `macs` counts multiply-adds; `nhwc` stands for a model with channels \
        last.""").table(List.of("op", "what it computes"), rows).toString());
    return pages;
  }

  private static String of(OpSpec spec, List<Cases.Case> cases) {
    Page page = new Page(spec.name()).paragraph(Page.sentence(spec.summary())).code("nacre", spec.call());
    page.table(List.of("input", "what it is"),
        spec.inputs().stream().map(input -> List.of(code(input.name()), input.doc() + arity(input))).toList());
    page.table(List.of("setting", "what it does", "takes", "default"),
        spec.settings().stream().map(OpPage::setting).toList());
    params(spec, page);
    aliases(spec, page);
    page.paragraph(Stream.concat(CAPABILITIES.entrySet().stream()
        .filter(entry -> entry.getKey().isAssignableFrom(spec.type())).map(Map.Entry::getValue), shifts(spec).stream())
        .map(words -> "- " + words).collect(Collectors.joining("\n")));
    List<Cases.Case> computed = cases.stream().filter(one -> one.error().isEmpty()).limit(EXAMPLES).toList();
    page.section("Examples");
    computed.forEach(one -> page.paragraph(Page.plain(Page.sentence(one.title()))).code("", one.text()));
    List<List<String>> refused = cases.stream()
        .flatMap(one -> one.error().stream().map(error -> List.of(one.title(), error))).toList();
    if (!refused.isEmpty()) {
      page.section("What is refused").table(List.of("case", "message"), refused);
    }
    return page.toString();
  }

  /** Which operands hand a constant on, as the op's cases show it. */
  private static Optional<String> shifts(OpSpec spec) {
    if (!PreservesShift.class.isAssignableFrom(spec.type())) {
      return Optional.empty();
    }
    List<String> operands = Cases.shiftable(Golden.resources(), spec.name());
    if (operands.isEmpty()) {
      throw new IllegalStateException("no case of " + spec.name() + " shows an operand whose shift is passed on");
    }
    return Optional.of("A constant per channel that is added to "
        + operands.stream().map(OpPage::code).collect(Collectors.joining(" or "))
        + " can arrive in the result as it is: the linter follows it there, to find biases and shifts without effect.");
  }

  private static String arity(OpSpec.In input) {
    return switch (input.arity()) {
      case ONE -> "";
      case OPTIONAL -> "; may be left out";
      case LIST -> "; a list";
    };
  }

  private static List<String> setting(OpSpec.Setting setting) {
    String fallback = setting.fallback().map(value -> code(value.toString()))
        .or(() -> setting.like().map(earlier -> "that of " + code(earlier)))
        .or(() -> setting.source().map(source -> "must be said, unless " + code(source.param()) + " is handed in"))
        .orElse("must be said");
    return List.of(code(setting.name()), setting.doc(), setting.kind().required(), fallback);
  }

  private static void params(OpSpec spec, Page page) {
    if (spec.params().isEmpty()) {
      return;
    }
    page.table(List.of("parameter", "shape or meaning", "left out by", "trained"),
        spec.params().stream().map(param -> List.of(code(param.name()), param.doc(),
            param.toggle().map(name -> code(name + "=false")).orElse("never"),
            param.role().isStatistic() ? "no, measured" : "yes")).toList());
    String first = spec.params().getFirst().name();
    page.paragraph("A parameter may be handed in by name, as in `" + first + "=w`; the layer then owns no `" + first
        + "`. `init=` chooses the initialiser of `" + first + "`, `NAME_init=` that of any other.");
  }

  private static void aliases(OpSpec spec, Page page) {
    spec.aliases().forEach((alias, preset) -> page.paragraph("`" + alias + "` is `" + spec.name()
        + spec.settings().stream().filter(setting -> preset.containsKey(setting.name()))
            .map(setting -> setting.name() + "=" + preset.get(setting.name()))
            .collect(Collectors.joining(", ", "(", ")"))
        + "`."));
  }

  private static String code(String word) {
    return "`" + word + "`";
  }
}
