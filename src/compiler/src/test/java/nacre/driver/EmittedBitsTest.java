package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import nacre.ir.Graph;
import nacre.ir.Tensor;
import nacre.ir.Value;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same bits whoever computes them, in any place of any batch, the first time and later: a result that depends on these
 * cannot be reproduced, and a task that two workers did, or none, shows here.
 */
@Timeout(120)
class EmittedBitsTest {
  private static final int IMAGES = 5;
  private static final EmittedModel MODEL = Emission.of(picture(3, 16, 20)).model();
  private static final float[] BATCH = floats(IMAGES * 3 * 256);
  private static final float[] ALONE = run(MODEL.session(IMAGES), BATCH, IMAGES, Runnable::run, 0);

  /** Convolution, a curve, a pool, a product and a softmax. */
  private static Graph picture(int channels, int size, int filters) {
    Net net = new Net();
    Value x = net.input("x", channels, size, size);
    Value y = net.call("conv2d", x, "filters", filters, "kernel", 3, "padding", 1);
    Value z = net.call("max_pool2d", net.call("gelu", y), "kernel", 2, "stride", 2);
    return net.outputs(net.call("softmax", net.call("dense", net.call("flatten", z), "units", 7)));
  }

  private static float[] run(Session session, float[] input, int images, Executor executor, int helpers) {
    session.set("x", input);
    session.run(images, executor, helpers);
    return result(session);
  }

  private static float[] result(Session session) {
    Tensor result = session.outputs().firstEntry().getValue();
    float[] floats = new float[result.elements()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) result.real(i);
    }
    return floats;
  }

  private static float[] floats(int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) Math.sin(i * 0.7);
    }
    return floats;
  }

  @Test
  @DisplayName("an image's result does not depend on the capacity, on its place in the batch or on its neighbours")
  void placeInBatch() {
    assertThat(ALONE).doesNotContain(0).hasSize(IMAGES * 7);
    assertThat(run(MODEL.session(9), BATCH, IMAGES, Runnable::run, 0)).containsExactly(ALONE);
    for (int image = 0; image < IMAGES; image++) {
      float[] one = Arrays.copyOfRange(BATCH, image * 768, image * 768 + 768);
      assertThat(run(MODEL.session(3), one, 1, Runnable::run, 0))
          .containsExactly(Arrays.copyOfRange(ALONE, image * 7, image * 7 + 7));
    }
  }

  @ParameterizedTest(name = "{0} workers")
  @ValueSource(ints = {1, 2, 5})
  @DisplayName("one worker or several, in memory that has been used before")
  void workers(int workers) {
    Session session = MODEL.session(IMAGES);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (int turn = 0; turn < 100; turn++) {
        assertThat(run(session, BATCH, IMAGES, pool, workers - 1)).as("turn %d", turn).containsExactly(ALONE);
      }
    }
  }

  @ParameterizedTest(name = "{0} µs late")
  @ValueSource(ints = {1, 100, 2_000, 20_000})
  @DisplayName("helpers that come in the middle of a call, or when it is over, or in a later one")
  void late(int delay) {
    Session session = MODEL.session(IMAGES);
    try (ScheduledExecutorService pool = Executors.newScheduledThreadPool(4)) {
      Executor slow = helper -> pool.schedule(helper, delay, TimeUnit.MICROSECONDS);
      for (int turn = 0; turn < 100; turn++) {
        assertThat(run(session, BATCH, IMAGES, slow, 4)).as("turn %d", turn).containsExactly(ALONE);
      }
    }
  }

  @Test
  @DisplayName("helpers that never start are not waited for; those that start after the call touch nothing")
  void never() {
    Session session = MODEL.session(IMAGES);
    Deque<Runnable> kept = new ArrayDeque<>();
    for (int turn = 0; turn < 20; turn++) {
      assertThat(run(session, BATCH, IMAGES, kept::add, 1 + turn % 4)).containsExactly(ALONE);
    }
    assertThat(kept).isNotEmpty();
    kept.forEach(Runnable::run);
    assertThat(result(session)).containsExactly(ALONE);
    assertThat(run(session, BATCH, IMAGES, kept::add, 4)).containsExactly(ALONE);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"scalar", "vector-128", "vector-256"})
  @DisplayName("the first call, on kernels just loaded and interpreted, and the 10,000th, compiled, alone and with a helper")
  void coldAndWarm(String provider) {
    Session session = Emission.of(picture(2, 6, 5)).model().on(provider).session(2);
    session.set("x", floats(2 * 72));
    try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
      Runnable alone = session.runner(2);
      Runnable helped = session.runner(2, pool, 1);
      alone.run();
      float[] first = result(session);
      for (int call = 2; call < 10_000; call++) {
        (call % 10 == 0 ? helped : alone).run();
      }
      helped.run();
      assertThat(result(session)).as("call 9,999").containsExactly(first);
      alone.run();
      assertThat(result(session)).as("call 10,000").containsExactly(first);
    }
  }
}
