package nacre.kernels.vector;

import static nacre.kernels.vector.Species.F;
import static nacre.kernels.vector.Species.L;

import jdk.incubator.vector.FloatVector;
import nacre.kernels.lanes.Chains;

/**
 * Ten chains of vector multiply-adds: two per cycle hide a latency of four or five. The factors are read from memory, since
 * known ones are not kept in registers by the compiler, at half the speed.
 */
final class VectorChains implements Chains {

  @Override
  public int operations() {
    return 2 * 10 * L;
  }

  @Override
  public void run(int turns, float[] spare) {
    FloatVector m = FloatVector.fromArray(F, spare, 0);
    FloatVector t = FloatVector.fromArray(F, spare, L);
    FloatVector s0 = m.add(0), s1 = m.add(1), s2 = m.add(2), s3 = m.add(3), s4 = m.add(4);
    FloatVector s5 = m.add(5), s6 = m.add(6), s7 = m.add(7), s8 = m.add(8), s9 = m.add(9);
    for (int turn = 0; turn < turns; turn++) {
      s0 = m.fma(t, s0);
      s1 = m.fma(t, s1);
      s2 = m.fma(t, s2);
      s3 = m.fma(t, s3);
      s4 = m.fma(t, s4);
      s5 = m.fma(t, s5);
      s6 = m.fma(t, s6);
      s7 = m.fma(t, s7);
      s8 = m.fma(t, s8);
      s9 = m.fma(t, s9);
    }
    s0.add(s1).add(s2).add(s3.add(s4).add(s5)).add(s6.add(s7).add(s8).add(s9)).intoArray(spare, 0);
  }
}
