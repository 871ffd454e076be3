package nacre.worker;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import nacre.driver.FileChoice;
import nacre.driver.LintRequest;
import nacre.front.Request;
import nacre.lint.LintConfig;
import nacre.source.InputException;
import nacre.source.Severity;

/** How a request wants models linted. */
final class RuleSettings {
  private RuleSettings() {}

  /** @throws InputException if it names what there is not */
  static LintRequest of(Request.Rules rules) {
    Map<String, Severity> severities = new HashMap<>();
    for (String said : rules.severity()) {
      int equals = said.indexOf('=');
      if (equals < 0) {
        throw new InputException("severity: found `" + said + "`, required RULE=LEVEL");
      }
      severities.put(said.substring(0, equals).strip(), severity(said.substring(equals + 1).strip()));
    }
    LintRequest request = new LintRequest(new LintConfig(rules.select(), rules.ignore(), severities),
        rules.settings().<FileChoice>map(FileChoice.Given::new).orElse(new FileChoice.Usual()), new FileChoice.Usual());
    request.mistakes().stream().findFirst().ifPresent(mistake -> {
      throw new InputException(mistake);
    });
    return request;
  }

  private static Severity severity(String word) {
    return Severity.named(word.toLowerCase(Locale.ROOT)).orElseThrow(() -> new InputException(
        "severity: found `" + word + "`, required one of " + String.join(", ", Severity.words())));
  }
}
