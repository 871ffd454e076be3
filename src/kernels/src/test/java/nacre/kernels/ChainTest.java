package nacre.kernels;

import static nacre.kernels.Kernels.chain;
import static nacre.kernels.Kernels.chainReduce;
import static nacre.kernels.Kernels.pointwise;
import static nacre.kernels.call.Calls.chain;
import static nacre.kernels.call.Calls.pointwise;
import static nacre.kernels.call.Calls.reduce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Chain;
import nacre.kernels.call.ChainReduce;
import nacre.kernels.call.Curve;
import nacre.kernels.call.Epilogue;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Fold;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.call.Pointwise.Number;
import nacre.kernels.call.Reduce;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Team;
import nacre.kernels.run.Worker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A chain of functions gives the bits that its functions give one by one, however its operands lie. */
@Tag("provider")
class ChainTest {

  private static final List<Function> FLOATS = List.of(Function.IDENTITY, Function.ADD, Function.SUB, Function.MUL,
      Function.DIV, Function.AFFINE, Function.PRELU, Function.MIN, Function.MAX, Function.MODULO);
  private static final List<Curve> CURVES =
      List.of(Curve.NONE, Curve.NONE, Curve.EXP, Curve.SIGMOID, Curve.GELU, Curve.NEG, Curve.RECIPROCAL);
  /** Strides of an operand of 3 rows and as many columns as the result: dense, a row, a column, one for all, jumps. */
  private static final int DENSE = 0;
  private static final int JUMPS = 4;

  private static int[] strides(int kind, int columns) {
    return switch (kind) {
      case DENSE -> new int[] {columns, 1};
      case 1 -> new int[] {0, 1};
      case 2 -> new int[] {1, 0};
      case 3 -> new int[] {0, 0};
      default -> new int[] {2 * columns, 2};
    };
  }

  /** Operands that lie in any way, and functions of any of them and of results so far. */
  private static final class Drawn {
    final Random random;
    final int rows = 3;
    final int columns;
    final Shelf shelf = new Shelf(1);
    final List<Integer> kinds = new ArrayList<>();
    final List<Slot> operands = new ArrayList<>();
    final List<Chain.Link> links = new ArrayList<>();

    Drawn(long seed, int columns) {
      this.random = new Random(seed);
      this.columns = columns;
      int reads = 1 + random.nextInt(Chain.MOST_READS);
      for (int read = 0; read < reads; read++) {
        kinds.add(read == 0 ? DENSE : random.nextInt(JUMPS + 1));
        operands.add(shelf.random(seed + read, 2 * rows * columns + 1));
      }
      int count = 1 + random.nextInt(Chain.MOST_LINKS);
      while (links.size() < count) {
        links.add(link(reads + links.size()));
      }
    }

    private Chain.Link link(int values) {
      Function function = FLOATS.get(random.nextInt(FLOATS.size()));
      List<Integer> numbers = IntStream.range(0, function.operands())
          .mapToObj(i -> i == 0 ? values - 1 : random.nextInt(values)).toList();
      Epilogue epilogue = random.nextBoolean() ? Epilogue.NONE : Epilogue.NONE.clamp(-2, 2);
      return new Chain.Link(function, numbers, epilogue.curve(CURVES.get(random.nextInt(CURVES.size()))));
    }

    Chain chain(int... out) {
      List<Axis> axes = new ArrayList<>();
      for (int axis = 0; axis < 2; axis++) {
        int[] all = new int[operands.size() + 1];
        all[0] = out[axis];
        for (int read = 0; read < operands.size(); read++) {
          all[read + 1] = strides(kinds.get(read), columns)[axis];
        }
        axes.add(Axis.of(axis == 0 ? rows : columns, all));
      }
      return new Chain(operands.size(), links, axes);
    }

    /** The functions one by one, each into a slot of its own. */
    Slot apart(Worker k, List<Slot> results) {
      List<Slot> values = new ArrayList<>(operands);
      for (int link = 0; link < links.size(); link++) {
        List<Integer> numbers = links.get(link).operands();
        List<Axis> axes = new ArrayList<>();
        for (int axis = 0; axis < 2; axis++) {
          int[] all = new int[numbers.size() + 1];
          all[0] = strides(DENSE, columns)[axis];
          for (int i = 0; i < numbers.size(); i++) {
            int kind = numbers.get(i) < kinds.size() ? kinds.get(numbers.get(i)) : DENSE;
            all[i + 1] = strides(kind, columns)[axis];
          }
          axes.add(Axis.of(axis == 0 ? rows : columns, all));
        }
        run(k, new Pointwise(links.get(link).function(), Number.F32, axes, links.get(link).epilogue()),
            numbers.stream().map(values::get).toList(), results.get(link));
        values.add(results.get(link));
      }
      return values.getLast();
    }
  }

  private static void run(Worker k, Pointwise call, List<Slot> in, Slot out) {
    switch (in.size()) {
      case 1 -> pointwise(k, call, in.get(0), out);
      case 2 -> pointwise(k, call, in.get(0), in.get(1), out);
      default -> pointwise(k, call, in.get(0), in.get(1), in.get(2), out);
    }
  }

  private static void run(Worker k, Chain call, List<Slot> in, Slot out) {
    switch (in.size()) {
      case 1 -> chain(k, call, in.get(0), out);
      case 2 -> chain(k, call, in.get(0), in.get(1), out);
      case 3 -> chain(k, call, in.get(0), in.get(1), in.get(2), out);
      case 4 -> chain(k, call, in.get(0), in.get(1), in.get(2), in.get(3), out);
      case 5 -> chain(k, call, in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), out);
      default -> chain(k, call, in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), in.get(5), out);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 7, 8, 15, 16, 17, 33, 1023, 1024, 1025, 2100})
  void hasTheBitsOfItsFunctions(int columns) {
    for (long seed = 0; seed < 20; seed++) {
      var drawn = new Drawn(seed * 31 + columns, columns);
      List<Slot> results = drawn.links.stream().map(_ -> drawn.shelf.put(3 * columns + 1)).toList();
      Slot dense = drawn.shelf.put(3 * columns + 1);
      Slot turned = drawn.shelf.put(3 * columns + 1);
      drawn.shelf.run(1, k -> {
        drawn.apart(k, results);
        run(k, drawn.chain(columns, 1), drawn.operands, dense);
        run(k, drawn.chain(1, 3), drawn.operands, turned);
        run(k, drawn.chain(columns, 1), drawn.operands, drawn.operands.getFirst());
      });
      float[] wanted = elements(results.getLast(), 3 * columns);
      String what = drawn.chain(columns, 1).toJava();
      assertThat(elements(dense, 3 * columns)).as(what).containsExactly(wanted);
      assertThat(elements(drawn.operands.getFirst(), 3 * columns)).as("in place: %s", what).containsExactly(wanted);
      float[] back = new float[3 * columns];
      for (int i = 0; i < 3 * columns; i++) {
        back[i] = turned.floats()[turned.base() + i % columns * 3 + i / columns];
      }
      assertThat(back).as("turned: %s", what).containsExactly(wanted);
    }
  }

  /** The same elements added up in the same order, whether they are in memory or not: along rows and along columns. */
  @ParameterizedTest
  @EnumSource(Fold.class)
  void reducesWhatItComputes(Fold fold) {
    for (int columns : new int[] {0, 1, 5, 16, 17, 255, 257, 600}) {
      for (long seed = 0; seed < 8; seed++) {
        var drawn = new Drawn(seed * 37 + columns, columns);
        List<Slot> results = drawn.links.stream().map(_ -> drawn.shelf.put(3 * columns + 1)).toList();
        Slot wanted = drawn.shelf.put(columns + 3);
        Slot found = drawn.shelf.put(columns + 3);
        for (int along = 0; along < 2; along++) {
          int[] extents = {3, columns};
          Axis kept = new Axis(Extent.fixed(extents[1 - along]), drawn.chain(1, 1).axes().get(1 - along).strides());
          List<Extent> folded = drawn.chain(1, 1).axes().get(along).strides();
          ChainReduce call = new ChainReduce(new Chain(drawn.operands.size(), drawn.links, List.of()), fold,
              List.of(kept), List.of(new Axis(Extent.fixed(extents[along]), folded.subList(1, folded.size()))));
          Reduce apart = reduce(fold, Number.F32, Axis.of(extents[along], along == 1 ? 1 : columns))
              .over(extents[1 - along], 1, along == 1 ? columns : 1);
          drawn.shelf.run(1, k -> {
            Kernels.reduce(k, apart, drawn.apart(k, results), wanted);
            run(k, call, drawn.operands, found);
          });
          assertThat(elements(found, extents[1 - along])).as(call.toJava())
              .containsExactly(elements(wanted, extents[1 - along]));
        }
      }
    }
  }

  private static void run(Worker k, ChainReduce call, List<Slot> in, Slot out) {
    switch (in.size()) {
      case 1 -> chainReduce(k, call, in.get(0), out);
      case 2 -> chainReduce(k, call, in.get(0), in.get(1), out);
      case 3 -> chainReduce(k, call, in.get(0), in.get(1), in.get(2), out);
      case 4 -> chainReduce(k, call, in.get(0), in.get(1), in.get(2), in.get(3), out);
      case 5 -> chainReduce(k, call, in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), out);
      default -> chainReduce(k, call, in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), in.get(5), out);
    }
  }

  private static float[] elements(Slot slot, int n) {
    return Arrays.copyOfRange(slot.floats(), slot.base(), slot.base() + n);
  }

  /** {@code where(a < b and not (a = 0), a, b)}, and the condition alone, in lines that are cut and along jumps. */
  @Test
  void choosesByTruthValues() {
    int n = 1500;
    var shelf = new Shelf(1);
    Slot a = shelf.random(1, 2 * n);
    Slot b = shelf.random(2, n);
    Slot mask = shelf.putWhole(n);
    for (int i = 0; i < n; i++) {
      mask.ints()[mask.base() + i] = i % 3 == 0 ? 1 : 0;
    }
    a.floats()[a.base() + 4] = 0;
    Slot out = shelf.put(n);
    Slot truth = shelf.putWhole(n);
    Chain condition = chain(3).then(Function.LESS, 0, 1).then(Function.EQUAL, 0, 0).then(Function.XOR, 3, 4)
        .then(Function.NOT, 5).then(Function.OR, 6, 2).then(Function.AND, 7, 7);
    Chain call = condition.then(Function.SELECT, 8, 0, 1).clamp(-1, 1);
    assertThat(call.readsTruth(0)).isFalse();
    assertThat(call.readsTruth(2)).isTrue();
    shelf.run(1, k -> {
      chain(k, call.over(n, 1, 2, 1, 1), a, b, mask, out);
      chain(k, condition.over(n, 1, 2, 1, 1), a, b, mask, truth);
    });
    for (int i = 0; i < n; i++) {
      float x = a.floats()[a.base() + 2 * i];
      float y = b.floats()[b.base() + i];
      boolean chosen = x < y || i % 3 == 0;
      assertThat(truth.ints()[truth.base() + i]).as("%d", i).isEqualTo(chosen ? 1 : 0);
      assertThat(out.floats()[out.base() + i]).as("%d", i).isEqualTo(Math.clamp(chosen ? x : y, -1, 1));
    }
  }

  @Test
  void bitsDoNotDependOnWorkers() {
    Chain call = chain(2).then(Function.SUB, 0, 1).curve(Curve.EXP).then(Function.MUL, 2, 0).then(Function.DIV, 3, 2)
        .images(7000, 7000, 7).over(7, 1000, 1000, 1).over(1000, 1, 1, 0);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      float[] first = new float[0];
      for (Team team : List.of(Team.alone(), Team.of(pool, 1), Team.of(pool, 4))) {
        var shelf = new Shelf(5);
        Slot x = shelf.random(1, 7000);
        Slot perRow = shelf.random(2, 7);
        shelf.run(team, 5, k -> chain(k, call, x, perRow, x));
        first = first.length == 0 ? Shelf.all(x, 5) : first;
        assertThat(Shelf.all(x, 5)).isEqualTo(first);
      }
    }
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatThrownBy(() -> chain(2).then(Function.ADD, 0, 2)).hasMessageContaining("not there yet");
    assertThatThrownBy(() -> chain(2).then(Function.ADD, 0)).hasMessageContaining("takes 2 operands");
    assertThatThrownBy(() -> chain(1).then(Function.LESS, 0, 0).then(Function.ADD, 0, 1))
        .hasMessageContaining("for what it is not");
    assertThatThrownBy(() -> chain(1).then(Function.SELECT, 0, 0, 0)).hasMessageContaining("for what it is not");
    assertThatThrownBy(() -> chain(1).then(Function.LESS, 0, 0).relu()).hasMessageContaining("takes 2 operands");
    assertThatThrownBy(() -> chain(1).then(Function.LESS, 0, 0).reduce(Fold.SUM)).hasMessageContaining("needs a chain");
    assertThatThrownBy(() -> chain(Chain.MOST_READS + 1)).hasMessageContaining("at most");
    assertThatThrownBy(() -> chain(2).then(Function.ADD, 0, 1).over(3, 1, 1)).hasMessageContaining("needs 3 strides");
  }
}
