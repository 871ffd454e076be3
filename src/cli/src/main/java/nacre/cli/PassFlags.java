package nacre.cli;

import java.util.Optional;
import java.util.function.Supplier;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.passes.PrintIr;
import nacre.source.InputException;
import picocli.CommandLine.Option;

/** How the passes run. */
final class PassFlags {
  @Option(names = "--pipeline", paramLabel = "PASSES",
      description = "the passes to run, with commas between them, instead of the standard ones")
  private Optional<String> pipeline = Optional.empty();

  @Option(names = "--pass-limit", paramLabel = "N", converter = WholeNumber.class,
      description = "stop rewriting after N patches, to bisect")
  private Optional<Long> limit = Optional.empty();

  @Option(names = "--validate", description = "evaluate every replaced region before and after on hostile inputs")
  private boolean validate;

  @Option(names = "--print-ir", paramLabel = "after=PASS|after=change",
      description = "print the graph after a pass, or after every pass that changes it")
  private Optional<String> print = Optional.empty();

  Pipeline pipeline() {
    return said(() -> pipeline.map(Pipeline::parse).orElse(Pipeline.STANDARD));
  }

  /** A pass that does not exist is a mistake on the command line. */
  private static <T> T said(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (InputException e) {
      throw new MisuseException(e.text());
    }
  }

  PassOptions options(Console console) {
    PassOptions options = PassOptions.standard();
    if (limit.isPresent()) {
      if (limit.get() < 0) {
        throw new MisuseException("--pass-limit " + limit.get() + ": required 0 or more");
      }
      options = options.limitedTo(limit.get());
    }
    if (validate) {
      options = options.validating();
    }
    return print.isEmpty()
        ? options
        : options.listening(said(() -> PrintIr.after(print.get().replaceFirst("^after=", ""), console.err())));
  }
}
