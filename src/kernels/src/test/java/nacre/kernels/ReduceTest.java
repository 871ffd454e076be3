package nacre.kernels;

import static nacre.kernels.Kernels.reduce;
import static nacre.kernels.Kernels.scan;
import static nacre.kernels.call.Calls.reduce;
import static nacre.kernels.call.Calls.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Fold;
import nacre.kernels.call.Pointwise.Number;
import nacre.kernels.call.Reduce;
import nacre.kernels.call.Scan;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Team;
import nacre.kernels.run.WholeNumberException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Folds along axes: every fold, rows and columns, sizes around the lanes, none at all, NaN, whole numbers that wrap. */
@Tag("provider")
class ReduceTest {

  private static double next(Fold fold, double soFar, double element) {
    return switch (fold) {
      case SUM, MEAN -> soFar + element;
      case MAX -> Math.max(soFar, element);
      case MIN -> Math.min(soFar, element);
      case PRODUCT -> soFar * element;
    };
  }

  private static double fold(Fold fold, double... elements) {
    double result = switch (fold) {
      case SUM, MEAN -> 0;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
      case PRODUCT -> 1;
    };
    for (double element : elements) {
      result = next(fold, result, element);
    }
    return fold == Fold.MEAN ? result / elements.length : result;
  }

  private static double[] row(float[] x, int from, int step, int n) {
    var row = new double[n];
    Arrays.setAll(row, i -> x[from + i * step]);
    return row;
  }

  /** Rows of all lengths around every lane width, and as columns of so many rows. */
  @ParameterizedTest
  @EnumSource(Fold.class)
  void foldsEveryLength(Fold fold) {
    for (int n : new int[] {1, 3, 7, 8, 9, 15, 16, 17, 31, 33, 300, 1100}) {
      var shelf = new Shelf(1);
      Slot x = shelf.random(n, 5, n);
      Slot rows = shelf.put(5);
      Slot columns = shelf.put(n);
      Reduce alongRows = reduce(fold, Number.F32, Axis.of(n, 1)).over(5, 1, n);
      Reduce alongColumns = reduce(fold, Number.F32, Axis.of(5, n)).over(n, 1, 1);
      shelf.run(1, k -> {
        reduce(k, alongRows, x, rows);
        reduce(k, alongColumns, x, columns);
      });
      float[] all = Shelf.all(x, 1);
      Close.requireClose(fold + " of rows of " + n, Shelf.all(rows, 1), n, i -> fold(fold, row(all, i * n, 1, n)));
      Close.requireClose(fold + " of columns of 5", Shelf.all(columns, 1), 5, i -> fold(fold, row(all, i, n, 5)));
    }
  }

  /** Two axes around one that is kept, and the images among those that are folded. */
  @ParameterizedTest
  @EnumSource(Fold.class)
  void foldsOuterAndInnerAxes(Fold fold) {
    var shelf = new Shelf(3);
    Slot x = shelf.random(1, 6, 70);
    Slot y = shelf.put(6);
    Reduce call = reduce(fold, Number.F32, Axis.images(420), Axis.of(70, 1)).over(6, 1, 70);
    shelf.run(2, k -> reduce(k, call, x, y));
    float[] all = Shelf.all(x, 2);
    Close.requireClose(call.toJava(), Arrays.copyOf(Shelf.all(y, 1), 6), 140, i -> {
      double[] both = Arrays.copyOf(row(all, i * 70, 1, 70), 140);
      System.arraycopy(row(all, 420 + i * 70, 1, 70), 0, both, 70, 70);
      return fold(fold, both);
    });
  }

  /** A long sum loses no digits: the double of its short sums. */
  @Test
  void longSumsAreAccurate() {
    int n = 100_000;
    var shelf = new Shelf(1);
    Slot x = shelf.put(n);
    Arrays.fill(x.floats(), x.base(), x.base() + n, 0.1f);
    Slot y = shelf.put(1);
    Slot halves = shelf.put(2);
    shelf.run(1, k -> {
      reduce(k, reduce(Fold.SUM, Number.F32, Axis.of(n, 1)).over(1, 1, 1), x, y);
      reduce(k, reduce(Fold.SUM, Number.F32, Axis.of(n / 2, 2)).over(2, 1, 1), x, halves);
    });
    assertThat(y.floats()[y.base()]).isBetween(9999.99f, 10000.01f);
    assertThat(halves.floats()[halves.base() + 1]).isBetween(4999.99f, 5000.01f);
  }

  @ParameterizedTest
  @EnumSource(Fold.class)
  void nothingAtAllHasAResult(Fold fold) {
    var shelf = new Shelf(1);
    Slot x = shelf.put(2);
    Slot y = shelf.put(3);
    shelf.run(1, k -> reduce(k, reduce(fold, Number.F32, Axis.of(0, 1)).over(3, 1, 1), x, y));
    Close.requireClose(fold + " of nothing", Shelf.all(y, 1), 1, i -> fold(fold));
  }

  @ParameterizedTest
  @EnumSource(Fold.class)
  void oneThatIsNoNumberSpoilsAll(Fold fold) {
    var shelf = new Shelf(1);
    Slot x = shelf.random(1, 40);
    x.floats()[x.base() + 33] = Float.NaN;
    Slot y = shelf.put(2);
    Slot z = shelf.put(20);
    shelf.run(1, k -> {
      reduce(k, reduce(fold, Number.F32, Axis.of(20, 1)).over(2, 1, 20), x, y);
      reduce(k, reduce(fold, Number.F32, Axis.of(2, 20)).over(20, 1, 1), x, z);
    });
    assertThat(Shelf.all(y, 1)[0]).isNotNaN();
    assertThat(Shelf.all(y, 1)[1]).isNaN();
    assertThat(Shelf.all(z, 1)[13]).isNaN();
    assertThat(Shelf.all(z, 1)[12]).isNotNaN();
  }

  @Test
  void bitsDoNotDependOnWorkers() {
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (int inner : new int[] {1, 400}) {
        float[] first = new float[0];
        for (Team team : List.of(Team.alone(), Team.of(pool, 1), Team.of(pool, 4))) {
          var shelf = new Shelf(2);
          Slot x = shelf.random(1, 70, 400);
          Slot y = shelf.put(400);
          Reduce call = inner == 1 ? reduce(Fold.SUM, Number.F32, Axis.of(400, 1)).images(400, 28_000).over(70, 1, 400)
              : reduce(Fold.SUM, Number.F32, Axis.of(70, 400)).images(400, 28_000).over(400, 1, 1);
          shelf.run(team, 2, k -> reduce(k, call, x, y));
          float[] found = Shelf.all(y, 2);
          first = first.length == 0 ? found : first;
          assertThat(found).isEqualTo(first);
        }
      }
    }
  }

  private static Slot whole(Shelf shelf, int... values) {
    Slot slot = shelf.putWhole(values.length);
    System.arraycopy(values, 0, slot.ints(), slot.base(), values.length);
    return slot;
  }

  private static int fold(Shelf shelf, Fold fold, Number number, int... values) {
    Slot x = whole(shelf, values);
    Slot y = shelf.putWhole(1);
    shelf.run(1, k -> reduce(k, reduce(fold, number, Axis.of(values.length, 1)).over(1, 1, 1), x, y));
    return y.ints()[y.base()];
  }

  @Test
  void wholeNumbersKeepTheirWidth() {
    var shelf = new Shelf(1);
    assertThat(fold(shelf, Fold.SUM, Number.I8, 100, 100)).isEqualTo(-56);
    assertThat(fold(shelf, Fold.PRODUCT, Number.U8, 100, 100)).isEqualTo(16);
    assertThat(fold(shelf, Fold.MAX, Number.U32, 5, -1)).isEqualTo(-1);
    assertThat(fold(shelf, Fold.MIN, Number.I32, 5, -1)).isEqualTo(-1);
    assertThat(fold(shelf, Fold.MAX, Number.BOOL)).isZero();
    assertThat(fold(shelf, Fold.MIN, Number.BOOL)).isEqualTo(1);
    assertThat(fold(shelf, Fold.SUM, Number.I64, Integer.MAX_VALUE, 2, -2)).isEqualTo(Integer.MAX_VALUE);
    assertThatThrownBy(() -> fold(shelf, Fold.SUM, Number.I64, Integer.MAX_VALUE, 1))
        .isInstanceOf(WholeNumberException.class).hasMessageContaining("2147483648");
    assertThatThrownBy(() -> reduce(Fold.MEAN, Number.I32)).hasMessageContaining("needs floats");
  }

  /** Rows and columns; with and without the element itself; from either end. */
  @ParameterizedTest
  @EnumSource(value = Fold.class, names = "MEAN", mode = EnumSource.Mode.EXCLUDE)
  void resultsRun(Fold fold) {
    var shelf = new Shelf(2);
    Slot x = shelf.random(1, 5, 300);
    Slot y = shelf.put(5, 300);
    float[] all = Shelf.all(x, 2);
    Scan columns = scan(fold, Number.F32, Axis.of(5, 300, 300)).images(1500, 1500).over(300, 1, 1);
    Scan rows = scan(fold, Number.F32, Axis.of(300, 1, 1)).images(1500, 1500).over(5, 300, 300);
    for (Scan call : List.of(columns, columns.before(), columns.backwards(), columns.before().backwards())) {
      shelf.run(2, k -> scan(k, call, x, y));
      Close.requireClose(call.toJava(), Shelf.all(y, 2), 5, i -> {
        int place = i / 300 % 5;
        int first = call.reverse() ? place + (call.exclusive() ? 1 : 0) : 0;
        int end = call.reverse() ? 5 : place + (call.exclusive() ? 0 : 1);
        return fold(fold, row(all, i / 1500 * 1500 + i % 300 + first * 300, 300, end - first));
      });
    }
    shelf.run(2, k -> scan(k, rows, x, y));
    Close.requireClose(rows.toJava(), Shelf.all(y, 2), 300,
        i -> fold(fold, row(all, i / 300 * 300, 1, i % 300 + 1)));
  }

  @Test
  void wholeResultsRun() {
    var shelf = new Shelf(1);
    Slot x = whole(shelf, 100, 100, -50, 7);
    Slot y = shelf.putWhole(4);
    Scan call = scan(Fold.SUM, Number.I8, Axis.of(Extent.fixed(4), Extent.fixed(1), Extent.fixed(1))).over(1, 0, 0);
    shelf.run(1, k -> scan(k, call, x, y));
    assertThat(Arrays.copyOfRange(y.ints(), y.base(), y.base() + 4)).containsExactly(100, -56, -106, -99);
    assertThatThrownBy(() -> scan(Fold.MEAN, Number.F32, Axis.of(1, 1, 1))).hasMessageContaining("no running means");
  }
}
