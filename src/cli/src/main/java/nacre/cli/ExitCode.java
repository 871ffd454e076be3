package nacre.cli;

/** The exit codes of every command. */
final class ExitCode {
  /** Done, and nothing to report. */
  static final int FINE = 0;
  /** The models have findings, or an input cannot be used. */
  static final int FINDINGS = 1;
  /** The command line itself is wrong. */
  static final int USAGE = 2;
  /** A fault in Nacre. */
  static final int INTERNAL = 3;

  private ExitCode() {}
}
