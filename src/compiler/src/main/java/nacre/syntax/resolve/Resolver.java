package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nacre.source.Diagnostic;
import nacre.source.Nearest;
import nacre.source.Reporter;
import nacre.source.Source;

/** Reads a text and all that it uses, and makes a graph of each of its models. */
public final class Resolver {
  private final TextFiles files;
  private final ResolveOptions options;
  private final Reporter reporter;

  private Resolver(TextFiles files, ResolveOptions options, Reporter reporter) {
    this.files = files;
    this.options = options;
    this.reporter = reporter;
  }

  /**
   * Resolves a text. Errors are reported, those of a block once for all its uses; a model with errors is left out.
   *
   * @param main  the text; other files are found relative to its name
   * @param files where those come from
   */
  public static Resolution resolve(Source main, TextFiles files, ResolveOptions options, Reporter reporter) {
    return new Resolver(files, options, reporter).resolve(main);
  }

  private Resolution resolve(Source main) {
    Loader loader = new Loader(files, reporter);
    FileUnit unit = loader.load(main);
    Recursion recursion = new Recursion(reporter);
    recursion.check(loader.units());
    List<BlockDef> chosen = chosen(unit);
    requireKnownOptions(unit, chosen);
    requireOneModel(chosen);
    List<Resolved> models = new ArrayList<>();
    Set<String> symbols = new TreeSet<>();
    for (BlockDef model : chosen) {
      ModelExpander expander = new ModelExpander(model, recursion, files, options);
      expander.expand(reporter).ifPresent(models::add);
      symbols.addAll(expander.symbols());
    }
    if (models.size() == chosen.size()) {
      requireKnownDims(chosen, symbols);
    }
    List<Resolved> blocks = options.model().isPresent() ? List.of() : uncalled(unit, recursion);
    return new Resolution(models, blocks,
        loader.units().stream().map(u -> new Resolution.ReadText(u.source(), u.file())).toList());
  }

  private List<BlockDef> chosen(FileUnit unit) {
    if (options.model().isEmpty()) {
      return List.copyOf(unit.models().values());
    }
    String name = options.model().get();
    Optional<BlockDef> model = Optional.ofNullable(unit.models().get(name));
    if (model.isEmpty()) {
      reporter.report(MissingModel.error(name, unit.source().name(), unit.models().keySet()));
    }
    return model.stream().toList();
  }

  private void requireKnownOptions(FileUnit unit, List<BlockDef> models) {
    Set<String> known = new TreeSet<>();
    models.forEach(model -> model.params().forEach(param -> known.add(param.name())));
    for (String name : new TreeSet<>(options.set().keySet())) {
      if (!known.contains(name) && !models.isEmpty()) {
        option(ErrorKind.OPTION, "no model parameter `" + name + "` in `" + unit.source().name() + "`"
            + (known.isEmpty() ? "; the models have none" : "; there are " + String.join(", ", known))
            + Nearest.hint(name, known));
      }
    }
  }

  private void requireOneModel(List<BlockDef> models) {
    if (options.weights().isPresent() && models.size() > 1) {
      option(ErrorKind.OPTION, "`--weights` says one file, and there are " + models.size() + " models, "
          + String.join(", ", models.stream().map(m -> "`" + m.name() + "`").toList())
          + "; choose one with `--model`");
    }
  }

  private void requireKnownDims(List<BlockDef> models, Set<String> symbols) {
    for (Map.Entry<String, Long> dim : options.dims().entrySet()) {
      if (!symbols.contains(dim.getKey()) && !models.isEmpty()) {
        option(ErrorKind.OPTION, "no symbol `" + dim.getKey() + "` in the inputs of "
            + String.join(", ", models.stream().map(m -> "`" + m.name() + "`").toList())
            + (symbols.isEmpty() ? "" : "; there are " + String.join(", ", symbols)));
      } else if (dim.getValue() < 1) {
        option(ErrorKind.OPTION,
            "found " + dim.getValue() + " for `" + dim.getKey() + "`, required a size of at least 1");
      }
    }
  }

  private void option(ErrorKind kind, String message) {
    reporter.report(Diagnostic.error(kind.id(), message));
  }

  private List<Resolved> uncalled(FileUnit unit, Recursion recursion) {
    List<Resolved> resolved = new ArrayList<>();
    for (BlockDef block : unit.blocks().values()) {
      if (!recursion.isMentioned(block) && !block.broken()) {
        new LooseBlock(block, recursion).expand(reporter).ifPresent(resolved::add);
      }
    }
    return resolved;
  }
}
