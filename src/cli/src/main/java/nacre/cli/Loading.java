package nacre.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import nacre.driver.Compiler;
import nacre.driver.LoadedFile;
import nacre.driver.LoadedModel;
import nacre.source.Diagnostic;
import nacre.source.InputException;
import nacre.source.Severity;
import nacre.syntax.resolve.ErrorKind;
import nacre.syntax.resolve.ResolveOptions;

/** Reads models for commands that need them whole. */
final class Loading {
  /** The file has errors, which have been printed. */
  static final class HasErrors extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    HasErrors(int exitCode) {
      super("the model has errors", null, false, false);
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  /** Errors of what the command line says of a text, not of the text. */
  private static final Set<String> FROM_OUTSIDE = Set.of(ErrorKind.OPTION.id(), ErrorKind.NO_MODEL.id());

  private final Console console;
  private final Set<Diagnostic> noted = new HashSet<>();

  Loading(Console console) {
    this.console = console;
  }

  /** Every model of a file, or the one that is asked for. What there is to say of another framework's file is said. */
  List<LoadedModel> all(Path file, ResolveOptions options) {
    LoadedFile loaded = Compiler.load(file, options);
    if (loaded.hasErrors()) {
      List<Diagnostic> errors = loaded.diagnostics().stream()
          .filter(diagnostic -> diagnostic.severity() == Severity.ERROR).toList();
      boolean misused = errors.stream().allMatch(error -> FROM_OUTSIDE.contains(error.id()));
      if (misused && errors.stream().allMatch(error -> error.span().isEmpty())) {
        throw new MisuseException(errors.stream().map(Diagnostic::message).collect(Collectors.joining("; ")));
      }
      new Said(console).print(loaded.diagnostics(), loaded::source);
      throw new HasErrors(misused ? ExitCode.USAGE : ExitCode.FINDINGS);
    }
    if (loaded.imported().isPresent()) {
      new Said(console).printAside(loaded, loaded.diagnostics().stream().filter(noted::add).toList());
    }
    if (loaded.models().isEmpty()) {
      throw new InputException(file + ": found no model, only blocks; required one");
    }
    return loaded.models();
  }

  /** The only model of a file, or the one that is asked for. */
  LoadedModel one(Path file, ResolveOptions options) {
    List<LoadedModel> models = all(file, options);
    if (models.size() != 1) {
      throw new InputException(file + ": found " + models.size() + " models ("
          + models.stream().map(model -> model.graph().name()).collect(Collectors.joining(", "))
          + "), required one; choose it with --model");
    }
    return models.getFirst();
  }
}
