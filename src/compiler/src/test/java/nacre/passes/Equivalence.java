package nacre.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nacre.ir.Graph;
import nacre.ir.Tensor;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;
import nacre.testing.RandomValues;

/**
 * Holds a rewritten graph against its original on drawn inputs and hostile parameters: the outputs, and every node that
 * kept its path, since a path names a value.
 */
final class Equivalence {
  private static final double TOLERANCE = 1e-9;
  private static final List<Long> BATCHES = List.of(1L, 4L);

  private Equivalence() {}

  static void check(Graph before, Graph after, long seed) {
    for (long batch : BATCHES) {
      Map<String, Long> symbols = new HashMap<>();
      before.symbols().bounds().keySet().forEach(symbol -> symbols.put(symbol, batch));
      Map<String, Tensor> inputs = RandomValues.inputs(before, seed, symbols);
      check(before, after, inputs, ParamValues.byPath(RandomValues.params(before, seed)));
      check(before, after, inputs, Hostility.EXTREME::param);
      check(before, after, inputs, Hostility.NEGATIVE::param);
    }
  }

  private static void check(Graph before, Graph after, Map<String, Tensor> inputs, ParamValues params) {
    Map<String, Tensor> values = new HashMap<>();
    Map<String, Tensor> required = new Interpreter(before).run(inputs, params,
        (node, results) -> values.put(node.path(), results.getFirst()));
    Map<String, Tensor> found = new Interpreter(after).run(inputs, params, (node, results) -> {
      if (values.containsKey(node.path())) {
        same(node.path(), values.get(node.path()), results.getFirst());
      }
    });
    assertThat(found.keySet()).as("names of outputs").containsExactlyElementsOf(required.keySet());
    required.forEach((name, tensor) -> same(name, tensor, found.get(name)));
  }

  private static void same(String name, Tensor required, Tensor found) {
    assertThat(found.type()).as(name).isEqualTo(required.type());
    double largest = 1;
    for (int i = 0; i < required.elements(); i++) {
      double size = Math.abs(required.real(i));
      largest = size < Double.POSITIVE_INFINITY ? Math.max(largest, size) : largest;
    }
    for (int i = 0; i < required.elements(); i++) {
      double a = required.real(i);
      double b = found.real(i);
      assertThat(a == b || Double.compare(a, b) == 0 || Math.abs(a - b) <= TOLERANCE * largest)
          .as("element %d of `%s`: found %s, required %s", i, name, b, a).isTrue();
    }
  }
}
