package nacre.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.Value;
import nacre.ir.op.OpaqueOp;
import nacre.kernels.call.Extent;

/**
 * What is computed, before anything has a place: the nodes that run, as pieces of work in order, each of one kernel family.
 *
 * @param locals  everything that is computed or handed in; the index is the id
 * @param values  the local that holds each value of the graph that survives
 * @param inputs  the locals that callers fill, in the order of the graph's inputs
 * @param outputs what callers read, in the order of the graph's outputs
 */
record Selection(List<Arg.Local> locals, List<Work> works, Map<Value, Arg.Local> values, List<Arg.Local> inputs,
    List<Arg.Local> outputs, Constants constants) {
  /** @throws UnsupportedModelException naming every node that cannot be compiled */
  static Selection of(Graph graph, Reach reach, BatchExtents extents) {
    Problems problems = new Problems();
    Selector selector = new Selector(graph, reach, extents, problems);
    selector.selectAll();
    problems.throwIfAny();
    return selector.result();
  }

  /** Walks through the nodes and chooses for each. */
  private static final class Selector {
    private final Graph graph;
    private final Reach reach;
    private final BatchExtents extents;
    private final Problems problems;
    private final Constants constants;
    private final List<Arg.Local> locals = new ArrayList<>();
    private final List<Work> works = new ArrayList<>();
    private final Map<Value, Arg.Local> values = new LinkedHashMap<>();
    private final Map<Integer, Input> inputs = new HashMap<>();

    Selector(Graph graph, Reach reach, BatchExtents extents, Problems problems) {
      this.graph = graph;
      this.reach = reach;
      this.extents = extents;
      this.problems = problems;
      this.constants = new Constants(graph);
      graph.inputs().forEach(input -> inputs.put(input.value().node(), input));
    }

    void selectAll() {
      for (Input input : graph.inputs()) {
        local(graph.producer(input.value())).ifPresent(local -> values.put(input.value(), local));
      }
      for (Node node : reach.nodes()) {
        if (!inputs.containsKey(node.id())) {
          select(node);
        }
      }
      graph.outputs().forEach(this::checkOutput);
    }

    Selection result() {
      return new Selection(locals, works, values,
          graph.inputs().stream().map(input -> local(input.value())).toList(),
          graph.outputs().stream().map(this::output).toList(), constants);
    }

    private Arg.Local local(Value value) {
      return Optional.ofNullable(values.get(value)).orElseThrow();
    }

    private void select(Node node) {
      Optional<Arg.Local> result = local(node);
      if (result.isEmpty() || !operandsAreThere(node)) {
        return;
      }
      NodeSelector selector = new NodeSelector(graph, node, position -> operand(node, position), this::link);
      try {
        works.addAll(selector.select(result.get()));
        values.put(node.value(), result.get());
      } catch (NodeSelector.NoKernelException e) {
        problems.unsupported(node, e.text());
        values.put(node.value(), result.get());
      }
    }

    /** False where an operand is in error already, or is a constant that code cannot hold. */
    private boolean operandsAreThere(Node node) {
      boolean there = true;
      for (Operand operand : node.operands()) {
        if (reach.isConstant(operand)) {
          boolean storable = graph.type(operand).orElseThrow() instanceof TensorType type && isStorable(type);
          if (!storable) {
            problems.unsupported(node, "found a constant " + graph.type(operand).orElseThrow()
                + "; compiled code reads constants of known size, below 2^31 elements");
          }
          there &= storable;
        } else if (operand instanceof Value value) {
          there &= values.containsKey(value);
        }
      }
      return there;
    }

    private boolean isStorable(TensorType type) {
      return type.isRanked()
          && total(type.dims().stream().map(extents::of).toList()).isPresent();
    }

    private Optional<Arg> operand(Node node, int position) {
      Operand operand = node.operand(position);
      if (operand instanceof Operand.Absent) {
        return Optional.empty();
      }
      if (reach.isConstant(operand)) {
        return Optional.of(stored(constants.of(node, position)));
      }
      return Optional.ofNullable(operand instanceof Value value ? values.get(value) : null);
    }

    private Arg.Stored stored(Constant constant) {
      List<Extent> dims = constant.stored().dims().stream().map(dim -> extents.of(dim).orElseThrow()).toList();
      return new Arg.Stored(constant.id(), constant.stored().dtype(), dims);
    }

    /** A new local for a node's result; empty, and a problem, if it has a type that code cannot hold. */
    private Optional<Arg.Local> local(Node node) {
      if (node.op() instanceof OpaqueOp opaque) {
        unknown(node, opaque);
        return Optional.empty();
      }
      if (node.types().size() != 1 || !(node.type() instanceof TensorType type) || !type.isRanked()) {
        problems.unsupported(node, "found " + text(node.types()) + ", required one tensor of known rank");
        return Optional.empty();
      }
      List<Optional<Extent>> dims = type.dims().stream().map(extents::of).toList();
      if (dims.contains(Optional.<Extent>empty()) || total(dims).isEmpty()) {
        problems.unsupported(node,
            "found " + type + "; sizes may grow with the batch, but only in proportion and below 2^31");
        return Optional.empty();
      }
      return Optional.of(temporary(type.dtype(), dims.stream().flatMap(Optional::stream).toList()));
    }

    /** What only depends on an unknown operation is not told of beside it. */
    private void unknown(Node node, OpaqueOp opaque) {
      if (!opaque.isDownstream()) {
        problems.unsupported(node, opaque.complaint());
      }
    }

    private static String text(List<Type> types) {
      return types.size() == 1 ? types.getFirst().toString() : types.size() + " results";
    }

    /** The number of elements, if it is affine in the number of images and fits. */
    private static Optional<Extent> total(List<Optional<Extent>> dims) {
      try {
        Extent product = Extent.fixed(1);
        for (Optional<Extent> dim : dims) {
          Extent factor = dim.orElseThrow();
          if (!product.isFixed() && !factor.isFixed()) {
            return Optional.empty();
          }
          product = product.isFixed() ? factor.times(product.fixed()) : product.times(factor.fixed());
        }
        return Optional.of(product);
      } catch (ArithmeticException e) {
        return Optional.empty();
      }
    }

    /** A place for what passes between two pieces of one node. */
    private Arg.Local link(TensorType type) {
      List<Optional<Extent>> dims = type.dims().stream().map(extents::of).toList();
      if (dims.contains(Optional.<Extent>empty()) || total(dims).isEmpty()) {
        throw new NodeSelector.NoKernelException("found " + type + " between its parts");
      }
      return temporary(type.dtype(), dims.stream().flatMap(Optional::stream).toList());
    }

    private Arg.Local temporary(DType dtype, List<Extent> dims) {
      Arg.Local local = new Arg.Local(locals.size(), dtype, dims);
      locals.add(local);
      return local;
    }

    private void checkOutput(Output output) {
      if (reach.isConstant(output.value()) && graph.type(output.value()).orElseThrow() instanceof TensorType type
          && !isStorable(type)) {
        problems.report(Concern.UNSUPPORTED_OP, output.location(),
            "output `" + output.name() + "` cannot be compiled: found " + type
                + "; compiled code holds constants of known size, below 2^31 elements");
      }
    }

    /** A constant output is copied into the workspace, where its port can read it. */
    private Arg.Local output(Output output) {
      if (!reach.isConstant(output.value())) {
        return local(output.value());
      }
      Arg.Stored stored = stored(constants.ofOutput(output.value(), output.name()));
      Arg.Local copy = temporary(stored.dtype(), stored.dims());
      works.add(Work.copy(stored, copy, graph.producer(output.value())));
      return copy;
    }
  }
}
