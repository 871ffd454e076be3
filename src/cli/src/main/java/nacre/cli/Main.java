package nacre.cli;

import java.io.PrintWriter;
import java.util.List;
import nacre.driver.Faults;
import nacre.driver.RejectedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The entry point of the command line. */
@Command(name = "nacre", mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Compiles and checks neural-network definitions.",
    exitCodeOnInvalidInput = ExitCode.USAGE, exitCodeOnExecutionException = ExitCode.INTERNAL)
public final class Main implements Runnable {
  @Spec
  private CommandSpec spec;

  private Main() {}

  /** Runs the command that {@code arguments} name and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(Console.system(), arguments));
  }

  /** Runs a command; the exit code. */
  static int run(Console console, String... arguments) {
    CommandLine line = new CommandLine(new Main());
    for (Object command : List.of(new CompileCommand(console), new LintCommand(console), new RunCommand(console),
        new SummaryCommand(console), new VerifyCommand(console), new BenchCommand(console), new GraphCommand(console),
        new FmtCommand(console), new ImportCommand(console), new ExportCommand(console), new ExplainCommand(console),
        new OpsCommand(console),
        new RulesCommand(console),
        new PassesCommand(console), new ConformanceCommand(console))) {
      line.addSubcommand(command);
    }
    Numbers.register(line);
    line.setOut(new PrintWriter(console.out(), true, console.out().charset()));
    line.setErr(new PrintWriter(console.err(), true, console.err().charset()));
    line.setColorScheme(Help.defaultColorScheme(console.color() ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setExpandAtFiles(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((exception, _) -> new UsageError(console).say(exception));
    line.setExecutionExceptionHandler((exception, command, _) -> exception instanceof MisuseException misuse
        ? new UsageError(console).say(misuse, command)
        : handle(console, List.of(arguments), exception));
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError | AssertionError | LinkageError error) {
      return handle(console, List.of(arguments), error);
    }
  }

  private static int handle(Console console, List<String> arguments, Throwable exception) {
    if (exception instanceof Loading.HasErrors errors) {
      return errors.exitCode();
    }
    if (exception instanceof RejectedException rejected) {
      new Said(console).print(rejected.diagnostics(), rejected.file()::source);
      return ExitCode.FINDINGS;
    }
    return Faults.message(exception).map(message -> {
      ("nacre: " + message).lines().forEach(console::note);
      return ExitCode.FINDINGS;
    }).orElseGet(() -> Fault.report(console, arguments, exception));
  }

  @Override
  public void run() {
    throw new UsageError.MissingCommandException(spec.commandLine());
  }
}
