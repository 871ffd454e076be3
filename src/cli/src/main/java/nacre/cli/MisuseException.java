package nacre.cli;

/** An argument that no command could use: said with the way to the help, and exit code {@link ExitCode#USAGE}. */
final class MisuseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MisuseException(String message) {
    super(message);
  }
}
