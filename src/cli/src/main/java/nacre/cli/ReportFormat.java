package nacre.cli;

/** In which form a report is printed. */
enum ReportFormat {
  /** For people at a terminal. */
  TEXT,
  /** For programs. */
  JSON,
  /** For people with a browser. */
  HTML
}
