package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import nacre.ir.Attr;
import nacre.ir.Training;
import nacre.source.Nearest;
import nacre.source.Span;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;

/** Reads {@code training} statements: facts for all outputs, and for one as in {@code age.loss}. */
final class TrainingFacts {
  private static final List<String> PER_OUTPUT = List.of("loss", "from_logits", "weight");
  private static final List<String> OVERALL = List.of("loss", "from_logits", "batch", "devices", "optimizer", "epochs",
      "learning_rate");

  private final Evaluator evaluator;
  private final List<String> outputs;

  /** @param outputs names of the model's outputs */
  TrainingFacts(Evaluator evaluator, List<String> outputs) {
    this.evaluator = evaluator;
    this.outputs = List.copyOf(outputs);
  }

  Training read(Statement.Training statement, Scope scope) {
    List<String> known = new ArrayList<>(OVERALL);
    outputs.forEach(output -> PER_OUTPUT.forEach(fact -> known.add(output + "." + fact)));
    SettingValues settings = new SettingValues("training", statement.settings(), known, evaluator, scope);
    SequencedMap<String, Attr> facts = new LinkedHashMap<>(Map.of());
    settings.all().forEach((key, setting) -> facts.put(key, fact(key, setting, scope)));
    return new Training(facts);
  }

  private Attr fact(String key, Syntax.Setting setting, Scope scope) {
    Span at = setting.value().span();
    Datum value = evaluator.value(setting.value(), Expect.FACT, scope);
    Attr attr = Attrs.of(value, at);
    String fact = key.substring(key.lastIndexOf('.') + 1);
    String required = switch (fact) {
      case "from_logits" -> attr instanceof Attr.Bool ? "" : "`true` or `false`";
      case "batch", "devices", "epochs" ->
          attr instanceof Attr.Int(long number) && number > 0 ? "" : "an integer of at least 1";
      case "weight", "learning_rate" -> attr instanceof Attr.Int || attr instanceof Attr.Real ? "" : "a number";
      default -> attr instanceof Attr.Word || attr instanceof Attr.Made ? "" : "a name such as `mse`, or `sgd(0.1)`";
    };
    if (!required.isEmpty()) {
      throw Failure.of(ErrorKind.INVALID_SETTING, at,
          "`" + key + "`: found " + value.describe() + ", required " + required);
    }
    if (fact.equals("loss")) {
      requireKnownLoss(key, attr, at);
    }
    return attr;
  }

  private static void requireKnownLoss(String key, Attr loss, Span at) {
    String name = switch (loss) {
      case Attr.Word(String word) -> word;
      case Attr.Made made -> made.name();
      default -> throw new IllegalStateException("no name: " + loss);
    };
    if (!Training.LOSSES.contains(name)) {
      String hint = Nearest.to(name, Training.LOSSES).isPresent()
          ? "a loss that is known" + Nearest.hint(name, Training.LOSSES)
          : "one of " + String.join(", ", Training.LOSSES) + " (any other loss)";
      throw Failure.of(ErrorKind.INVALID_SETTING, at, "`" + key + "`: found `" + name + "`, required " + hint);
    }
  }
}
