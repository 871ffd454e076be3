package nacre.driver;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import nacre.codegen.CodeGenerator;
import nacre.codegen.Plan;
import nacre.codegen.Port;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Input;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.source.InputException;

/** What the extents of inputs say about the number of images. */
final class InputShapes {
  private InputShapes() {}

  /**
   * The number of images; 1 for a model without a batch symbol.
   *
   * @throws InputException if an input is missing, unknown, of another type, or not of the shape that the others imply
   */
  static int images(Plan plan, Map<String, Tensor> inputs) {
    for (String name : inputs.keySet()) {
      if (plan.ports().stream().noneMatch(port -> port.way() == Port.Way.IN && port.name().equals(name))) {
        throw new InputException("`" + plan.name() + "` has no input `" + name + "`");
      }
    }
    OptionalLong images = OptionalLong.empty();
    for (Port port : plan.ports()) {
      if (port.way() == Port.Way.IN) {
        Tensor found = found(port, inputs);
        images = images.isPresent() ? images : symbol(plan, port.outside(), found);
      }
    }
    long known = images.orElse(1);
    requireWithinBound(plan, known);
    for (Port port : plan.ports()) {
      if (port.way() == Port.Way.IN) {
        check(plan, port, found(port, inputs), known);
      }
    }
    return Math.toIntExact(known);
  }

  /** What the inputs say of all symbols but the batch's. */
  static Map<String, Long> sizes(Graph graph, Map<String, Tensor> inputs) {
    Map<String, Long> sizes = new TreeMap<>();
    for (Input input : graph.inputs()) {
      TensorType type = (TensorType) graph.producer(input.value()).type();
      Optional<Tensor> found = Optional.ofNullable(inputs.get(input.name()));
      for (int axis = 0; found.isPresent() && axis < type.rank(); axis++) {
        if (type.dim(axis) instanceof Dim.Symbol(String symbol)) {
          long size = found.get().dim(axis);
          graph.symbols().bound(symbol).ifPresent(bound -> requireAtMost(input, symbol, size, bound));
          sizes.put(symbol, size);
        }
      }
    }
    CodeGenerator.batch(graph).ifPresent(sizes::remove);
    return sizes;
  }

  private static void requireAtMost(Input input, String symbol, long size, long bound) {
    if (size > bound) {
      throw new InputException("input `" + input.name() + "`: found " + symbol + " = " + size + ", required at most "
          + bound + " (`" + symbol + "<=" + bound + "`)");
    }
  }

  /** @throws InputException for more images than the model says it takes */
  static void requireWithinBound(Plan plan, long images) {
    plan.batch().filter(batch -> batch.bound().isPresent() && images > batch.bound().getAsLong()).ifPresent(batch -> {
      throw new InputException("`" + plan.name() + "`: found " + images + " images, required at most "
          + batch.bound().getAsLong() + " (`" + batch.symbol() + "<=" + batch.bound().getAsLong() + "`)");
    });
  }

  /** The number of images in what is given so far. */
  static int imagesSoFar(Plan plan, Map<String, Tensor> given) {
    return plan.ports().stream().filter(port -> port.way() == Port.Way.IN && given.containsKey(port.name()))
        .flatMap(port -> symbol(plan, port.outside(), found(port, given)).stream().boxed()).findFirst()
        .map(Math::toIntExact).orElse(1);
  }

  private static Tensor found(Port port, Map<String, Tensor> inputs) {
    Tensor found = inputs.get(port.name());
    if (found == null) {
      throw new InputException("input `" + port.name() + "` is missing, required " + port.outside());
    }
    if (found.rank() != port.outside().rank() || found.dtype() != port.outside().dtype()) {
      throw new InputException("input `" + port.name() + "`: found " + found.type() + ", required " + port.outside());
    }
    return found;
  }

  private static OptionalLong symbol(Plan plan, TensorType type, Tensor found) {
    for (int axis = 0; axis < type.rank(); axis++) {
      if (type.dim(axis) instanceof Dim.Symbol(String name)
          && plan.batch().filter(batch -> batch.symbol().equals(name)).isPresent()) {
        return OptionalLong.of(found.dim(axis));
      }
    }
    return OptionalLong.empty();
  }

  private static void check(Plan plan, Port port, Tensor found, long images) {
    TensorType required =
        plan.batch().map(batch -> port.outside().substitute(Map.of(batch.symbol(), images))).orElse(port.outside());
    if (!found.type().equals(required)) {
      throw new InputException("input `" + port.name() + "`: found " + found.type() + ", required " + port.outside()
          + (plan.batch().isPresent() ? " with " + plan.batch().get().symbol() + " = " + images : ""));
    }
  }
}
