package nacre.kernels;

import static nacre.kernels.Kernels.pointwise;
import static nacre.kernels.Kernels.reduce;
import static nacre.kernels.Kernels.scan;
import static nacre.kernels.call.Calls.pointwise;
import static nacre.kernels.call.Calls.reduce;
import static nacre.kernels.call.Calls.scan;
import static org.assertj.core.api.Assertions.assertThat;

import jdk.incubator.vector.VectorShape;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Curve;
import nacre.kernels.call.Epilogue;
import nacre.kernels.call.Fold;
import nacre.kernels.call.Init;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.call.Pointwise.Number;
import nacre.kernels.call.Reduce;
import nacre.kernels.call.Scan;
import nacre.kernels.run.Slot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first calls are interpreted, later ones compiled: no element may change its bits on the way. */
@Tag("provider")
class WarmthTest {

  private static final int N = 203;

  private final Shelf shelf = new Shelf(1);
  private final Slot x = shelf.random(1, 3, N);
  private final Slot y = shelf.put(3, N);

  /** Fewer runs where a width is forced that the machine does not have: then vectors are objects, slow but right. */
  private static int runs() {
    String provider = FmaPeak.provider();
    boolean emulated = provider.startsWith("vector-") && Integer.parseInt(provider.substring("vector-".length()))
        > VectorShape.preferredShape().vectorBitSize();
    return emulated ? 20 : 3_000;
  }

  private void requireSameBits(Shelf.Calls calls) {
    float[] first = {};
    int runs = runs();
    for (int run = 0; run < runs; run++) {
      shelf.run(1, calls);
      if (run == 0) {
        first = Shelf.all(y, 1);
      } else if (run % (runs / 10) == 0) {
        assertThat(Shelf.all(y, 1)).as("run %d", run).isEqualTo(first);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Curve.class)
  void curves(Curve curve) {
    Pointwise call = pointwise(Function.IDENTITY).over(3 * N, 1, 1).epilogue(new Epilogue(Init.ZERO,
        Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, curve, curve.isSloped() ? 0.3f : 0));
    requireSameBits(k -> pointwise(k, call, x, y));
  }

  @ParameterizedTest
  @EnumSource(value = Function.class, names = {"MIN", "MAX", "POW", "MODULO", "REMAINDER"})
  void functions(Function function) {
    Pointwise call = pointwise(function).over(3, N, N, 0).over(N, 1, 1, 1);
    requireSameBits(k -> pointwise(k, call, x, x, y));
  }

  @ParameterizedTest
  @EnumSource(Fold.class)
  void folds(Fold fold) {
    Reduce rows = reduce(fold, Number.F32, Axis.of(N, 1)).over(3, 1, N);
    Reduce columns = reduce(fold, Number.F32, Axis.of(2, N)).over(N, 1, 1);
    requireSameBits(k -> reduce(k, columns, x, y));
    requireSameBits(k -> reduce(k, rows, x, y));
  }

  @ParameterizedTest
  @EnumSource(value = Fold.class, names = "MEAN", mode = EnumSource.Mode.EXCLUDE)
  void scans(Fold fold) {
    Scan call = scan(fold, Number.F32, Axis.of(3, N, N)).over(N, 1, 1);
    requireSameBits(k -> scan(k, call, x, y));
  }
}
