package nacre.driver;

import java.util.stream.Collectors;
import nacre.ir.op.AbsorbsOutputAffine;
import nacre.ir.op.Activation;
import nacre.ir.op.IdentityAtInference;
import nacre.ir.op.OpSpec;
import nacre.ir.op.PreservesShift;

/** The reference page of one op, in Markdown. */
public final class OpPage {
  private OpPage() {}

  public static String of(OpSpec spec) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(spec.name()).append("\n\n").append(sentence(spec.summary())).append("\n\n");
    page.append("```nacre\n").append(call(spec)).append("\n```\n\n");
    inputs(spec, page);
    settings(spec, page);
    params(spec, page);
    aliases(spec, page);
    capabilities(spec, page);
    return page.toString().stripTrailing() + "\n";
  }

  /** The call with all that it may say, defaults filled in. */
  static String call(OpSpec spec) {
    String inputs = spec.inputs().stream().map(input -> switch (input.arity()) {
      case ONE -> input.name();
      case OPTIONAL -> input.name() + "=none";
      case LIST -> "[" + input.name() + ", ...]";
    }).collect(Collectors.joining(", "));
    String settings = spec.settings().stream()
        .map(setting -> ", " + setting.name() + setting.fallback().map(value -> "=" + value)
            .or(() -> setting.like().map(earlier -> "=" + earlier)).orElse(""))
        .collect(Collectors.joining());
    String toggles = spec.params().stream()
        .flatMap(param -> param.toggle().stream().map(toggle -> ", " + toggle + "=" + param.present()))
        .collect(Collectors.joining());
    return spec.name() + "(" + inputs + settings + toggles + ")";
  }

  private static void inputs(OpSpec spec, StringBuilder page) {
    page.append("| input | what it is |\n|---|---|\n");
    spec.inputs()
        .forEach(input -> page.append("| `").append(input.name()).append("` | ").append(input.doc()).append(" |\n"));
    page.append('\n');
  }

  private static void settings(OpSpec spec, StringBuilder page) {
    if (spec.settings().isEmpty()) {
      return;
    }
    page.append("| setting | required | default | what it does |\n|---|---|---|---|\n");
    for (OpSpec.Setting setting : spec.settings()) {
      String fallback = setting.fallback().map(value -> "`" + value + "`")
          .or(() -> setting.like().map(earlier -> "that of `" + earlier + "`"))
          .or(() -> setting.source().map(source -> "from `" + source.param() + "` where that is handed in"))
          .orElse("must be said");
      page.append("| `").append(setting.name()).append("` | ").append(setting.kind().required()).append(" | ")
          .append(fallback).append(" | ").append(setting.doc()).append(" |\n");
    }
    page.append('\n');
  }

  private static void params(OpSpec spec, StringBuilder page) {
    if (spec.params().isEmpty()) {
      return;
    }
    page.append("| parameter | shape | left out by | trained |\n|---|---|---|---|\n");
    for (OpSpec.ParamSpec param : spec.params()) {
      String toggle = param.toggle().map(name -> "`" + name + "=false`").orElse("");
      page.append("| `").append(param.name()).append("` | ").append(param.doc()).append(" | ").append(toggle)
          .append(" | ").append(param.role().isStatistic() ? "no, a statistic" : "yes").append(" |\n");
    }
    page.append("\nA parameter may be handed in by name; the layer then owns none of that name. `init=` chooses the "
        + "initialiser of the first, `NAME_init=` that of any.\n\n");
  }

  private static void aliases(OpSpec spec, StringBuilder page) {
    spec.aliases().forEach((alias, preset) -> page.append("`").append(alias).append("` is `").append(spec.name())
        .append(spec.settings().stream().filter(setting -> preset.containsKey(setting.name()))
            .map(setting -> setting.name() + "=" + preset.get(setting.name()))
            .collect(Collectors.joining(", ", "(", ")")))
        .append("`.\n\n"));
  }

  private static void capabilities(OpSpec spec, StringBuilder page) {
    StringBuilder list = new StringBuilder();
    line(list, spec, AbsorbsOutputAffine.class,
        "A scale and shift per channel of its result folds into its parameters.");
    line(list, spec, Activation.class, "It can be computed in the epilogue of the layer before it.");
    line(list, spec, IdentityAtInference.class, "It is dropped when the network is compiled.");
    line(list, spec, PreservesShift.class, "A constant per channel may pass through it unchanged.");
    page.append(list);
  }

  private static void line(StringBuilder list, OpSpec spec, Class<?> capability, String text) {
    if (capability.isAssignableFrom(spec.type())) {
      list.append("- ").append(text).append('\n');
    }
  }

  private static String sentence(String summary) {
    return Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".";
  }
}
