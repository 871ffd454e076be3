package nacre.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nacre.conformance.Batch;
import nacre.conformance.Case;
import nacre.conformance.Cases;
import nacre.conformance.Conformance;
import nacre.conformance.HtmlReport;
import nacre.conformance.Mode;
import nacre.conformance.Report;
import nacre.conformance.Result;
import nacre.conformance.Verdict;
import nacre.source.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nacre conformance}: models with expected results, each passed, failed, not supported or rejected. */
@Command(name = "conformance", mixinStandardHelpOptions = true,
    description = "Runs models with expected results: ONNX, folders with model.onnx and test_data_set_*; ONNX, Keras and Caffe, "
        + "a model X beside a folder X.gold; Keras, X_model.h5 beside X_inputs_and_outputs.h5; test data of Keras.js. "
        + "Exit code 1 if one fails.")
final class ConformanceCommand implements Callable<Integer> {
  private static final int WIDEST_REASON = 100;

  /** Modes in the words of the command line. */
  static final class ModeWord implements ITypeConverter<Mode> {
    @Override
    public Mode convert(String word) {
      for (Mode mode : Mode.values()) {
        if (mode.toString().equals(word)) {
          return mode;
        }
      }
      throw new IllegalArgumentException("required " + Arrays.stream(Mode.values()).map(Mode::toString)
          .collect(Collectors.joining(", ")));
    }
  }

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "folders of cases")
  private List<Path> folders = List.of();

  @Option(names = "--mode", paramLabel = "MODE", converter = ModeWord.class, defaultValue = "reference",
      description = "reference, unfolded or folded: in float64; emitted-scalar or emitted-vector: the emitted class "
          + "(default: ${DEFAULT-VALUE})")
  private Mode mode = Mode.REFERENCE;

  @Option(names = "--dynamic-batch", description = "compile for any extent of the inputs' first axis")
  private boolean dynamicBatch;

  @Option(names = "--format", paramLabel = "text|json|html", defaultValue = "text",
      description = "for people, for programs, or a page for a browser (default: ${DEFAULT-VALUE})")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(names = "--threads", paramLabel = "N", converter = Count.class, defaultValue = "2",
      description = "cases at a time (default: ${DEFAULT-VALUE})")
  private int threads = 2;

  @Option(names = "--limit", paramLabel = "SECONDS", converter = Count.class, defaultValue = "60",
      description = "how long a case may take (default: ${DEFAULT-VALUE})")
  private int limit = 60;

  private final Console console;

  ConformanceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new InputException(folder + ": no such folder");
      }
      cases.addAll(Cases.below(folder));
    }
    if (cases.isEmpty()) {
      throw new InputException(folders.getFirst() + ": found no model with expected results");
    }
    Report report;
    try (Progress progress = new Progress(console)) {
      int all = cases.size();
      report = new Report(mode,
          new Conformance(mode, dynamicBatch ? Batch.OPEN : Batch.FIXED, threads, limit * 1000L).run(cases, done -> {
            if (done % Math.clamp(all / 20, 1, 50) == 0) {
              synchronized (progress) {
                progress.step(done + " of " + all + " cases");
              }
            }
          }));
    }
    switch (format) {
      case TEXT -> print(report);
      case JSON -> console.json(report.json());
      case HTML -> HtmlReport.of(report).forEach(console::line);
    }
    return report.totals().getOrDefault("failed", 0L) == 0 ? ExitCode.FINE : ExitCode.FINDINGS;
  }

  private void print(Report report) {
    Table operators = new Table("operator or layer", ">passed", ">failed", ">unsupported", ">rejected");
    report.rows().forEach(row -> operators.row(row.operator(), row.counts().get(0).toString(),
        row.counts().get(1).toString(), row.counts().get(2).toString(), row.counts().get(3).toString()));
    operators.print(console);
    if (!report.lacks().isEmpty()) {
      console.line("");
      Table lacks = new Table("not supported", "why", ">cases");
      report.lacks().forEach((lack, count) -> lacks.row(lack.operator(), cut(lack.reason()), count.toString()));
      lacks.print(console);
    }
    for (Result result : report.results()) {
      if (result.verdict() instanceof Verdict.Failed || result.verdict() instanceof Verdict.Rejected) {
        console.line(result.verdict().word() + " " + result.tried().name() + ": " + result.verdict().said());
      }
    }
    console.line("");
    console.line(report.results().size() + " cases, " + report.mode() + ": " + report.totals().entrySet().stream()
        .map(total -> total.getValue() + " " + total.getKey()).collect(Collectors.joining(", ")));
  }

  private static String cut(String reason) {
    return reason.length() <= WIDEST_REASON ? reason : reason.substring(0, WIDEST_REASON - 3) + "...";
  }
}
