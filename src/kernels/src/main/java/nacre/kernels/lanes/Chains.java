package nacre.kernels.lanes;

/** Multiply-adds that depend on as little as possible: what the arithmetic units can do at most. */
public interface Chains {

  /**
   * Takes {@code turns} turns of independent chains of fused multiply-adds, all in registers.
   *
   * @param spare has room for {@link Elements#SPARE}; receives the results, so that none is left out
   */
  void run(int turns, float[] spare);

  /** Floating-point operations of one turn; a multiply-add counts as two. */
  int operations();
}
