package nacre.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.lang.model.SourceVersion;
import nacre.driver.Compilation;
import nacre.driver.Compiler;
import nacre.driver.EmittedFile;
import nacre.driver.GoldenTests;
import nacre.driver.LoadedModel;
import nacre.driver.SourceRoots;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.weights.Seeding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nacre compile}: writes a model as Java and its folded weights. */
@Command(name = "compile", mixinStandardHelpOptions = true,
    description = "Writes a model as a Java class with its folded weights beside it. nacre-kernels is all it needs to run.")
final class CompileCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = ModelOptions.MODEL)
  private Path file = Path.of("");

  @Option(names = {"-o", "--output"}, paramLabel = "DIR", required = true,
      description = "the source root to write below")
  private Path folder = Path.of("");

  @Option(names = "--tests", paramLabel = "DIR",
      description = "the source root to write a JUnit 5 test of the class below: it replays golden inputs and outputs, "
          + "which the float64 reference computes now")
  private Optional<Path> tests = Optional.empty();

  @Option(names = "--package", paramLabel = "NAME", description = "the package of the class (default: none)")
  private Optional<String> packageName = Optional.empty();

  @Option(names = "--remarks", description = "say what every pass did, and what it did not and why")
  private boolean remarks;

  @Option(names = "--seed", paramLabel = "SEED", converter = WholeNumber.class, defaultValue = "1",
      description = "of the parameters, where the model binds no weights (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Mixin
  private ModelOptions options = new ModelOptions();

  @Mixin
  private PassFlags passes = new PassFlags();

  private final Console console;

  CompileCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    String name = packageName.orElse("");
    requirePackage(name);
    Pipeline pipeline = passes.pipeline();
    PassOptions passOptions = passes.options(console);
    List<LoadedModel> models = new Loading(console).all(file, options.load());
    Compiler.requireDifferentClasses(models);
    try (Progress progress = new Progress(console)) {
      List<Compilation> compilations = new ArrayList<>();
      for (LoadedModel model : models) {
        progress.step("compiling " + model.graph().name());
        compilations.add(
            Compiler.compile(model, pipeline, passOptions, new Seeding(seed, Seeding.Scheme.INITIAL)));
      }
      for (Compilation compilation : compilations) {
        progress.step("writing " + compilation.model().graph().name());
        say(compilation);
        say(compilation.write(SourceRoots.at(folder), name));
      }
      if (tests.isPresent()) {
        writeTests(compilations, name, tests.get(), progress);
      }
    }
    return ExitCode.FINE;
  }

  private void writeTests(List<Compilation> compilations, String name, Path root, Progress progress)
      throws IOException {
    for (Compilation compilation : compilations) {
      progress.step("running the reference of " + compilation.model().graph().name() + " for its test");
      say(GoldenTests.write(compilation, SourceRoots.at(root), name));
    }
  }

  /** What the virtual machine loads: names that Java allows, but none of its own. */
  private static void requirePackage(String name) {
    if (!name.isEmpty() && !SourceVersion.isName(name, SourceVersion.RELEASE_25)) {
      throw new MisuseException("--package " + name + ": required names that Java allows, with dots between them");
    }
    if (name.equals("java") || name.startsWith("java.")) {
      throw new MisuseException("--package " + name + ": Java loads no classes but its own from packages below `java`");
    }
  }

  private void say(List<EmittedFile> files) {
    files.stream().filter(EmittedFile::changed).forEach(file -> console.note("wrote " + file.path()));
  }

  private void say(Compilation compilation) {
    if (remarks) {
      compilation.remarks().forEach(console::line);
    }
    console.note(compilation.parameters().origin());
  }
}
