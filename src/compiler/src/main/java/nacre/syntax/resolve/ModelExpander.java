package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.syntax.Expr;
import nacre.syntax.Statement;
import nacre.syntax.Syntax;
import nacre.syntax.SyntaxParser;

/** Unrolls one model. */
final class ModelExpander {
  private final BlockDef model;
  private final TextFiles files;
  private final ResolveOptions options;
  private final Problems problems = new Problems();
  private final ModelBody body = new ModelBody();
  private final Expansion expansion;
  private final ModelInputs inputs;
  private final ModelOutputs outputs;

  ModelExpander(BlockDef model, Recursion recursion, TextFiles files, ResolveOptions options) {
    this.model = model;
    this.files = files;
    this.options = options;
    boolean channelsLast = ModelInputs.channelsLast((Syntax.Model) model.syntax(), problems);
    this.expansion = new Expansion(new GraphBuilder(model.name()), problems, recursion, channelsLast, body, false);
    this.inputs = new ModelInputs(expansion, options.dims());
    this.outputs = new ModelOutputs(expansion, new LabelFiles(files, problems));
  }

  /** The symbols of its inputs, when it has been expanded. */
  Set<String> symbols() {
    return new TreeSet<>(inputs.met());
  }

  /** The model, unless it has errors, which are reported. */
  Optional<Resolved> expand(Reporter reporter) {
    body.start(inputs, outputs);
    Optional<Resolved> resolved = Optional.empty();
    try {
      resolved = model.broken() ? Optional.empty() : Optional.of(unroll());
    } catch (Failure failure) {
      problems.taint();
      failure.diagnostic().ifPresent(problems::report);
    } catch (Budget.Exhausted exhausted) {
      problems.taint();
      exhausted.diagnostic().ifPresent(problems::report);
    }
    problems.flush(reporter);
    return problems.tainted() ? Optional.empty() : resolved;
  }

  private Resolved unroll() {
    Scope scope = Scope.outermost(
        new Instance(model, expansion.segments.of(model), "", "", false, Optional.empty(), Optional.empty()));
    new ParameterBinder(expansion, model, scope).bind(chosen(scope), model.syntax().name().span());
    expansion.requireRoom(model);
    expansion.statements.run(model.syntax().body(), Expect.VALUE, scope);
    expansion.layers.finish();
    if (outputs.names().isEmpty() && !triesOutput()) {
      throw Failure.of(ErrorKind.NO_OUTPUT, model.syntax().name().span(),
          "`" + model.name() + "` has no output, required at least one: `output y = ...`");
    }
    expansion.graph.training(body.training(expansion, scope));
    Graph graph = expansion.graph.build();
    Optional<WeightBinding> binding = problems.tainted() ? Optional.empty() : binding(graph, scope);
    List<BlockDef> used = new ArrayList<>(expansion.expanded);
    used.add(model);
    return new Resolved(graph, binding, Suppressions.of(used), model.syntax().name().span());
  }

  /** What the text says of weights, or what is said from outside: another file, or one where it says nothing. */
  private Optional<WeightBinding> binding(Graph graph, Scope scope) {
    Optional<WeightBinding> written =
        body.weights().map(statement -> new WeightMap(expansion, files).read(statement, graph, scope));
    return options.weights().map(file -> written.map(binding -> binding.in(file)).orElseGet(() -> new WeightBinding(
        file.toString(), file.toString(), model.syntax().name().span(), new LinkedHashMap<>()))).or(() -> written);
  }

  /** Whether some statement in error was to be an output. */
  private boolean triesOutput() {
    boolean[] found = new boolean[1];
    SyntaxWalk.visit(model.syntax().body(), part -> {
      found[0] |= switch (part) {
        case Statement.Output _ -> true;
        case Statement.Invalid invalid -> model.home().source().slice(invalid.span()).startsWith("output");
        default -> false;
      };
      return true;
    });
    return found[0] && problems.tainted();
  }

  /** The parameters that are set from outside. */
  private Map<String, Given> chosen(Scope scope) {
    Map<String, Given> given = new LinkedHashMap<>();
    for (Parameter param : model.params()) {
      String text = options.set().get(param.name());
      if (text != null) {
        given.put(param.name(), new Given(read(param, text, scope), param.span(), Optional.empty()));
      }
    }
    return given;
  }

  private Datum read(Parameter param, String text, Scope scope) {
    if (param.type() == ParamType.Plain.STRING && !text.startsWith("\"")) {
      return new Datum.Text(text);
    }
    Reporter quiet = new Reporter();
    Expr expr = SyntaxParser.expression(Source.of("--set " + param.name(), text), quiet);
    if (quiet.hasErrors()) {
      throw Failure.of(ErrorKind.OPTION, param.span(),
          "`--set " + param.name() + "=" + text + "`: required " + param.type().required());
    }
    try {
      return expansion.evaluator.value(expr, param.type().expect(), scope);
    } catch (Failure failure) {
      String why = failure.diagnostic().map(d -> d.message()).orElse("it cannot be read");
      throw Failure.of(ErrorKind.OPTION, param.span(), "`--set " + param.name() + "=" + text + "`: " + why);
    }
  }
}
