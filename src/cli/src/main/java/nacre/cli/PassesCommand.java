package nacre.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import nacre.driver.Catalogue;
import nacre.source.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nacre passes}: what is done to a graph. */
@Command(name = "passes", mixinStandardHelpOptions = true,
    description = "Lists the passes: how exact they are, and whether they run by default (standard), before code is made"
        + " in any case (required), or only in a --pipeline that names them (asked). `nacre explain PASS` tells more.")
final class PassesCommand implements Callable<Integer> {
  @Mixin
  private Filter filter = new Filter();

  private final Console console;

  PassesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Catalogue.Pass> passes = filter.of(Catalogue.passes(), pass -> String.join(" ", cells(pass)));
    if (filter.isJson()) {
      console.json(new Json.Items(passes.stream().<Json>map(PassesCommand::json).toList()));
      return ExitCode.FINE;
    }
    Table table = new Table("pass", "exactness", "runs", "what it does");
    passes.forEach(pass -> table.row(cells(pass)));
    table.print(console);
    return ExitCode.FINE;
  }

  private static String[] cells(Catalogue.Pass pass) {
    return new String[] {pass.name(), pass.exactness().id(), runs(pass), pass.summary()};
  }

  private static Json json(Catalogue.Pass pass) {
    return new Json.Fields().with("name", pass.name()).with("exactness", pass.exactness().id())
        .with("runs", runs(pass)).with("summary", pass.summary());
  }

  private static String runs(Catalogue.Pass pass) {
    return pass.use().name().toLowerCase(Locale.ROOT);
  }
}
