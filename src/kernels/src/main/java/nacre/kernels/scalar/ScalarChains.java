package nacre.kernels.scalar;

import nacre.kernels.lanes.Chains;

/** Eight chains of single multiply-adds. */
final class ScalarChains implements Chains {

  private static final float TERM = 0.001f;

  @Override
  public int operations() {
    return 2 * 8;
  }

  @Override
  public void run(int turns, float[] spare) {
    float factor = spare[0];
    float s0 = 0, s1 = 1, s2 = 2, s3 = 3, s4 = 4, s5 = 5, s6 = 6, s7 = 7;
    for (int turn = 0; turn < turns; turn++) {
      s0 = Math.fma(factor, TERM, s0);
      s1 = Math.fma(factor, TERM, s1);
      s2 = Math.fma(factor, TERM, s2);
      s3 = Math.fma(factor, TERM, s3);
      s4 = Math.fma(factor, TERM, s4);
      s5 = Math.fma(factor, TERM, s5);
      s6 = Math.fma(factor, TERM, s6);
      s7 = Math.fma(factor, TERM, s7);
    }
    spare[0] = s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
  }
}
