package nacre.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nacre.driver.ActivationMemory;
import nacre.driver.LoadedModel;
import nacre.driver.ModelLayer;
import nacre.driver.Summary;
import nacre.source.ByteCount;
import nacre.source.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nacre summary}: layers and blocks of a model with shapes, parameters, bytes and multiply-adds. */
@Command(name = "summary", mixinStandardHelpOptions = true,
    description = "Lists the layers and blocks of a model with shapes, parameters, bytes and multiply-adds. A block's "
        + "numbers are the sums of all that is in it. Bytes are four an element. A Keras model has the rows that Keras "
        + "prints.")
final class SummaryCommand implements Callable<Integer> {
  private static final String INDENT = "  ";

  @Parameters(paramLabel = "MODEL", description = ModelOptions.MODEL)
  private Path file = Path.of("");

  @Option(names = "--depth", paramLabel = "LEVELS",
      description = "open this many levels of blocks; 0 for none (default: all)")
  private Optional<Integer> depth = Optional.empty();

  @Option(names = "--format", paramLabel = "text|json", defaultValue = "text",
      description = "for people, or for programs (default: ${DEFAULT-VALUE})")
  private Format format = Format.TEXT;

  @Mixin
  private ModelOptions options = new ModelOptions();

  private final Console console;

  SummaryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    int levels = depth.orElse(Integer.MAX_VALUE);
    if (levels < 0) {
      throw new MisuseException("--depth " + levels + ": required 0 or more");
    }
    List<LoadedModel> models = new Loading(console).all(file, options.load());
    if (format == Format.JSON) {
      console.json(new Json.Items(
          models.stream()
              .map(model -> SummaryJson.of(Summary.of(model.graph()), model.layers(), ActivationMemory.of(model)))
              .toList()));
    } else {
      models.forEach(model -> print(model, levels));
    }
    return ExitCode.FINE;
  }

  private void print(LoadedModel model, int levels) {
    Summary summary = Summary.of(model.graph());
    if (model.layers().isEmpty()) {
      print(summary, levels);
    } else {
      print(model);
    }
    totals(summary).forEach(console::line);
    unknown(summary).ifPresent(console::line);
    console.line("peak memory of activations: " + memory(ActivationMemory.of(model)));
  }

  private void print(Summary summary, int levels) {
    Table table = new Table("layer", "op", "result", ">parameters", ">weight bytes", ">activation bytes",
        ">multiply-adds");
    summary.lines().stream().filter(line -> line.depth() <= levels).forEach(line -> {
      Summary.Amounts amounts = line.amounts();
      boolean shared = line.shared() && amounts.params().is(0);
      table.row(INDENT.repeat(line.depth()) + line.name(), line.row().map(Summary.Row::op).orElse(""),
          line.types().stream().map(Object::toString).collect(Collectors.joining(", ")),
          shared ? "shared" : Amount.cell(amounts.params()), shared ? "shared" : Amount.cell(amounts.weightBytes()),
          Amount.cell(amounts.activationBytes()), Amount.cell(amounts.macs()));
    });
    console.line("model " + summary.model());
    table.print(console);
  }

  /** The rows that the framework itself prints. */
  private void print(LoadedModel model) {
    Table table = new Table("layer (type)", "output shape", ">param #", "connected to");
    for (ModelLayer layer : model.layers()) {
      table.row(layer.name() + " (" + layer.type() + ")", layer.shape(), Amount.text(layer.params()),
          String.join(", ", layer.reads()));
    }
    console.line("model " + model.graph().name());
    table.print(console);
  }

  /** What the sums leave out. */
  private static Optional<String> unknown(Summary summary) {
    return switch (summary.unknown()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of("not in these sums: what 1 operation owns and computes that is not known");
      default -> Optional
          .of("not in these sums: what " + summary.unknown() + " operations own and compute that are not known");
    };
  }

  private static List<String> totals(Summary summary) {
    String weights = summary.weightBytes().stream().mapToObj(bytes -> "; " + ByteCount.text(bytes) + " as f32")
        .findFirst().orElse("");
    return List.of(
        "parameters: " + Amount.text(summary.total()) + ", trainable " + Amount.text(summary.trainable())
            + ", non-trainable " + Amount.text(summary.fixed()) + weights,
        "activations: " + Amount.text(summary.all().activationBytes()) + " bytes, all results together",
        "multiply-adds: " + Amount.text(summary.all().macs()));
  }

  private static String memory(ActivationMemory memory) {
    return switch (memory) {
      case ActivationMemory.Planned(ActivationMemory.Bytes scheduled, ActivationMemory.Bytes written) ->
          bytes(scheduled) + " as compiled; " + bytes(written) + " in the order of the text";
      case ActivationMemory.Unplanned(String reason) -> "not known, as the model cannot be compiled: " + reason;
    };
  }

  private static String bytes(ActivationMemory.Bytes memory) {
    String fixed = ByteCount.text(memory.fixed());
    String perImage = ByteCount.text(memory.perImage()) + " per image";
    if (memory.perImage() == 0) {
      return fixed;
    }
    return memory.fixed() == 0 ? perImage : fixed + " and " + perImage;
  }
}
