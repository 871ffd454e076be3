package nacre.passes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.ir.op.Constant;
import nacre.ir.op.InputOp;
import nacre.testing.RandomValues;

/** Turns about half of the parameters of a graph into constants, so that there is something to compute while compiling. */
final class KnownParams {
  private KnownParams() {}

  static Graph of(Graph graph, long seed) {
    Map<String, Tensor> contents = RandomValues.params(graph, seed);
    GraphBuilder builder = new GraphBuilder(graph.name());
    Map<Operand, Operand> copies = new HashMap<>();
    graph.symbols().bounds().forEach(builder::symbol);
    for (int i = 0; i < graph.params().size(); i++) {
      Operand.ParamRef ref = builder.param(graph.params().get(i));
      Constant constant = new Constant(contents.get(graph.params().get(i).path()));
      Operand known = (seed + i) % 4 < 2
          ? builder.add("known_" + i, constant, List.of(), OptionalInt.empty(), Location.NONE).value()
          : ref;
      copies.put(ref, known);
    }
    for (Node node : graph.nodes()) {
      List<Operand> operands = node.operands().stream().map(operand -> copies.getOrDefault(operand, operand)).toList();
      Value copy = node.op() instanceof InputOp(TensorType type)
          ? builder.input(node.path(), type, Optional.empty(), Location.NONE)
          : builder.add(node.path(), node.op(), operands, OptionalInt.empty(), Location.NONE).value();
      IntStream.range(0, node.types().size())
          .forEach(port -> copies.put(node.value(port), new Value(copy.node(), port)));
    }
    graph.outputs().forEach(output -> builder.output(new Output(output.name(),
        (Value) copies.get(output.value()), output.labels(), output.top(), output.location())));
    return builder.build();
  }
}
