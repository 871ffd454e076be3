package nacre.decompile;

import java.util.List;
import nacre.ir.Graph;
import nacre.ir.Type;

/**
 * A graph as the steps of a text. Inputs of the model are the steps before the first one.
 *
 * @param inputs  types of the inputs, whose ids are 0 and so on
 * @param steps   in the graph's order
 * @param outputs what the model gives
 * @param layers  those that are applied several times
 * @param layout  where the model has its channels
 */
record Steps(List<Type> inputs, List<Step> steps, List<Step.Ref> outputs, List<Layer> layers, Layout layout) {
  /** A layer as the call that makes it, without inputs. */
  record Layer(Callee.Operation callee, List<Leaf> leaves, List<Boolean> implied) {}

  Steps {
    layers = List.copyOf(layers);
    inputs = List.copyOf(inputs);
    steps = List.copyOf(steps);
    outputs = List.copyOf(outputs);
  }

  /**
   * The steps of a graph.
   *
   * @throws Unwritable if a text cannot say it
   */
  static Steps of(Graph graph, Layout layout) {
    return new StepReader(graph, layout).read();
  }

  /** The same with other steps. */
  Steps with(List<Step> others) {
    return new Steps(inputs, others, outputs, layers, layout);
  }
}
