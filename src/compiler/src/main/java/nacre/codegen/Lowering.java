package nacre.codegen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.ir.op.Candidate;
import nacre.kernels.call.Call;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Gemm;
import nacre.source.Diagnostic;
import nacre.source.Severity;

/**
 * Turns pieces of work whose operands have places into kernel calls. Slots are the storages here; they get their addresses
 * from {@link MemoryPlanner}.
 */
final class Lowering {
  private final Graph graph;
  private final Selection selection;
  private final Places places;
  private final StridedCalls strided;
  private final IndexedCalls indexed;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Arg.Local, Integer> madeBy = new LinkedHashMap<>();
  private final List<Diagnostic> remarks = new ArrayList<>();

  private Lowering(Graph graph, Selection selection, Forms forms, Places places) {
    this.graph = graph;
    this.selection = selection;
    this.places = places;
    this.strided = new StridedCalls(places, forms);
    this.indexed = new IndexedCalls(strided);
  }

  /** @param works all of the forms' work, in the order in which it is to be done */
  static Lowering of(Graph graph, Selection selection, Forms forms, Places places, List<Work> works) {
    Lowering lowering = new Lowering(graph, selection, forms, places);
    selection.inputs().forEach(input -> lowering.madeBy.put(input, Live.BEFORE));
    works.forEach(lowering::lower);
    return lowering;
  }

  List<Step> steps() {
    return steps;
  }

  /** What a user may want to know: where elements are copied that could have stayed. */
  List<Diagnostic> remarks() {
    return remarks;
  }

  /** Where every value of the graph can be seen that has a place. */
  List<Observed> observed() {
    List<Observed> observed = new ArrayList<>();
    selection.values().forEach((value, local) -> {
      if (madeBy.containsKey(local)) {
        observed.add(observed(value, local));
      }
    });
    return observed;
  }

  private Observed observed(Value value, Arg.Local local) {
    Place place = places.of(local);
    Node node = graph.producer(value);
    return new Observed(value, node.path(), (TensorType) node.types().get(value.port()),
        Optional.ofNullable(madeBy.get(local)).orElseThrow(), view(local), place.strides());
  }

  View view(Arg.Local local) {
    Place place = places.of(local);
    return new View(place.storage(), place.geometry(), place.from());
  }

  private Source source(Arg arg) {
    return switch (arg) {
      case Arg.Local local -> view(local);
      case Arg.Stored stored -> new Source.Stored(stored.constant());
    };
  }

  private void lower(Work work) {
    int before = steps.size();
    if (!work.result().isEmpty() && !places.isAlias(work.result())) {
      if (work.links().isEmpty()) {
        calls(work);
      } else {
        step(work, work.how() instanceof Candidate.Reduction reduction
            ? indexed.reduceChain(work, reduction)
            : strided.chain(work));
      }
    }
    int operands = work.reads().stream().mapToInt(this::madeBy).max().orElse(Live.BEFORE);
    madeBy.put(work.result(), steps.size() > before ? steps.size() - 1 : operands);
  }

  private int madeBy(Arg arg) {
    return arg instanceof Arg.Local local ? Optional.ofNullable(madeBy.get(local)).orElseThrow() : Live.BEFORE;
  }

  private void calls(Work work) {
    switch (work.how()) {
      case Candidate.Convolution conv -> packed(work, WindowCalls.conv(work, conv));
      case Candidate.Dense _ -> packed(work, strided.dense(work));
      case Candidate.MatrixProduct _ -> product(work);
      case Candidate.Pooling pool -> step(work, WindowCalls.pool(work, pool));
      case Candidate.GlobalAverage average -> step(work, WindowCalls.globalAverage(work, average));
      case Candidate.Elementwise _, Candidate.Binary _, Candidate.Select _, Candidate.ScaleShift _ -> function(work);
      case Candidate.ParametricRelu _, Candidate.Cast _ -> function(work);
      case Candidate.BatchStatistics statistics -> normalise(work, statistics);
      case Candidate.Softmax(int axis) -> step(work, strided.softmax(work, axis));
      case Candidate.Relabel _ -> step(work, strided.relabel(work));
      case Candidate.Permutation(List<Integer> axes) -> step(work, strided.permute(work, axes));
      case Candidate.Concatenation(int axis) -> concat(work, axis);
      case Candidate.Border border -> border(work, border);
      case Candidate.Reduction reduction -> step(work, indexed.reduce(work, reduction));
      case Candidate.ArgExtreme extreme -> step(work, indexed.extreme(work, extreme));
      case Candidate.ArgTop top -> step(work, indexed.top(work, top));
      case Candidate.Scan scan -> step(work, indexed.scan(work, scan));
      case Candidate.Slice slice -> step(work, strided.slice(work, slice));
      case Candidate.Repeat _ -> step(work, strided.repeat(work));
      case Candidate.Tiles(List<Integer> repeats) -> step(work, strided.tiles(work, repeats));
      case Candidate.Gather(int axis) -> step(work, indexed.gather(work, axis));
      case Candidate.GatherElements(int axis) -> step(work, indexed.gatherElements(work, axis));
      case Candidate.GatherNd(int batchDims) -> step(work, indexed.gatherNd(work, batchDims));
      case Candidate.ScatterElements scatter -> scatter(work, indexed.scatterElements(work, scatter));
      case Candidate.ScatterNd(Candidate.Meeting meeting) -> scatter(work, indexed.scatterNd(work, meeting));
    }
  }

  /** A conversion of one real into another is none: reals of all types are held alike. */
  private void function(Work work) {
    step(work,
        Functions.of(work).map(function -> strided.pointwise(work, function)).orElseGet(() -> strided.cast(work)));
  }

  /** The picture and the residual are read where they lie; weights and bias are packed. */
  private void packed(Work work, Call call) {
    List<Source> reads = new ArrayList<>(List.of(source(work.operand(0))));
    work.residual().ifPresent(residual -> reads.add(source(residual)));
    List<Integer> packed = work.operands().stream().skip(1).flatMap(Optional::stream)
        .map(arg -> ((Arg.Stored) arg).constant()).toList();
    add(work, call, reads, packed);
  }

  private void product(Work work) {
    Gemm product = strided.product(work);
    Gemm packed = strided.packed(product);
    if (work.operand(1) instanceof Arg.Stored stored && stored.rank() == 2 && packed.batch().isEmpty()) {
      add(work, packed, List.of(source(work.operand(0))), List.of(stored.constant()));
    } else {
      step(work, product);
    }
  }

  /** The kernel wants gamma and beta; where one is left out it is 1 or 0. */
  private void normalise(Work work, Candidate.BatchStatistics how) {
    int channels = work.result().dims().get(how.axis()).fixed();
    Source gamma = work.has(1) ? source(work.operand(1)) : repeated(1, channels);
    Source beta = work.has(2) ? source(work.operand(2)) : repeated(0, channels);
    add(work, strided.normalise(work, how), List.of(source(work.operand(0)), gamma, beta), List.of());
  }

  private Source repeated(double value, int length) {
    return new Source.Stored(selection.constants().repeated(value, length).id());
  }

  private void concat(Work work, int axis) {
    Extent index = Extent.NONE;
    int copies = 0;
    for (Arg operand : work.reads()) {
      Extent extent = operand.dims().get(axis);
      copies += operand.isEmpty() || insert(work, operand, axis, index) ? 0 : 1;
      index =
          new Extent(Math.addExact(index.fixed(), extent.fixed()), Math.addExact(index.perImage(), extent.perImage()));
    }
    if (copies > 0) {
      remark(work, "`" + work.node().path() + "` copies " + copies + " of its " + work.reads().size()
          + " operands: they have places of their own, or do not lie next to each other along axis " + axis);
    }
  }

  /** Puts an operand into its part of a concatenation; returns whether it is there already. */
  private boolean insert(Work work, Arg operand, int axis, Extent index) {
    Place whole = places.of(work.result());
    if (strided.isPlanesAxis(work.result(), axis)) {
      Place part = strided.part(work.result(), operand, index.fixed());
      if (operand instanceof Arg.Local local && places.of(local).isSameAs(part)) {
        return true;
      }
      View view = new View(part.storage(), part.geometry(), part.from());
      add(work, strided.insert(work.result(), operand, Extent.NONE), List.of(source(operand)), List.of(), view);
      return false;
    }
    Extent at = at(index, whole.strides().get(axis));
    add(work, strided.insert(work.result(), operand, at), List.of(source(operand)), List.of(), view(work.result()));
    return false;
  }

  private static Extent at(Extent index, Extent stride) {
    return stride.isFixed() ? index.times(stride.fixed()) : stride.times(index.fixed());
  }

  private void border(Work work, Candidate.Border border) {
    Extent at = Extent.NONE;
    List<Extent> strides = places.of(work.result()).strides();
    for (int axis = 0; axis < strides.size(); axis++) {
      Extent skipped = strides.get(axis).times(border.before().get(axis));
      at = new Extent(Math.addExact(at.fixed(), skipped.fixed()), Math.addExact(at.perImage(), skipped.perImage()));
    }
    add(work, strided.fill(work.result(), border.value()), List.of(), List.of());
    if (!work.operand(0).isEmpty()) {
      add(work, strided.insert(work.result(), work.operand(0), at), List.of(source(work.operand(0))), List.of());
    }
  }

  /** The data are copied first; then the updates meet them. */
  private void scatter(Work work, Call updates) {
    Arg data = work.operand(0);
    add(work, strided.insert(work.result(), data, Extent.NONE), List.of(source(data)), List.of());
    if (!work.operand(2).isEmpty()) {
      add(work, updates, List.of(source(work.operand(2)), source(work.operand(1))), List.of());
    }
  }

  private void step(Work work, Call call) {
    add(work, call, work.reads().stream().map(this::source).toList(), List.of());
  }

  private void add(Work work, Call call, List<Source> reads, List<Integer> packed) {
    add(work, call, reads, packed, view(work.result()));
  }

  private void add(Work work, Call call, List<Source> reads, List<Integer> packed, View writes) {
    String ir = StepText.of(graph, work, selection.values()::containsKey);
    steps.add(new Step(steps.size(), call, reads, packed, writes, work.node().location(), ir));
  }

  private void remark(Work work, String message) {
    Location location = work.node().location();
    remarks.add(
        new Diagnostic(Concern.CONCAT_COPIES.id(), Severity.INFO, location.text().map(Location.Text::span), message,
            List.of(),
            List.of()));
  }
}
