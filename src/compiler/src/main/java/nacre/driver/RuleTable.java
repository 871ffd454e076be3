package nacre.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nacre.report.SarifLog;
import nacre.source.Severity;

/** Everything that {@code lint} may say, with its page: rules of the linter, and errors of texts. */
public final class RuleTable {
  private RuleTable() {}

  /** Rules first, each kind by id. */
  public static List<SarifLog.Rule> all() {
    List<SarifLog.Rule> all = new ArrayList<>();
    for (Catalogue.Rule rule : Catalogue.rules()) {
      all.add(new SarifLog.Rule(rule.id(), rule.severity(), rule.summary(), page(rule.id(), rule.summary())));
    }
    Set<String> rules = all.stream().map(SarifLog.Rule::id).collect(Collectors.toSet());
    Diagnostics.all().stream().filter(entry -> !rules.contains(entry.id())).sorted((a, b) -> a.id().compareTo(b.id()))
        .map(entry -> new SarifLog.Rule(entry.id(), Severity.ERROR, entry.meaning(),
            page(entry.id(), entry.meaning())))
        .forEach(all::add);
    return List.copyOf(all);
  }

  private static String page(String id, String summary) {
    return Reference.pages(id).stream().findFirst().map(Reference.Page::text).orElse(summary);
  }
}
