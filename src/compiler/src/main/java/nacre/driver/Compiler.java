package nacre.driver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import nacre.codegen.CodeGenerator;
import nacre.codegen.JavaEmitter;
import nacre.codegen.Plan;
import nacre.codegen.UnsupportedModelException;
import nacre.ir.Graph;
import nacre.ir.Tensor;
import nacre.ir.op.BatchNorm;
import nacre.lint.LintConfig;
import nacre.lint.LintReport;
import nacre.lint.Linter;
import nacre.passes.Optimized;
import nacre.passes.PassManager;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.source.Diagnostic;
import nacre.source.InputException;
import nacre.source.Reporter;
import nacre.source.Severity;
import nacre.source.Source;
import nacre.source.SourceReader;
import nacre.source.Suppression;
import nacre.syntax.resolve.DiskFiles;
import nacre.syntax.resolve.EditWriter;
import nacre.syntax.resolve.MissingModel;
import nacre.syntax.resolve.Resolution;
import nacre.syntax.resolve.ResolveOptions;
import nacre.syntax.resolve.Resolved;
import nacre.syntax.resolve.Resolver;
import nacre.weights.Seeding;

/** All that shells call: from a file to findings, fixes, and running code. */
public final class Compiler {
  private Compiler() {}

  /**
   * Reads a text and all that it uses, or a model of another framework for which there is an importer. What is wrong with
   * it is in the result; nothing is thrown.
   */
  public static LoadedFile load(Path file, ResolveOptions options) {
    return Importers.of(file).map(importer -> imported(importer, file, options))
        .orElseGet(() -> text(file, options));
  }

  /** Whether the name of a file is that of a model which an importer reads. */
  public static boolean imports(Path file) {
    return Importers.of(file).isPresent();
  }

  /** Whether a file of such a name is more than that: not any JSON file, for instance, but a model in JSON. */
  public static boolean recognizes(Path file) {
    return Importers.of(file).filter(importer -> importer.recognizes(file)).isPresent();
  }

  private static LoadedFile imported(ModelImporter importer, Path file, ResolveOptions options) {
    try {
      ImportedModel model = importer.read(file, options);
      String name = model.graph().name();
      Optional<Diagnostic> missing = options.model().filter(asked -> !asked.equals(name))
          .map(asked -> MissingModel.error(asked, file.toString(), Set.of(name)));
      if (missing.isPresent()) {
        return new LoadedFile(file, options, List.of(missing.get()), Optional.empty(), Optional.empty(), List.of(file));
      }
      return new LoadedFile(file, options, model.notes(), Optional.empty(), Optional.of(model), List.of(file));
    } catch (InputException e) {
      Diagnostic error = e.diagnostic(Diagnostics.INVALID_MODEL);
      List<Path> files = Stream.concat(Stream.of(file), importer.beside(file).stream()).toList();
      return new LoadedFile(file, options, List.of(error), Optional.empty(), Optional.empty(), files, e.source());
    }
  }

  private static LoadedFile text(Path file, ResolveOptions options) {
    Reporter reporter = new Reporter();
    Optional<Source> source = SourceReader.read(file, reporter);
    return load(file, source, options, reporter);
  }

  /** The same for a text that is in memory and stands for a file. */
  static LoadedFile load(Path file, Source source, ResolveOptions options) {
    return load(file, Optional.of(source), options, new Reporter());
  }

  private static LoadedFile load(Path file, Optional<Source> source, ResolveOptions options, Reporter reporter) {
    DiskFiles files = new DiskFiles();
    Optional<Resolution> resolution = source.map(text -> Resolver.resolve(text, files, options, reporter));
    List<Path> texts = Stream.concat(Stream.of(file), files.asked().stream()).distinct().toList();
    return new LoadedFile(file, options, reporter.diagnostics(), resolution, Optional.empty(), texts);
  }

  /**
   * What given inputs say of the symbols that code needs numbers for, which are all but the batch's.
   *
   * @throws InputException for a size beyond its bound
   */
  public static Map<String, Long> sizes(LoadedModel model, Map<String, Tensor> inputs) {
    return InputShapes.sizes(model.graph(), inputs);
  }

  /**
   * Errors of the text, and findings of the rules in all of its models and blocks without errors. What the user's settings
   * say of rules is for {@link LintSession} to know.
   */
  public static List<Diagnostic> lint(LoadedFile file, LintConfig config) {
    return said(file, reports(file, config));
  }

  /** All that there is to say of a file when it is linted, by place. */
  static List<Diagnostic> said(LoadedFile file, List<LintReport> reports) {
    Stream<Diagnostic> unknown = file.imported().flatMap(model -> UnknownOperations.in(model.graph())).stream();
    return Stream.of(file.diagnostics().stream(), unknown, reports.stream().map(LintReport::diagnostic))
        .flatMap(all -> all).sorted(Diagnostic.ORDER).toList();
  }

  /** What the rules say, with what their fixes do to graphs and weights. */
  public static List<LintReport> reports(LoadedFile file, LintConfig config) {
    if (file.imported().isPresent()) {
      ImportedModel model = file.imported().get();
      return new Linter(config).lint(model.graph(), model.words());
    }
    if (file.resolution().isEmpty()) {
      return List.of();
    }
    Resolution resolution = file.resolution().get();
    List<Resolved> all = new ArrayList<>(resolution.models());
    all.addAll(resolution.blocks());
    List<Graph> graphs = all.stream().map(Resolved::graph).toList();
    List<Suppression> suppressions = all.stream().flatMap(one -> one.suppressions().stream()).distinct().toList();
    return new Linter(config).lint(graphs, suppressions, new EditWriter(resolution.texts())::translate);
  }

  /** Makes fixes in the text of a file, those that change what is computed only if asked for. Nothing is written yet. */
  public static FixedText fix(LoadedFile file, LintConfig config, boolean unsafe) {
    return new Fixer(file, reports(file, config), unsafe).fix();
  }

  /**
   * Optimises a model, and plans its code.
   *
   * @param seeding how parameters are drawn if the text binds no weights
   * @throws RejectedException if its weights do not fit, or something in it has no kernel
   */
  public static Compilation compile(LoadedModel model, Pipeline pipeline, PassOptions options, Seeding seeding) {
    return compile(model, pipeline, options, Parameters.of(model, seeding));
  }

  /**
   * Refuses models of one file that would be one class, or, where case counts for nothing, one file.
   *
   * @throws RejectedException at the second of the two
   */
  public static void requireDifferentClasses(List<LoadedModel> models) {
    Map<String, LoadedModel> known = new HashMap<>();
    for (LoadedModel model : models) {
      String name = JavaEmitter.className(model.graph().name());
      LoadedModel other = known.putIfAbsent(name.toLowerCase(Locale.ROOT), model);
      if (other != null) {
        throw new RejectedException(model.file(),
            List.of(new Diagnostic(Diagnostics.EQUAL_CLASSES, Severity.ERROR, model.name(),
                "the models `" + other.graph().name() + "` and `" + model.graph().name()
                    + "` would both be written as `"
                    + name + ".java`, where case counts for nothing; rename one, or compile one with --model",
                List.of(), List.of())));
      }
    }
  }

  static Compilation compile(LoadedModel model, Pipeline pipeline, PassOptions options, Parameters parameters) {
    Graph graph = model.graph().withWeights(parameters.known());
    Optimized optimized = new PassManager(options).run(graph, pipeline);
    try {
      Optimized legal = new PassManager(options.unlimited()).run(optimized.graph(), Pipeline.LEGALIZE);
      Optimized all = optimized.withLeft(BatchNorm.class, legal.graph(), "folded");
      Optimized.Tally norms = all.tally("batch norm", "folded");
      String text = model.file().path().getFileName().toString();
      Plan.Facts facts = new Plan.Facts(norms.all(), norms.achieved(), Optional.of(text));
      CodeGenerator.Planned planned = CodeGenerator.plan(legal.graph(), Map.of(), facts);
      return new Compilation(model, parameters, all, planned);
    } catch (UnsupportedModelException e) {
      throw new RejectedException(model.file(), e.diagnostics());
    }
  }
}
