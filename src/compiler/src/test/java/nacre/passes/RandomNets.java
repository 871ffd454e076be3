package nacre.passes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import nacre.ir.Graph;
import nacre.ir.Value;
import nacre.testing.Net;

/**
 * Networks as people write them, drawn from a seed: layers, batch norms of all kinds before and behind them, activations,
 * sums, dropout, pools, moved axes, shared layers, second readers, the same written twice, several outputs. Every value is [N, 4, 4, 4], so that
 * whatever is done along a wrong axis fits and goes unnoticed, unless somebody compares numbers.
 */
final class RandomNets {
  private static final List<List<Integer>> ORDERS =
      List.of(List.of(0, 2, 3, 1), List.of(0, 3, 1, 2), List.of(0, 1, 3, 2), List.of(0, 2, 1, 3));

  private final Random random;
  private final Net net = new Net();
  private final List<Value> values = new ArrayList<>();

  private RandomNets(long seed) {
    random = new Random(seed * 7919 + 17);
  }

  static Graph graph(long seed, int size) {
    return new RandomNets(seed).graph(size);
  }

  private Graph graph(int size) {
    values.add(net.input("x", 4, 4, 4));
    for (int i = 0; i < size; i++) {
      values.add(node(chance(85) ? values.getLast() : any()));
    }
    Value last = values.getLast();
    Value other = any();
    return chance(20) && !other.equals(last) ? net.outputs(last, other) : net.outputs(last);
  }

  private Value node(Value x) {
    return switch (random.nextInt(17)) {
      case 0, 1, 2, 3 -> conv(x);
      case 4 -> net.call("dense", x, "units", 4, "bias", chance(50));
      case 5, 6, 7 -> norm(x);
      case 8 -> net.call("scale_shift", x, "axis", 1 + random.nextInt(3), "scale", chance(80), "shift", chance(80));
      case 9, 10 -> net.call(List.of("relu", "relu", "sigmoid", "gelu", "leaky_relu").get(random.nextInt(5)), x);
      case 11, 12 -> net.call("add", List.of(x, chance(90) ? any() : x));
      case 13 -> net.call(List.of("dropout", "identity").get(random.nextInt(2)), x);
      case 14 -> pool(x);
      case 15 -> twice(x);
      default -> net.call("transpose", x, "permutation", ORDERS.get(random.nextInt(ORDERS.size())));
    };
  }

  private Value conv(Value x) {
    boolean wide = chance(50);
    int groups = List.of(1, 2, 4).get(random.nextInt(3));
    if (chance(15)) {
      return net.layer("shared").call("conv2d", x, "filters", 4, "kernel", 3, "padding", 1);
    }
    return net.call("conv2d", x, "filters", 4, "kernel", wide ? 3 : 1, "padding", wide ? 1 : 0, "groups", groups,
        "axis",
        chance(70) ? 1 : 3, "bias", chance(50));
  }

  private Value norm(Value x) {
    String statistics = List.of("running", "running", "running", "frozen", "batch").get(random.nextInt(5));
    return net.call("batch_norm", x, "axis", chance(80) ? 1 : 1 + random.nextInt(3), "statistics", statistics, "scale",
        chance(80), "center", chance(80), "epsilon", chance(50) ? 1e-5 : 0.1);
  }

  private Value pool(Value x) {
    return chance(50)
        ? net.call("max_pool2d", x, "kernel", 3, "stride", 1, "padding", 1)
        : net.call("average_pool2d", x, "kernel", 3, "stride", 1, "padding", 1, "count_include_pad", chance(50));
  }

  private Value twice(Value x) {
    boolean layer = chance(50);
    List<Value> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(layer
          ? net.layer("twin").call("conv2d", x, "filters", 4, "kernel", 1)
          : net.call("tanh", net.call("max_pool2d", x, "kernel", 3, "stride", 1, "padding", 1)));
    }
    return net.call("sub", List.of(both.get(0), chance(50) ? both.get(1) : norm(both.get(1))));
  }

  private Value any() {
    return values.get(random.nextInt(values.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
