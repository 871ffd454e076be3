package nacre.worker;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nacre.front.Request;
import nacre.lint.LintConfig;
import nacre.source.InputException;
import nacre.source.Nearest;
import nacre.source.Severity;

/** How a request wants models linted. */
final class RuleSettings {
  private RuleSettings() {}

  /** @throws InputException if it names what there is not */
  static LintConfig of(Request.Rules rules) {
    Map<String, Severity> severities = new HashMap<>();
    for (String said : rules.severity()) {
      int equals = said.indexOf('=');
      if (equals < 0) {
        throw new InputException("severity: found `" + said + "`, required RULE=LEVEL");
      }
      severities.put(said.substring(0, equals).strip(), severity(said.substring(equals + 1).strip()));
    }
    LintConfig config = new LintConfig(rules.select(), rules.ignore(), severities);
    config.unknown().stream().findFirst().ifPresent(rule -> {
      throw new InputException("there is no rule `" + rule + "`" + Nearest.hint(rule, LintConfig.ids()));
    });
    return config;
  }

  private static Severity severity(String word) {
    List<String> words = Arrays.stream(Severity.values()).map(Severity::word).toList();
    int index = words.indexOf(word.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new InputException("severity: found `" + word + "`, required one of " + String.join(", ", words));
    }
    return Severity.values()[index];
  }
}
