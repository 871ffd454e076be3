package nacre.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import nacre.source.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be understood: what is wrong with it, and where to read on. */
final class UsageError {
  /** No command at all: whoever does that wants to see which there are. */
  static final class MissingCommandException extends ParameterException {
    private static final long serialVersionUID = 1;

    MissingCommandException(CommandLine line) {
      super(line, "a command is missing");
    }
  }

  /** How picocli begins what a converter says. */
  private static final Pattern INVALID = Pattern.compile("^Invalid value for option '([^']*)'[^:]*: ");

  private final Console console;

  UsageError(Console console) {
    this.console = console;
  }

  /** Says it; the exit code. */
  int say(ParameterException exception) {
    CommandLine line = exception.getCommandLine();
    console.note("nacre: " + message(exception, line));
    if (exception instanceof MissingCommandException) {
      line.usage(console.err(), line.getColorScheme());
    } else {
      console.note("nacre: see `" + line.getCommandSpec().qualifiedName() + " --help`");
    }
    return ExitCode.USAGE;
  }

  /** Says what is wrong with an argument that could be read but not used; the exit code. */
  int say(MisuseException exception, CommandLine line) {
    console.note("nacre: " + exception.getMessage());
    console.note("nacre: see `" + line.getCommandSpec().qualifiedName() + " --help`");
    return ExitCode.USAGE;
  }

  private static String message(ParameterException exception, CommandLine line) {
    if (exception instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(unmatched.getUnmatched().getFirst(), line);
    }
    String text = INVALID.matcher(String.valueOf(exception.getMessage())).replaceFirst("$1: ");
    return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static String unmatched(String argument, CommandLine line) {
    if (argument.startsWith("-")) {
      List<String> options = new ArrayList<>(line.getCommandSpec().optionsMap().keySet());
      return "there is no option `" + argument + "`" + Nearest.hint(argument, options);
    }
    return line.getSubcommands().isEmpty()
        ? "found `" + argument + "` after all that this command takes"
        : "there is no command `" + argument + "`" + Nearest.hint(argument, line.getSubcommands().keySet());
  }
}
