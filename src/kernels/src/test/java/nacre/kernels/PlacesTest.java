package nacre.kernels;

import static nacre.kernels.Kernels.extreme;
import static nacre.kernels.Kernels.gather;
import static nacre.kernels.Kernels.scatter;
import static nacre.kernels.Kernels.top;
import static nacre.kernels.call.Calls.firstGreatest;
import static nacre.kernels.call.Calls.firstLeast;
import static nacre.kernels.call.Calls.gather;
import static nacre.kernels.call.Calls.greatest;
import static nacre.kernels.call.Calls.lastGreatest;
import static nacre.kernels.call.Calls.lastLeast;
import static nacre.kernels.call.Calls.least;
import static nacre.kernels.call.Calls.scatter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Extreme;
import nacre.kernels.call.Gather;
import nacre.kernels.call.Pointwise.Number;
import nacre.kernels.call.Scatter;
import nacre.kernels.call.Scatter.Meeting;
import nacre.kernels.call.Top;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Team;
import nacre.kernels.run.WholeNumberException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where elements are, and elements where whole numbers say. */
class PlacesTest {

  private final Shelf shelf = new Shelf(2);

  private Slot whole(int... values) {
    Slot slot = shelf.putWhole(values.length);
    System.arraycopy(values, 0, slot.ints(), slot.base(), values.length);
    return slot;
  }

  private Slot floats(float... values) {
    Slot slot = shelf.put(values.length);
    System.arraycopy(values, 0, slot.floats(), slot.base(), values.length);
    return slot;
  }

  private static int[] ints(Slot slot, int n) {
    return Arrays.copyOfRange(slot.ints(), slot.base(), slot.base() + n);
  }

  private int place(Extreme call, Slot x) {
    Slot y = shelf.putWhole(1);
    shelf.run(1, k -> extreme(k, call.over(1, 1, 1), x, y));
    return y.ints()[y.base()];
  }

  /** The first or last of equal ones; zeros of both signs are equal; NaN before everything. */
  @Test
  void findsExtremes() {
    Slot x = floats(1, -2, 3, -0f, 3, -2, 0);
    Axis all = Axis.of(7, 1);
    assertThat(place(firstGreatest(Number.F32, all), x)).isEqualTo(2);
    assertThat(place(lastGreatest(Number.F32, all), x)).isEqualTo(4);
    assertThat(place(firstLeast(Number.F32, all), x)).isEqualTo(1);
    assertThat(place(lastLeast(Number.F32, all), x)).isEqualTo(5);
    Slot zeros = floats(-0f, 0, Float.NEGATIVE_INFINITY);
    assertThat(place(firstGreatest(Number.F32, Axis.of(3, 1)), zeros)).isZero();
    assertThat(place(firstLeast(Number.F32, Axis.of(3, 1)), zeros)).isEqualTo(2);
    Slot none = floats(5, Float.NaN, -5, Float.NaN);
    assertThat(place(firstLeast(Number.F32, Axis.of(4, 1)), none)).isEqualTo(1);
    assertThat(place(lastGreatest(Number.F32, Axis.of(4, 1)), none)).isEqualTo(3);
    Slot bits = whole(5, -1, 7);
    assertThat(place(firstGreatest(Number.U32, Axis.of(3, 1)), bits)).isEqualTo(1);
    assertThat(place(firstGreatest(Number.I32, Axis.of(3, 1)), bits)).isEqualTo(2);
  }

  @Test
  void findsExtremesOfColumns() {
    Slot x = shelf.random(1, 9, 50);
    Slot y = shelf.putWhole(50);
    shelf.run(2, k -> extreme(k, firstGreatest(Number.F32, Axis.of(9, 50)).images(50, 450).over(50, 1, 1), x, y));
    for (int i = 0; i < 100; i++) {
      int image = i / 50;
      int column = i % 50;
      int best = IntStream.range(0, 9).boxed()
          .max(Comparator.comparingDouble(row -> Shelf.get(x, image, row, 0, column))).orElseThrow();
      assertThat(y.ints()[y.base() + i]).isEqualTo(best);
    }
  }

  /** All counts, against a stable sort. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 16, 63, 64})
  void ordersElements(int count) {
    Slot x = shelf.random(1, 64);
    for (int i = 0; i < 64; i += 3) {
      x.floats()[x.base() + i] = i % 2; // equal ones
    }
    x.floats()[x.base() + 40] = Float.NaN;
    Slot most = shelf.putWhole(64);
    Slot fewest = shelf.putWhole(64);
    Axis along = Axis.of(64, 1, 1);
    Top best = greatest(Number.F32, along, Extent.fixed(count)).over(1, 0, 0);
    Top worst = least(Number.F32, along, Extent.fixed(count)).over(1, 0, 0);
    shelf.run(1, k -> {
      top(k, best, x, most);
      top(k, worst, x, fewest);
    });
    Comparator<Integer> order = Comparator.comparingDouble(i -> x.floats()[x.base() + i]);
    assertThat(ints(fewest, count)).containsExactly(
        IntStream.range(0, 64).boxed().sorted(order).limit(count).mapToInt(i -> i).toArray());
    assertThat(ints(most, count)).containsExactly(
        IntStream.range(0, 64).boxed().sorted(order.reversed()).limit(count).mapToInt(i -> i).toArray());
  }

  /** Rows of a table by number, negative ones from the end: one index for a whole line. */
  @Test
  void gathersRows() {
    Slot table = Slot.constant(new float[] {0, 1, 10, 11, 20, 21}, 3, 2);
    Slot ids = whole(2, -3, 1, -1);
    Slot out = shelf.put(4, 2);
    Gather rows = gather(Extent.NONE, Axis.of(3, 2)).over(4, 2, 0, 1).over(2, 1, 1, 0);
    shelf.run(1, k -> gather(k, rows, table, ids, out));
    assertThat(Shelf.all(out, 1)).containsExactly(20, 21, 0, 1, 10, 11, 20, 21);
  }

  /** An index for every element, along the last axis, and pairs of them for single elements of whole numbers. */
  @Test
  void gathersElements() {
    Slot x = floats(0, 1, 2, 10, 11, 12);
    Slot at = whole(2, 0, -1, 1);
    Slot out = shelf.put(2, 2);
    shelf.run(1, k -> gather(k, gather(Extent.NONE, Axis.of(3, 1)).over(2, 2, 3, 2).over(2, 1, 0, 1), x, at, out));
    assertThat(Shelf.all(out, 1)).containsExactly(2, 0, 12, 11);
    Slot numbers = whole(0, 1, 2, 10, 11, 12);
    Slot pairs = whole(1, 2, 0, -2);
    Slot two = shelf.putWhole(2);
    Gather single = gather(Extent.fixed(1), Axis.of(2, 3), Axis.of(3, 1)).over(2, 1, 0, 2);
    shelf.run(1, k -> gather(k, single, numbers, pairs, two));
    assertThat(ints(two, 2)).containsExactly(12, 1);
  }

  @ParameterizedTest
  @CsvSource({"3,-3 to 2", "-4,-3 to 2"})
  void refusesPlacesThatAreNotThere(int index, String required) {
    Slot x = floats(0, 1, 2);
    Slot at = whole(index);
    Slot out = shelf.put(1);
    assertThatThrownBy(
        () -> shelf.run(1, k -> gather(k, gather(Extent.NONE, Axis.of(3, 1)).over(1, 1, 0, 1), x, at, out)))
        .isInstanceOf(WholeNumberException.class)
        .hasMessage("found the index " + index + ", required " + required);
  }

  private static float met(Meeting meeting, float element, float update) {
    return switch (meeting) {
      case REPLACE -> update;
      case ADD -> element + update;
      case MULTIPLY -> element * update;
      case MAX -> Math.max(element, update);
      case MIN -> Math.min(element, update);
    };
  }

  /** Rows of a table meet rows of updates, two of them the same row: in order, whoever computes which columns. */
  @ParameterizedTest
  @EnumSource(Meeting.class)
  void scattersRows(Meeting meeting) {
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (Team team : List.of(Team.alone(), Team.of(pool, 4))) {
        var own = new Shelf(1);
        Slot table = own.random(1, 4, 5000);
        Slot updates = own.random(2, 3, 5000);
        Slot rows = own.putWhole(3);
        int[] places = {1, 3, -3};
        System.arraycopy(places, 0, rows.ints(), rows.base(), 3);
        float[] expected = Shelf.all(table, 1);
        float[] news = Shelf.all(updates, 1);
        for (int i = 0; i < 15_000; i++) {
          int at = Math.floorMod(places[i / 5000], 4) * 5000 + i % 5000;
          expected[at] = met(meeting, expected[at], news[i]);
        }
        Scatter call = scatter(meeting, Number.F32, Extent.NONE, Axis.of(4, 5000)).inOrder(Axis.of(3, 0, 5000, 1))
            .over(5000, 1, 1, 0);
        own.run(team, 1, k -> scatter(k, call, updates, rows, table));
        assertThat(Shelf.all(table, 1)).isEqualTo(expected);
      }
    }
  }

  @Test
  void scattersWholeNumbers() {
    Slot out = whole(100, 2, 3);
    Slot updates = whole(100, 7);
    Slot at = whole(0, -1);
    Scatter call = scatter(Meeting.ADD, Number.I8, Extent.NONE, Axis.of(3, 1)).inOrder(Axis.of(2, 0, 1, 1));
    shelf.run(1, k -> scatter(k, call, updates, at, out));
    assertThat(ints(out, 3)).containsExactly(-56, 2, 10);
    Scatter least = scatter(Meeting.MIN, Number.U32, Extent.NONE, Axis.of(3, 1)).inOrder(Axis.of(2, 0, 1, 1));
    Slot bits = whole(-1, 5, 6);
    shelf.run(1, k -> scatter(k, least, updates, at, bits));
    assertThat(ints(bits, 3)).containsExactly(100, 5, 6);
  }
}
