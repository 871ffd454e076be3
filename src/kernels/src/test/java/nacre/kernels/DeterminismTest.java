package nacre.kernels;

import static nacre.kernels.Kernels.chain;
import static nacre.kernels.Kernels.chainReduce;
import static nacre.kernels.Kernels.conv;
import static nacre.kernels.Kernels.gemm;
import static nacre.kernels.Kernels.move;
import static nacre.kernels.Kernels.normalise;
import static nacre.kernels.Kernels.pointwise;
import static nacre.kernels.Kernels.pool;
import static nacre.kernels.Kernels.softmax;
import static nacre.kernels.call.Calls.averagePool;
import static nacre.kernels.call.Calls.chain;
import static nacre.kernels.call.Calls.conv;
import static nacre.kernels.call.Calls.copy;
import static nacre.kernels.call.Calls.dense;
import static nacre.kernels.call.Calls.maxPool;
import static nacre.kernels.call.Calls.normalise;
import static nacre.kernels.call.Calls.pointwise;
import static nacre.kernels.call.Calls.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jdk.incubator.vector.VectorShape;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Chain;
import nacre.kernels.call.ChainReduce;
import nacre.kernels.call.Conv;
import nacre.kernels.call.Curve;
import nacre.kernels.call.Fold;
import nacre.kernels.call.Gemm;
import nacre.kernels.call.Move;
import nacre.kernels.call.Normalise;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.call.Pool;
import nacre.kernels.call.Softmax;
import nacre.kernels.run.Body;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Team;
import nacre.kernels.run.Worker;
import nacre.kernels.run.Workspace;
import nacre.kernels.weights.Packed;
import nacre.kernels.weights.Safetensors;
import nacre.kernels.weights.Tensor;
import nacre.kernels.weights.Weights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A small network with every kind of call: the same bits whoever computes it, wherever in the batch, however often. */
@Tag("provider")
@Timeout(120)
class DeterminismTest {

  private static final Conv STEM = conv(3, 2, 3, 12, 19, 21).padding(1).relu();
  private static final Conv DEPTHWISE = conv(3, 1, 12, 12, 10, 11).padding(1).groups(12).clamp(0, 6);
  private static final Conv POINT = conv(1, 1, 12, 20, 10, 11).curve(Curve.SILU);
  private static final Pool LARGEST = maxPool(3, 2, 20, 10, 11).padding(1);
  private static final Conv DEEP = conv(3, 1, 20, 20, 5, 6).padding(1).add().relu();
  private static final Pointwise CURVE =
      pointwise(Function.IDENTITY).images(600, 600).over(600, 1, 1).curve(Curve.GELU);
  private static final Chain GATE = chain(2).then(Function.LESS, 0, 1).then(Function.MUL, 0, 1).curve(Curve.SIGMOID)
      .then(Function.SELECT, 2, 3, 0).images(600, 600, 600).over(600, 1, 1, 1);
  private static final ChainReduce SPREAD = chain(1).then(Function.MUL, 0, 0).reduce(Fold.MEAN, Axis.of(30, 20))
      .images(30, 600).over(20, 1, 1);
  private static final Pool AVERAGE = averagePool(2, 1, 20, 5, 6);
  private static final Move LAST = copy().images(400, 400).over(20, 1, 20).over(20, 20, 1);
  private static final Gemm HEAD = dense(400, 30);
  private static final Softmax PROBABILITIES = softmax(Axis.of(30, 1, 1)).images(30, 30);

  /** The memory: planes with and without halos, and the result. */
  private static final class Memory extends Workspace {
    final Slot image = f32(0, 3, 19, 21).halo(1);
    final Slot stem = f32(1449, 12, 10, 11);
    final Slot wide = f32(2769, 12, 10, 11).halo(1);
    final Slot point = f32(4641, 20, 10, 11);
    final Slot pooled = f32(6841, 20, 5, 6);
    final Slot deep = f32(7441, 20, 5, 6);
    final Slot averaged = f32(8041, 20, 4, 5);
    final Slot last = f32(8441, 4, 5, 20);
    final Slot scores = f32(8841, 30);

    Memory(int capacity) {
      super(capacity, 8871);
    }
  }

  private static final class Net {
    private final Packed stem;
    private final Packed depthwise;
    private final Packed point;
    private final Packed deep;
    private final Packed head;
    final Body<Memory> body = this::run;

    Net() {
      var random = new Random(3);
      Weights weights = Weights.of(Safetensors.of("test",
          List.of(tensor(random, "stem.weight", 12, 3, 3, 3), tensor(random, "stem.bias", 12),
              tensor(random, "depthwise.weight", 12, 1, 3, 3), tensor(random, "depthwise.bias", 12),
              tensor(random, "point.weight", 20, 12, 1, 1), tensor(random, "point.bias", 20),
              tensor(random, "deep.weight", 20, 20, 3, 3), tensor(random, "deep.bias", 20),
              tensor(random, "head.weight", 30, 400), tensor(random, "head.bias", 30))));
      stem = weights.conv(STEM, "stem");
      depthwise = weights.conv(DEPTHWISE, "depthwise");
      point = weights.conv(POINT, "point");
      deep = weights.conv(DEEP, "deep");
      head = weights.gemm(HEAD, "head");
      weights.pack();
    }

    private static Tensor tensor(Random random, String name, long... shape) {
      int n = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      var values = new float[n];
      for (int i = 0; i < n; i++) {
        values[i] = (float) random.nextGaussian() * 0.2f;
      }
      return Tensor.of(name, values, shape);
    }

    private void run(Worker k, Memory m) {
      conv(k, STEM, stem, m.image, m.stem);
      conv(k, DEPTHWISE, depthwise, m.stem, m.wide);
      conv(k, POINT, point, m.wide, m.point);
      pool(k, LARGEST, m.point, m.pooled);
      conv(k, DEEP, deep, m.pooled, m.pooled, m.deep);
      pointwise(k, CURVE, m.deep, m.deep);
      chain(k, GATE, m.deep, m.pooled, m.deep);
      chainReduce(k, SPREAD, m.deep, m.scores);
      pool(k, AVERAGE, m.deep, m.averaged);
      move(k, LAST, m.averaged, m.last);
      gemm(k, HEAD, head, m.last, m.scores);
      softmax(k, PROBABILITIES, m.scores, m.scores);
    }
  }

  /** Whether a width is forced that the machine does not have: then vectors are objects, slow but right. */
  private static boolean isEmulated() {
    return FmaPeak.provider().startsWith("vector-")
        && Integer.parseInt(FmaPeak.provider().substring("vector-".length()))
            > VectorShape.preferredShape().vectorBitSize();
  }

  private static void fill(Slot slot, int image, long seed) {
    var random = new Random(seed);
    for (int at = 0; at < slot.channels() * slot.height() * slot.width(); at++) {
      Shelf.set(slot, image, at / (slot.height() * slot.width()), at / slot.width() % slot.height(), at % slot.width(),
          (float) random.nextGaussian());
    }
  }

  private static float[] run(Net net, Memory memory, Team team, long... seeds) {
    for (int image = 0; image < seeds.length; image++) {
      fill(memory.image, image, seeds[image]);
    }
    team.run(memory, seeds.length, net.body);
    return Shelf.all(memory.scores, seeds.length);
  }

  @Test
  void bitsDoNotDependOnWorkersBatchOrCapacity() {
    var net = new Net();
    float[] first = run(net, new Memory(1), Team.alone(), 11);
    assertThat(first).doesNotContain(Float.NaN);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (Team team : List.of(Team.alone(), Team.of(pool, 1), Team.of(pool, 4))) {
        for (int capacity : new int[] {1, 3, 5}) {
          var memory = new Memory(capacity);
          assertThat(run(net, memory, team, 11)).isEqualTo(first);
          for (int place = 0; place < capacity; place++) {
            var seeds = new long[capacity];
            Arrays.setAll(seeds, i -> i);
            seeds[place] = 11;
            float[] scores = run(net, memory, team, seeds);
            assertThat(Arrays.copyOfRange(scores, place * 30, place * 30 + 30)).isEqualTo(first);
          }
        }
      }
    }
  }

  /** The first calls are interpreted, the later ones compiled: the answer must not change as the machine warms up. */
  @Test
  void bitsDoNotDependOnHowOftenItRan() {
    var net = new Net();
    var memory = new Memory(1);
    float[] first = run(net, memory, Team.alone(), 11);
    fill(memory.image, 0, 11);
    int runs = isEmulated() ? 100 : 10_000;
    for (int run = 0; run < runs; run++) {
      Team.alone().run(memory, 1, net.body);
      if (run % (runs / 10) == 0) {
        assertThat(Shelf.all(memory.scores, 1)).as("run %d", run).isEqualTo(first);
      }
    }
  }

  /** Batch statistics are sums over the whole batch; they too have one order. */
  @Test
  void statisticsDoNotDependOnWorkers() {
    Normalise call = normalise(1e-5f, Axis.of(9, 77, 77)).images(693, 693).over(77, 1, 1);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      float[] first = new float[0];
      for (Team team : List.of(Team.alone(), Team.of(pool, 1), Team.of(pool, 4))) {
        var shelf = new Shelf(6);
        Slot x = shelf.random(1, 9, 7, 11);
        Slot y = shelf.put(9, 7, 11);
        Slot gamma = shelf.random(2, 9);
        shelf.run(team, 5, k -> normalise(k, call, x, gamma, gamma, y));
        first = first.length == 0 ? Shelf.all(y, 5) : first;
        assertThat(Shelf.all(y, 5)).isEqualTo(first);
      }
    }
  }

  /** Once everything has its scratch memory, a call allocates nothing, for the collector to have nothing to do. */
  @Test
  void allocatesNothingOnceWarm() {
    assumeFalse(isEmulated(), "this machine has no vectors of this width");
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var net = new Net();
    var memory = new Memory(2);
    run(net, memory, Team.alone(), 11, 12);
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 60 && least > 0; attempt++) {
      for (int run = 0; run < 500; run++) {
        Team.alone().run(memory, 2, net.body);
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      Team.alone().run(memory, 2, net.body);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }
}
