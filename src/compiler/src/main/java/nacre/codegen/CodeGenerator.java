package nacre.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Output;
import nacre.ir.TensorType;
import nacre.ir.TypeError;
import nacre.source.Diagnostic;

/** Makes the plan of a graph: places, calls, addresses and methods, checked before anyone sees them. */
public final class CodeGenerator {
  /**
   * A graph that became a plan.
   *
   * @param graph   with numbers for all symbols but the batch's
   * @param remarks what a user may want to know, such as copies that the layout made necessary
   * @param memory  what the plan's activations need
   * @param written what they would need if everything were computed in the order of the text
   */
  public record Planned(Graph graph, Plan plan, List<Diagnostic> remarks, Footprint memory, Footprint written) {
    public Planned {
      remarks = List.copyOf(remarks);
    }
  }

  private CodeGenerator() {}

  /** The symbol of the number of images, the only one that code leaves open: the outermost extent of an input. */
  public static Optional<String> batch(Graph graph) {
    return BatchSymbol.name(graph);
  }

  /**
   * The plan of a graph.
   *
   * @param dims  numbers for symbols, such as {@code H=224}
   * @param facts what the class says of itself
   * @throws UnsupportedModelException with all that stands in the way
   */
  public static Planned plan(Graph graph, Map<String, Long> dims, Plan.Facts facts) {
    Graph concrete = concrete(graph, dims);
    Reach reach = new Reach(concrete);
    List<Node> nodes = reach.nodes();
    Optional<Plan.Batch> batch = BatchSymbol.of(concrete, nodes);
    Selection selection = Selection.of(concrete, reach, new BatchExtents(batch.map(Plan.Batch::symbol)));
    try {
      return Stream.of(ElementwiseChains.joinedIn(selection), ElementwiseChains.sparinglyJoinedIn(selection)).distinct()
          .map(joined -> plan(concrete, batch, facts, joined))
          .reduce((most, sparing) -> sparing.memory().compareTo(most.memory()) < 0 ? sparing : most).orElseThrow();
    } catch (ArithmeticException e) {
      Problems problems = new Problems();
      problems.report(Concern.TOO_LARGE, Location.NONE,
          "`" + graph.name() + "` needs 2^31 elements or more for one image; a Java "
              + "array holds fewer");
      throw problems.exception();
    }
  }

  private static Graph concrete(Graph graph, Map<String, Long> dims) {
    try {
      return graph.substitute(dims);
    } catch (TypeError e) {
      Problems problems = new Problems();
      problems.report(Concern.SHAPE, Location.NONE, e.text());
      throw problems.exception();
    }
  }

  private static Planned plan(Graph graph, Optional<Plan.Batch> batch, Plan.Facts facts, Selection selection) {
    Forms forms = Forms.of(selection);
    Places places = Places.of(forms, selection.inputs());
    Ordered written = ordered(graph, selection, forms, places, forms.works());
    Ordered best = written;
    for (List<Work> order : Schedule.of(forms.works(), places, selection.inputs(), forms.outputs())) {
      Ordered scheduled = ordered(graph, selection, forms, places, order);
      best = scheduled.memory().compareTo(best.memory()) < 0 ? scheduled : best;
    }
    Compacted compacted = compact(best.all().steps(), selection.constants());
    Plan plan = new Plan(graph.name(), Target.JAVA, batch, best.ports(), best.all().slots(), compacted.constants(),
        Regions.of(compacted.steps()), best.all().observed(), facts);
    PlanChecker.check(plan);
    return new Planned(graph, plan, best.remarks(), best.memory(), written.memory());
  }

  /** Steps in one order, with their memory. */
  private record Ordered(List<Port> ports, HaloSteps all, List<Diagnostic> remarks, Footprint memory) {}

  private static Ordered ordered(Graph graph, Selection selection, Forms forms, Places places, List<Work> works) {
    Lowering lowering = Lowering.of(graph, selection, forms, places, works);
    List<Port> ports = ports(graph, selection, forms, lowering);
    List<Slot> slots = MemoryPlanner.plan(places.storages(), lowering.steps(), ports);
    HaloSteps all = HaloSteps.of(slots, lowering.steps(), lowering.observed());
    return new Ordered(ports, all, lowering.remarks(), Footprint.of(slots));
  }

  private static List<Port> ports(Graph graph, Selection selection, Forms forms, Lowering lowering) {
    List<Port> ports = new ArrayList<>();
    for (int i = 0; i < graph.inputs().size(); i++) {
      Input input = graph.inputs().get(i);
      TensorType type = (TensorType) graph.type(input.value()).orElseThrow();
      ports.add(new Port(input.name(), Port.Way.IN, type, lowering.view(selection.inputs().get(i)), List.of()));
    }
    List<Arg.Local> outputs = forms.outputs();
    for (int i = 0; i < graph.outputs().size(); i++) {
      Output output = graph.outputs().get(i);
      TensorType type = (TensorType) graph.type(output.value()).orElseThrow();
      ports.add(new Port(output.name(), Port.Way.OUT, type, lowering.view(outputs.get(i)), output.labels()));
    }
    return ports;
  }

  private record Compacted(List<Step> steps, List<Constant> constants) {}

  /** Only the constants that a step reads, numbered anew. */
  private static Compacted compact(List<Step> steps, Constants all) {
    Set<Integer> used = new TreeSet<>();
    for (Step step : steps) {
      used.addAll(step.packed());
      step.reads().forEach(source -> {
        if (source instanceof Source.Stored(int constant)) {
          used.add(constant);
        }
      });
    }
    Map<Integer, Integer> numbers = new HashMap<>();
    List<Constant> constants = new ArrayList<>();
    for (int id : used) {
      Constant constant = all.get(id);
      numbers.put(id, constants.size());
      constants.add(new Constant(constants.size(), constant.name(), constant.stored(), constant.origin()));
    }
    return new Compacted(steps.stream().map(step -> renumbered(step, numbers)).toList(), constants);
  }

  private static Step renumbered(Step step, Map<Integer, Integer> numbers) {
    List<Source> reads = step.reads().stream()
        .<Source>map(source -> source instanceof Source.Stored(int id) ? new Source.Stored(numbers.getOrDefault(id, id))
            : source)
        .toList();
    List<Integer> packed = step.packed().stream().map(id -> numbers.getOrDefault(id, id)).toList();
    return new Step(step.number(), step.call(), reads, packed, step.writes(), step.location(), step.ir());
  }
}
