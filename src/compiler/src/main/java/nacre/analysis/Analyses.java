package nacre.analysis;

import nacre.ir.Graph;
import nacre.ir.Phase;

/** What is known of one graph. Each analysis runs when it is first asked for, once. */
public final class Analyses {
  private final Graph graph;
  private final Lazy<Uses> uses;
  private final Lazy<Reachability> reachability;
  private final Lazy<Constness> constness;
  private final Lazy<Duplicates> duplicates;
  private final Lazy<KnownValues> known;
  private final Lazy<AxisProvenance> axes;
  private final Lazy<Intervals> intervals;
  private final Lazy<Costs> costs;
  private final Lazy<ShiftPaths> shiftsInTraining;
  private final Lazy<ShiftPaths> shiftsAtInference;

  public Analyses(Graph graph) {
    this.graph = graph;
    uses = new Lazy<>(() -> new Uses(graph));
    reachability = new Lazy<>(() -> new Reachability(graph));
    constness = new Lazy<>(() -> new Constness(graph));
    duplicates = new Lazy<>(() -> new Duplicates(graph));
    known = new Lazy<>(() -> new KnownValues(graph, constness()));
    axes = new Lazy<>(() -> new AxisProvenance(graph, constness()));
    intervals = new Lazy<>(() -> new Intervals(graph));
    costs = new Lazy<>(() -> new Costs(graph));
    shiftsInTraining = new Lazy<>(() -> new ShiftPaths(graph, uses(), axes(), Phase.TRAINING));
    shiftsAtInference = new Lazy<>(() -> new ShiftPaths(graph, uses(), axes(), Phase.INFERENCE));
  }

  public Graph graph() {
    return graph;
  }

  public Uses uses() {
    return uses.get();
  }

  public Reachability reachability() {
    return reachability.get();
  }

  public Constness constness() {
    return constness.get();
  }

  public Duplicates duplicates() {
    return duplicates.get();
  }

  public KnownValues known() {
    return known.get();
  }

  public AxisProvenance axes() {
    return axes.get();
  }

  public Intervals intervals() {
    return intervals.get();
  }

  public Costs costs() {
    return costs.get();
  }

  public ShiftPaths shifts(Phase phase) {
    return phase == Phase.TRAINING ? shiftsInTraining.get() : shiftsAtInference.get();
  }
}
