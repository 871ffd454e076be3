package nacre.decompile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.Value;
import nacre.ir.op.Constant;
import nacre.ir.op.Fused;
import nacre.ir.op.InputOp;
import nacre.ir.op.Op;
import nacre.ir.op.OpSpec;
import nacre.ir.op.OpaqueOp;

/** Reads a graph as the steps of a text. */
final class StepReader {
  private final Graph graph;
  private final Layout layout;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Value, Step.Ref> values = new HashMap<>();
  /** Parameters of their own and constants, once they are declared. */
  private final Map<Operand, Step.Ref> declared = new HashMap<>();
  private final Map<Integer, Integer> readers = new HashMap<>();
  private final Map<Applied, Integer> applications = new HashMap<>();
  private final List<Steps.Layer> layers = new ArrayList<>();
  private final Map<Applied, Integer> shared = new HashMap<>();
  private final Blame blame = new Blame();
  private int next;

  /** An op with its parameters: what is one layer, however often it is applied. */
  private record Applied(Op op, List<Operand> params) {
    static Applied of(Node node) {
      return new Applied(node.op(), node.operands().stream().skip(CallSettings.firstParam(node)).toList());
    }

    boolean isLayer() {
      return params.stream().anyMatch(Operand.ParamRef.class::isInstance);
    }
  }

  StepReader(Graph graph, Layout layout) {
    this.graph = graph;
    this.layout = layout;
    graph.nodes().forEach(this::count);
  }

  private void count(Node node) {
    for (Operand operand : node.operands()) {
      if (operand instanceof Operand.ParamRef(int param)) {
        readers.merge(param, 1, Integer::sum);
      }
    }
    applications.merge(Applied.of(node), 1, Integer::sum);
  }

  Steps read() {
    List<Type> inputs = new ArrayList<>();
    graph.inputs().forEach(input -> {
      values.put(input.value(), new Step.Ref(next++, 0));
      inputs.add(graph.producer(input.value()).type());
    });
    graph.nodes().stream().filter(node -> !(node.op() instanceof InputOp || node.op() instanceof Constant))
        .forEach(this::tried);
    return new Steps(inputs, steps, outputs(), layers, layout);
  }

  private List<Step.Ref> outputs() {
    graph.outputs().stream().filter(output -> !values.containsKey(output.value()))
        .forEach(output -> blame.add(new Unwritable.Problem(
            "output `" + output.name() + "` is a constant; a text computes its outputs", output.location())));
    blame.say();
    return graph.outputs().stream().flatMap(output -> Optional.ofNullable(values.get(output.value())).stream())
        .toList();
  }

  /** All problems are said at once: what cannot be said still has results. What follows from one is no other. */
  private void tried(Node node) {
    try {
      node(node);
    } catch (Unwritable e) {
      blame.add(node, e);
      next++;
      results(node);
    }
  }

  private void node(Node node) {
    OpSpec spec = node.op().spec();
    if (node.op() instanceof Fused) {
      throw new Unwritable("`" + node.path() + "` is several ops in one, as passes make them, for which a text has no "
          + "words; export the model as it was before with --stage source", node.location());
    }
    if (node.op() instanceof OpaqueOp opaque) {
      throw new Unwritable("`" + node.path() + "` has no words in a text: " + opaque.complaint(), node.location());
    }
    Inputs all = new Inputs(node);
    int firstParam = CallSettings.firstParam(node);
    all.inputs(spec, node.operands().subList(0, Math.min(firstParam, node.operands().size())));
    Applied applied = Applied.of(node);
    int times = applied.isLayer() ? applications.getOrDefault(applied, 1) : 1;
    if (times > 1 && given(node, spec, firstParam, times).isEmpty()) {
      shared(node, applied, all);
      return;
    }
    Set<String> given = given(node, spec, firstParam, 1);
    for (int i = 0; i < spec.params().size(); i++) {
      if (given.contains(spec.params().get(i).name())) {
        all.port(spec.params().get(i).name(), true, node.operand(firstParam + i));
      }
    }
    CallSettings said = CallSettings.of(graph, layout, node, given);
    boolean list = !spec.inputs().isEmpty() && spec.inputs().getFirst().arity() == OpSpec.Arity.LIST;
    List<Leaf> leaves = new ArrayList<>(all.literals);
    leaves.addAll(said.leaves());
    Callee callee = new Callee.Operation(said.name(), List.copyOf(all.ports), list,
        list || all.positional == spec.inputs().size(), said.settings(), node.types().size());
    add(callee, all.refs, leaves, said.implied(), node.types(), tensors(node));
    results(node);
  }

  private void results(Node node) {
    for (int port = 0; port < node.types().size(); port++) {
      values.put(node.value(port), new Step.Ref(next - 1, port));
    }
  }

  /** One application of a layer that has several. */
  private void shared(Node node, Applied applied, Inputs all) {
    int index = shared.computeIfAbsent(applied, _ -> {
      CallSettings said = CallSettings.of(graph, layout, node, Set.of());
      layers.add(new Steps.Layer(
          new Callee.Operation(said.name(), List.of(), false, true, said.settings(), node.types().size()),
          said.leaves(), said.implied()));
      return layers.size() - 1;
    });
    Callee callee = new Callee.Shared(index, node.op().name(), List.copyOf(all.ports), node.types().size());
    add(callee, all.refs, all.literals, List.of(), node.types(), tensors(node));
    results(node);
  }

  /**
   * Parameters that are handed in: those that others read too, and those that the call would make otherwise.
   *
   * @param times how often the layer is applied
   */
  private Set<String> given(Node node, OpSpec spec, int firstParam, int times) {
    Set<String> given = new LinkedHashSet<>();
    for (int i = 0; i < spec.params().size(); i++) {
      Operand operand = node.operand(firstParam + i);
      if (!(operand instanceof Operand.Absent) && !owns(spec.params().get(i), operand, times)) {
        given.add(spec.params().get(i).name());
      }
    }
    Set<String> misfits = CallSettings.misfits(graph, layout, node, given);
    while (!misfits.isEmpty()) {
      given.addAll(misfits);
      misfits = CallSettings.misfits(graph, layout, node, given);
    }
    return given;
  }

  private Step.Ref add(Callee callee, List<Step.Ref> refs, List<Leaf> leaves, List<Boolean> implied,
      List<Type> types, List<String> tensors) {
    steps.add(new Step(next, callee, refs, leaves, implied, types, tensors));
    return new Step.Ref(next++, 0);
  }

  /** Whether a layer makes a parameter itself: it is of the kind that the op makes, and no other layer reads it. */
  private boolean owns(OpSpec.ParamSpec spec, Operand operand, int times) {
    if (!(operand instanceof Operand.ParamRef(int index)) || readers.getOrDefault(index, 0) != times) {
      return false;
    }
    Param param = graph.params().get(index);
    return param.role() == spec.role();
  }

  /** A value, or a parameter that is declared by now. */
  private Step.Ref ref(Operand operand) {
    return operand instanceof Value value && values.containsKey(value)
        ? values.get(value)
        : declared.computeIfAbsent(operand, this::declare);
  }

  private Step.Ref declare(Operand operand) {
    TensorType type = (TensorType) graph.type(operand).orElseThrow();
    Location location = graph.producer(operand).map(Node::location)
        .orElseGet(() -> graph.param((Operand.ParamRef) operand).location());
    String what = location.model().map(model -> "`" + model.layerPath() + "`: ").orElse("");
    List<Leaf> sizes = type.dims().stream()
        .map(dim -> (Leaf) new Leaf.Whole(dim.known().orElseThrow(() -> new Unwritable(
            what + "found a parameter of open shape " + type + ", required known extents", location))))
        .toList();
    if (sizes.contains(new Leaf.Whole(0))) {
      throw new Unwritable(what + "found " + type + " without elements; a parameter of a text has some", location);
    }
    String template = String.join(", ", sizes.stream().map(_ -> "{}").toList());
    return add(new Callee.Parameter(type.dtype(), new Callee.Setting("size", template, true)), List.of(), sizes,
        List.of(false), List.of(type), tensor(operand).stream().toList());
  }

  /** What a file calls the parameters that a node owns; those of their own are told where they are declared. */
  private List<String> tensors(Node node) {
    return node.operands().stream().filter(operand -> !declared.containsKey(operand))
        .flatMap(operand -> tensor(operand).stream()).toList();
  }

  private Optional<String> tensor(Operand operand) {
    return operand instanceof Operand.ParamRef ref
        ? graph.param(ref).location().model().map(Location.Model::layerPath)
        : Optional.empty();
  }

  /** The inputs of one node. */
  private final class Inputs {
    private final Node node;
    private final List<Callee.Port> ports = new ArrayList<>();
    private final List<Leaf> literals = new ArrayList<>();
    private final List<Step.Ref> refs = new ArrayList<>();
    private int positional;

    Inputs(Node node) {
      this.node = node;
    }

    void inputs(OpSpec spec, List<Operand> operands) {
      boolean gap = false;
      for (int i = 0; i < operands.size(); i++) {
        gap |= operands.get(i) instanceof Operand.Absent;
        if (!(operands.get(i) instanceof Operand.Absent)) {
          String name = spec.inputs().get(Math.min(i, spec.inputs().size() - 1)).name();
          port(name, gap, operands.get(i));
          positional += gap ? 0 : 1;
        }
      }
    }

    void port(String name, boolean named, Operand operand) {
      Optional<Leaf> literal = named ? Optional.empty() : literal(operand);
      ports.add(new Callee.Port(name, named, literal.isPresent()));
      literal.ifPresentOrElse(literals::add, () -> refs.add(ref(operand)));
    }

    /** A number beside a tensor becomes one of the element type of the first tensor of numbers. */
    private Optional<Leaf> literal(Operand operand) {
      return scalar(operand).filter(contents -> beside().filter(contents.dtype()::equals).isPresent())
          .flatMap(Inputs::leaf);
    }

    private Optional<Tensor> scalar(Operand operand) {
      return graph.producer(operand).map(Node::op)
          .flatMap(op -> op instanceof Constant(Tensor contents) && contents.rank() == 0
              ? Optional.of(contents)
              : Optional.empty());
    }

    private static Optional<Leaf> leaf(Tensor contents) {
      return switch (contents.dtype().kind()) {
        case LOGICAL -> Optional.of(new Leaf.Flag(contents.integer(0) != 0));
        case INTEGER -> Optional.of(contents.integer(0)).filter(value -> value > Long.MIN_VALUE)
            .map(Leaf.Whole::new);
        case REAL -> real(contents.dtype(), contents.real(0));
      };
    }

    /** The shortest number that becomes the same one in the element type. */
    private static Optional<Leaf> real(DType dtype, double value) {
      boolean single = dtype != DType.F64 && (float) value == value;
      double shown = single ? Double.parseDouble(Float.toString((float) value)) : value;
      return Double.isFinite(value) ? Optional.of(new Leaf.Real(shown)) : Optional.empty();
    }

    private Optional<DType> beside() {
      List<DType> types = node.operands().stream().filter(operand -> scalar(operand).isEmpty())
          .flatMap(operand -> graph.type(operand).stream()).filter(TensorType.class::isInstance)
          .map(type -> ((TensorType) type).dtype()).toList();
      return types.stream().filter(type -> type != DType.BOOL).findFirst().or(() -> types.stream().findFirst());
    }
  }
}
