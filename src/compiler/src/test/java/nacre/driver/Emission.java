package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nacre.codegen.CodeGenerator;
import nacre.codegen.Plan;
import nacre.codegen.PlanChecker;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Output;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;
import nacre.testing.RandomValues;

/** A graph, its emitted class, and the comparison of the two: what a test of emitted code needs. */
record Emission(Graph graph, EmittedModel model, ParamValues params, long seed) {
  /**
   * Rounding of one layer, with room for the depth of test graphs: products of a few hundred elements, in floats, after
   * batch statistics that may blow up differences of nearly equal numbers.
   */
  private static final double TOLERANCE = 1e-4;
  static final int CAPACITY = 4;

  static Emission of(Graph graph) {
    return of(graph, 1);
  }

  static Emission of(Graph graph, long seed) {
    CodeGenerator.Planned planned = CodeGenerator.plan(graph, Map.of(), Plan.Facts.NONE);
    PlanChecker.check(planned.plan());
    ParamValues params = ParamValues.byPath(RandomValues.params(graph, seed));
    return new Emission(graph, EmittedModel.of(planned, "emitted", params), params, seed);
  }

  Map<String, Tensor> inputs(int images) {
    Map<String, Long> symbols = new HashMap<>();
    graph.symbols().bounds().forEach((symbol, _) -> symbols.put(symbol, (long) images));
    return RandomValues.inputs(graph, seed + images, symbols);
  }

  /**
   * Compares every value that has a place, and every output, with the reference: for 1, 3 and as many images as there is
   * room for, where whatever holds nothing is not a number.
   */
  Emission check() {
    for (int images : new int[] {1, 3, CAPACITY}) {
      check(model, images);
    }
    return this;
  }

  /** The same on kernels without vectors. */
  Emission checkScalar() {
    check(model.on("scalar"), 3);
    return this;
  }

  private void check(EmittedModel candidate, int images) {
    Map<String, Tensor> inputs = inputs(images);
    Map<Value, Tensor> reference = reference(inputs);
    Session session = candidate.poisonedSession(CAPACITY);
    session.set(inputs);
    session.observe(images)
        .forEach((value, found) -> compare(graph.producer(value).path(), reference.get(value), found));
    Map<String, Tensor> watched = session.outputs();
    for (Output output : graph.outputs()) {
      compare("output " + output.name(), reference.get(output.value()), watched.get(output.name()));
    }
    session.run(images);
    assertThat(session.outputs()).as("the second run, in used memory").isEqualTo(watched);
  }

  /** Every value that the reference computes. */
  Map<Value, Tensor> reference(Map<String, Tensor> inputs) {
    Map<Value, Tensor> values = new HashMap<>();
    new Interpreter(graph).run(inputs, params, (node, results) -> {
      for (int port = 0; port < results.size(); port++) {
        values.put(node.value(port), results.get(port));
      }
    });
    return values;
  }

  private void compare(String what, Tensor reference, Tensor found) {
    assertThat(found.type()).as(what).isEqualTo(reference.type());
    double greatest = 1;
    double worst = 0;
    for (int i = 0; i < reference.elements(); i++) {
      double wanted = reference.real(i);
      boolean same = Double.compare(wanted, found.real(i)) == 0;
      greatest = Math.max(greatest, Math.abs(wanted));
      double difference = same ? 0 : Math.abs(wanted - found.real(i));
      worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
    }
    assertThat(worst / greatest).as("%s of seed %d", what, seed).isLessThan(tolerance(reference.dtype()));
  }

  /** Half precision is rounded at the port: 11 bits of f16, 8 of bf16. */
  private static double tolerance(DType dtype) {
    return switch (dtype) {
      case F16 -> 1e-3;
      case BF16 -> 8e-3;
      default -> TOLERANCE;
    };
  }

  /** The kernels that the emitted class calls, one word per step, in order. */
  String kernels() {
    StringBuilder words = new StringBuilder();
    model.plan().steps().forEach(step -> words.append(words.isEmpty() ? "" : " ")
        .append(step.call().getClass().getSimpleName()));
    return words.toString();
  }
}
