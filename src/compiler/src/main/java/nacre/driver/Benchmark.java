package nacre.driver;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nacre.kernels.FmaPeak;

/**
 * Times an emitted class. Between the runs the machine's own limit is measured, on the same thread and in the same minute,
 * so that a machine that slows down slows both.
 */
public final class Benchmark {
  private static final int WARM_UP_RUNS = 5;
  private static final double WARM_UP_SECONDS = 2;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Benchmark() {}

  /**
   * What was measured.
   *
   * @param loadMillis    from the compiled class to packed weights, once
   * @param firstMillis   the first run, cold
   * @param gigaflops     2 × multiply-adds over the median time
   * @param peakGigaflops the median of what one core can do, measured between the runs
   * @param bytesPerRun   what the calling thread allocates in one run, the least of all
   */
  public record Result(String provider, int runs, double loadMillis, double firstMillis, double medianMillis,
      double bestMillis, double worstMillis, long macsPerImage, double gigaflops, double peakGigaflops,
      double shareOfPeak,
      long bytesPerRun) {}

  public static Result run(Compilation compilation, int threads, int batch, int seconds) {
    InputShapes.requireWithinBound(compilation.planned().plan(), batch);
    long start = System.nanoTime();
    EmittedModel model = compilation.emitted();
    Session session = model.session(batch);
    double loadMillis = (System.nanoTime() - start) / 1e6;
    session.set(RandomInputs.draw(compilation.model().graph(), batch, 1));
    try (ExecutorService helpers = Executors.newFixedThreadPool(Math.max(1, threads - 1))) {
      Runnable once = session.runner(batch, helpers, threads - 1);
      double first = millis(once);
      long warmUpEnd = System.nanoTime() + (long) (WARM_UP_SECONDS * 1e9);
      for (int i = 0; i < WARM_UP_RUNS || System.nanoTime() < warmUpEnd; i++) {
        once.run();
      }
      return measure(compilation, once, threads, batch, seconds, loadMillis, first);
    }
  }

  private static Result measure(Compilation compilation, Runnable once, int threads, int batch, int seconds,
      double loadMillis, double first) {
    List<Double> times = new ArrayList<>();
    List<Double> peaks = new ArrayList<>();
    long bytes = Long.MAX_VALUE;
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end || times.size() < 3) {
      if (times.size() % 8 == 0) {
        peaks.add(FmaPeak.gigaflops());
      }
      long before = THREADS.getCurrentThreadAllocatedBytes();
      double taken = millis(once);
      bytes = Math.min(bytes, THREADS.getCurrentThreadAllocatedBytes() - before);
      times.add(taken);
    }
    long macs = Summary.of(compilation.model().graph()).all().macs().at(symbols(compilation));
    double median = median(times);
    double gigaflops = 2e-6 * macs * batch / median;
    double peak = median(peaks);
    return new Result(FmaPeak.provider(), times.size(), loadMillis, first, median, Collections.min(times),
        Collections.max(times), macs, gigaflops, peak, gigaflops / (peak * threads), bytes);
  }

  /** One image. */
  private static Map<String, Long> symbols(Compilation compilation) {
    return compilation.planned().plan().batch().map(batch -> Map.of(batch.symbol(), 1L)).orElse(Map.of());
  }

  private static double millis(Runnable once) {
    long start = System.nanoTime();
    once.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
