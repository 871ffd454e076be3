package nacre.kernels;

import nacre.kernels.lanes.Chains;
import nacre.kernels.lanes.Elements;
import nacre.kernels.lanes.Lanes;

/** The most that one core can do with the vectors in use: what the speed of a network is compared with. */
public final class FmaPeak {

  private static final int TURNS = 10_000;
  /** So few that the method is compiled as a whole before its loop is compiled by itself, which comes out slower. */
  private static final int FEW_TURNS = 10;
  private static final long TENTH = 100_000_000;
  /** A compiled loop is this much faster than an interpreted one, at least. */
  private static final double LEAP = 8;

  private static volatile boolean warm;

  private FmaPeak() {}

  /**
   * Measures for about a tenth of a second on the calling thread; the first time it first waits, for at most three seconds,
   * until its loop is compiled.
   *
   * @return billions of floating-point operations per second, a multiply-add counting as two; the best of many short runs
   */
  public static double gigaflops() {
    Chains chains = Lanes.PROVIDER.chains();
    var spare = new float[Elements.SPARE];
    if (!warm) {
      double cold = best(chains, spare, FEW_TURNS, TENTH / 10);
      for (int wait = 0; wait < 30 && best(chains, spare, FEW_TURNS, TENTH) < LEAP * cold; wait++) {
        Thread.onSpinWait();
      }
      warm = true;
    }
    return best(chains, spare, TURNS, TENTH);
  }

  private static double best(Chains chains, float[] spare, int turns, long nanos) {
    double best = 0;
    long end = System.nanoTime() + nanos;
    for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
      chains.run(turns, spare);
      long taken = Math.max(1, System.nanoTime() - start);
      best = Math.max(best, (double) turns * chains.operations() / taken);
    }
    return best;
  }

  /** The name of the provider that is in use: {@code scalar} or {@code vector-256}. */
  public static String provider() {
    return Lanes.PROVIDER.name();
  }
}
