package nacre.cli;

import java.util.List;
import java.util.concurrent.Callable;
import nacre.driver.Catalogue;
import nacre.source.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nacre ops}: what a text may call. */
@Command(name = "ops", mixinStandardHelpOptions = true,
    description = "Lists the ops that a text may call. `nacre explain OP` tells more of one.")
final class OpsCommand implements Callable<Integer> {
  @Mixin
  private Filter filter = new Filter();

  private final Console console;

  OpsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Catalogue.Op> ops = filter.of(Catalogue.ops(), op -> op.name() + " " + text(op));
    if (filter.isJson()) {
      console.json(new Json.Items(ops.stream().<Json>map(OpsCommand::json).toList()));
      return ExitCode.FINE;
    }
    Table table = new Table("op", "reads", "computes");
    ops.forEach(op -> table.row(op.name(), String.join(", ", op.inputs()), text(op)));
    table.print(console);
    return ExitCode.FINE;
  }

  private static String text(Catalogue.Op op) {
    return op.summary() + (op.aliases().isEmpty() ? "" : "; also " + String.join(", ", op.aliases()));
  }

  private static Json json(Catalogue.Op op) {
    return new Json.Fields().with("name", op.name()).with("aliases", Json.texts(op.aliases()))
        .with("inputs", Json.texts(op.inputs())).with("call", op.call()).with("summary", op.summary());
  }
}
