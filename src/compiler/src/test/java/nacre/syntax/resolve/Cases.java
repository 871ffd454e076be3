package nacre.syntax.resolve;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import nacre.ir.Graph;
import nacre.ir.IrPrinter;
import nacre.ir.Phase;
import nacre.source.DiagnosticPrinter;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.testing.Golden;

/**
 * A golden case of the resolver: {@code [source]} is the text, other files stand in {@code [blocks]}, {@code [more]} and
 * {@code [labels]}, and {@code [options]} holds lines such as {@code model A}, {@code set classes=10},
 * {@code dim H=8} and {@code weights FILE}.
 * Of what comes out, only the sections that the case names are compared, and always {@code [errors]}.
 */
final class Cases {
  private final Golden golden;
  private final Reporter reporter = new Reporter();
  private final Resolution resolution;

  private Cases(Golden golden) {
    this.golden = golden;
    this.resolution =
        Resolver.resolve(Source.of("case.nacre", golden.section("source")), files(golden), options(golden), reporter);
  }

  static Map<String, String> outcome(Golden golden) {
    Cases run = new Cases(golden);
    Map<String, String> sections = new LinkedHashMap<>();
    run.add(sections, "graph", Cases::graphs);
    run.add(sections, "located",
        models -> models.stream().map(m -> IrPrinter.print(m.graph())).collect(Collectors.joining()));
    run.add(sections, "paths", Cases::paths);
    run.add(sections, "weights", Cases::weights);
    run.add(sections, "allows", models -> models.stream().flatMap(m -> m.suppressions().stream())
        .map(s -> s.rules() + " \"" + s.reason() + "\" at " + s.at() + " covers "
            + lines(s.covers().line(), s.covers().endLine()))
        .collect(Collectors.joining("\n")));
    if (golden.find("loose").isPresent()) {
      sections.put("loose", graphs(run.resolution.blocks()));
    }
    sections.put("errors",
        new DiagnosticPrinter(run.resolution::source, DiagnosticPrinter.Colour.NONE).print(run.reporter));
    return sections;
  }

  private void add(Map<String, String> sections, String name, Function<List<Resolved>, String> print) {
    if (golden.find(name).isPresent()) {
      sections.put(name, resolution.models().isEmpty() ? "nothing" : print.apply(resolution.models()));
    }
  }

  private static String graphs(List<Resolved> models) {
    return models.isEmpty()
        ? "nothing"
        : models.stream().map(m -> IrPrinter.print(m.graph(), IrPrinter.Detail.WITHOUT_LOCATIONS))
            .collect(Collectors.joining());
  }

  private static String paths(List<Resolved> models) {
    StringBuilder text = new StringBuilder();
    for (Resolved model : models) {
      Graph graph = model.graph();
      graph.nodes().forEach(node -> text.append(node.path()).append(": ").append(node.op().name()).append('\n'));
      graph.params()
          .forEach(param -> text.append("  ").append(param.path()).append(' ').append(param.type()).append('\n'));
    }
    return text.toString();
  }

  private static String weights(List<Resolved> models) {
    return models.stream().flatMap(m -> m.weights().stream()).map(w -> w.file() + "\n" + w.names().entrySet().stream()
        .map(e -> e.getKey() + " = " + e.getValue()).collect(Collectors.joining("\n")))
        .collect(Collectors.joining("\n"));
  }

  private static String lines(int from, int to) {
    return from == to ? "line " + from : "lines " + from + " to " + to;
  }

  private static ResolveOptions options(Golden golden) {
    Optional<String> model = Optional.empty();
    Map<String, String> set = new HashMap<>();
    Map<String, Long> dims = new HashMap<>();
    Optional<Path> weights = Optional.empty();
    for (String line : golden.find("options").orElse("").lines().toList()) {
      String[] words = line.split(" ", 2);
      String[] pair = words[1].split("=", 2);
      switch (words[0]) {
        case "model" -> model = Optional.of(words[1]);
        case "set" -> set.put(pair[0], pair[1]);
        case "weights" -> weights = Optional.of(Path.of(words[1]));
        case "dim" -> dims.put(pair[0], Long.parseLong(pair[1]));
        default -> throw new IllegalArgumentException(line);
      }
    }
    return new ResolveOptions(model, set, dims, weights, Phase.INFERENCE);
  }

  /** The other sections as files of one folder. */
  private static TextFiles files(Golden golden) {
    Map<String, String> names = Map.of("blocks.nacre", "blocks", "more.nacre", "more", "labels.txt", "labels");
    return new TextFiles() {
      @Override
      public String resolve(String from, String path) {
        return path;
      }

      @Override
      public Optional<Source> read(String name, Reporter reporter) {
        return Optional.ofNullable(names.get(name)).flatMap(golden::find).map(text -> Source.of(name, text));
      }
    };
  }
}
