package nacre.cli;

/** In which form a command prints its results. */
enum Format {
  /** For people. */
  TEXT,
  /** For programs. */
  JSON
}
