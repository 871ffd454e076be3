package nacre.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import nacre.driver.LoadedModel;
import nacre.driver.Summary;
import nacre.ir.Dim;
import nacre.source.ByteCount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nacre summary}: layers, shapes, parameters and multiply-adds of a model. */
@Command(name = "summary", mixinStandardHelpOptions = true,
    description = "Lists the layers of a model with shapes, parameters and multiply-adds.")
final class SummaryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "a .nacre text")
  private Path file = Path.of("");

  @Mixin
  private ModelOptions options = new ModelOptions();

  private final Console console;

  SummaryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    for (LoadedModel model : new Loading(console).all(file, options.load())) {
      print(Summary.of(model.graph()));
    }
    return ExitCode.FINE;
  }

  private void print(Summary summary) {
    Table table = new Table("layer", "op", "result", ">parameters", ">multiply-adds");
    for (Summary.Row row : summary.rows()) {
      table.row(row.path(), row.op(), row.type().toString(),
          row.shared() && row.params().is(0) ? "shared" : number(row.params()),
          number(row.macs()));
    }
    console.line("model " + summary.model());
    table.print(console);
    console.line(
        "parameters: " + number(summary.total()) + ", trainable " + number(summary.trainable()) + ", non-trainable "
            + number(summary.fixed())
            + summary.weightBytes().stream().mapToObj(bytes -> "; " + ByteCount.text(bytes) + " as f32").findFirst()
                .orElse(""));
    console.line("multiply-adds: " + number(summary.macs()));
  }

  /** With commas between thousands; symbols stay as they are. */
  private static String number(Dim dim) {
    return dim instanceof Dim.Known(long size) ? String.format(Locale.ROOT, "%,d", size) : dim.toString();
  }
}
