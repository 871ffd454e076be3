package nacre.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import nacre.driver.Catalogue;
import nacre.source.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nacre rules}: what the linter looks for. */
@Command(name = "rules", mixinStandardHelpOptions = true,
    description = "Lists the rules of `nacre lint`. `nacre explain RULE` tells more of one.")
final class RulesCommand implements Callable<Integer> {
  @Mixin
  private Filter filter = new Filter();

  private final Console console;

  RulesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Catalogue.Rule> rules = filter.of(Catalogue.rules(), rule -> String.join(" ", cells(rule)));
    if (filter.isJson()) {
      console.json(new Json.Items(rules.stream().<Json>map(RulesCommand::json).toList()));
      return ExitCode.FINE;
    }
    Table table = new Table("rule", "severity", "default", "fix", "finds that");
    rules.forEach(rule -> table.row(cells(rule)));
    table.print(console);
    return ExitCode.FINE;
  }

  private static String[] cells(Catalogue.Rule rule) {
    return new String[] {rule.id(), rule.severity().word(), word(rule.running()),
      word(rule.fixes()).replace('-', ' '), rule.summary()};
  }

  private static Json json(Catalogue.Rule rule) {
    return new Json.Fields().with("id", rule.id()).with("severity", rule.severity().word())
        .with("default", word(rule.running())).with("fix", word(rule.fixes())).with("summary", rule.summary());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
