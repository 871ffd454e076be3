package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import nacre.ir.Graph;
import nacre.ir.Param;
import nacre.source.Diagnostic;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;

/** Reads {@code weights} statements: which file, and what each parameter is called there. */
final class WeightMap {
  private final Expansion expansion;
  private final TextFiles files;

  WeightMap(Expansion expansion, TextFiles files) {
    this.expansion = expansion;
    this.files = files;
  }

  WeightBinding read(Statement.Weights statement, Graph graph, Scope scope) {
    String path = statement.path().value();
    FilePaths.problem(path).ifPresent(problem -> {
      throw Failure.of(ErrorKind.WEIGHT_MAP, statement.path().span(), "`weights`: " + problem);
    });
    List<WeightRule> rules = new ArrayList<>();
    for (Syntax.Setting setting : statement.settings()) {
      rules.add(WeightRule.read(setting, scope.instance().unit().source()));
    }
    SequencedMap<String, String> names = new LinkedHashMap<>(Map.of());
    Set<WeightRule> used = new HashSet<>();
    for (Param param : graph.params()) {
      Optional<WeightRule> rule = longest(rules, param.path(), used);
      names.put(param.path(), rule.map(r -> r.apply(param.path(), expansion.evaluator, scope)).orElse(param.path()));
    }
    for (WeightRule rule : rules) {
      if (!used.contains(rule)) {
        expansion.problems.report(Diagnostic.warning(ErrorKind.WEIGHT_MAP.id(), rule.span(),
            "no parameter's path starts like this; `summary` shows the paths"));
      }
    }
    String from = scope.instance().unit().source().name();
    return new WeightBinding(path, files.resolve(from, path), statement.path().span(), names);
  }

  /** The rule with the longest match, the first of those that are equally long; every rule that matches counts as used. */
  private static Optional<WeightRule> longest(List<WeightRule> rules, String path, Set<WeightRule> used) {
    List<WeightRule> matching = rules.stream().filter(rule -> rule.matches(path).isPresent()).toList();
    used.addAll(matching);
    return matching.stream().max(Comparator.comparingInt(rule -> rule.matches(path).orElseThrow()));
  }
}
