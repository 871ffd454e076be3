package nacre.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import nacre.driver.Compiler;
import nacre.driver.LoadedFile;
import nacre.driver.LoadedModel;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;

/** Reads models for commands that need them whole. */
final class Loading {
  /** The file has errors, which have been printed. */
  static final class HasErrors extends RuntimeException {
    private static final long serialVersionUID = 1;

    HasErrors() {
      super("the model has errors", null, false, false);
    }
  }

  private final Console console;

  Loading(Console console) {
    this.console = console;
  }

  /** Every model of a file, or the one that is asked for. */
  List<LoadedModel> all(Path file, ResolveOptions options) {
    LoadedFile loaded = Compiler.load(file, options);
    if (loaded.hasErrors()) {
      new Said(console).print(loaded.diagnostics(), loaded::source);
      throw new HasErrors();
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
