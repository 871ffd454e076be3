package nacre.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nacre.ir.Graph;
import nacre.ir.Value;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of the work: never one that computes before its operands, and as little memory as any order can do with. */
class ScheduleTest {
  /** Work with places, in the order of the graph. */
  private record Written(List<Work> works, Places places, Selection selection, Forms forms) {
    static Written of(Graph graph) {
      Selection selection = Selection.of(graph, new Reach(graph), new BatchExtents(CodeGenerator.batch(graph)));
      Forms forms = Forms.of(selection);
      return new Written(forms.works(), Places.of(forms, selection.inputs()), selection, forms);
    }

    /** What the search finds, or what is written if that cannot be beaten. */
    List<Work> scheduled() {
      List<List<Work>> orders = Schedule.of(works, places, selection.inputs(), forms.outputs());
      return orders.isEmpty() ? works : orders.getFirst();
    }

    Demand demand() {
      return new Demand(works, places, selection.inputs(), forms.outputs());
    }

    /** The most elements held at once in an order, which must be all of the work. */
    long peak(List<Work> order) {
      Demand demand = demand();
      DoneSet done = DoneSet.none();
      long held = demand.atFirst();
      long peak = held;
      for (Work work : order) {
        int number = works.indexOf(work);
        long during = held + demand.taken(number, done);
        peak = Math.max(peak, during);
        held = during - demand.released(number, done);
        done = done.with(number);
      }
      return peak;
    }

    /** The least peak of all orders. */
    long least(DoneSet done, long held, Map<DoneSet, Long> known) {
      Long found = known.get(done);
      if (found != null) {
        return found;
      }
      long least = Long.MAX_VALUE;
      boolean end = true;
      for (int number = 0; number < works.size(); number++) {
        if (!done.contains(number)) {
          end = false;
          if (isReady(number, done)) {
            long during = held + demand().taken(number, done);
            least = Math.min(least,
                Math.max(during, least(done.with(number), during - demand().released(number, done), known)));
          }
        }
      }
      least = end ? held : least;
      known.put(done, least);
      return least;
    }

    private boolean isReady(int number, DoneSet done) {
      for (int maker = 0; maker < works.size(); maker++) {
        if (!done.contains(maker) && works.get(number).reads().contains(works.get(maker).result())) {
          return false;
        }
      }
      return true;
    }
  }

  /** Four wide branches, all begun before the first is finished. */
  private static Graph branches(int count) {
    Net net = new Net();
    Value x = net.input("x", 3, 8, 8);
    List<Value> wide = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      wide.add(net.call("conv2d", x, "filters", 64, "kernel", 1));
    }
    List<Value> narrow = wide.stream().map(value -> net.call("conv2d", value, "filters", 4, "kernel", 1)).toList();
    return net.outputs(narrow.stream().reduce((a, b) -> net.call("add", List.of(a, b))).orElseThrow());
  }

  @Test
  @DisplayName("branches that are written side by side are computed one after the other")
  void branches() {
    CodeGenerator.Planned planned = CodeGenerator.plan(branches(4), Map.of(), Plan.Facts.NONE);
    long image = 3 * 64;
    long wide = 64 * 64;
    long narrow = 4 * 64;
    assertThat(planned.written()).isEqualTo(new Footprint(0, 4 * (image + 4 * wide + narrow)));
    assertThat(planned.memory()).as("the sum so far, a branch and its result beside the image")
        .isEqualTo(new Footprint(0, 4 * (image + wide + 2 * narrow)));
  }

  @Test
  @DisplayName("what gains nothing stays as it was written, piece by piece")
  void asWritten() {
    Net net = new Net();
    Value x = net.input("x", 3, 8, 8);
    List<Value> alike = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      alike.add(net.call("conv2d", x, "filters", 4, "kernel", 1));
    }
    Written written = Written.of(net.outputs(net.call("concat", alike, "axis", 1)));
    assertThat(written.scheduled()).isEqualTo(written.works());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  @DisplayName("small networks: after its operands, all of it, and with the least peak that there is")
  void optimal(int seed) {
    Written written = Written.of(drawn(new Random(seed), 9));
    List<Work> order = written.scheduled();
    assertThat(order).containsExactlyInAnyOrderElementsOf(written.works());
    Set<Arg> made = new HashSet<>(written.selection().inputs());
    for (Work work : order) {
      assertThat(work.reads()).allMatch(arg -> arg instanceof Arg.Stored || made.contains(arg));
      made.add(work.result());
    }
    long least = written.least(DoneSet.none(), written.demand().atFirst(), new HashMap<>());
    assertThat(written.peak(order)).isEqualTo(least).isLessThanOrEqualTo(written.peak(written.works()));
  }

  /** Convolutions of drawn sizes and sums, in no order that saves memory; all that nobody reads is shown. */
  private static Graph drawn(Random random, int size) {
    Net net = new Net();
    List<Value> values = new ArrayList<>(List.of(net.input("x", 4, 4, 4)));
    Set<Value> unread = new HashSet<>();
    for (int i = 0; i < size; i++) {
      Value a = values.get(random.nextInt(values.size()));
      Value b = values.get(random.nextInt(values.size()));
      Value next = random.nextInt(3) == 0
          ? net.call("relu", a)
          : net.call("concat", List.of(net.call("conv2d", a, "filters", 1 + random.nextInt(12), "kernel", 1), b),
              "axis", 1);
      unread.removeAll(List.of(a, b));
      values.add(next);
      unread.add(next);
    }
    return net.outputs(values.stream().filter(unread::contains).toArray(Value[]::new));
  }

  @Test
  @DisplayName("hundreds of branches are still one after the other, and thousands of steps are no trouble")
  void many() {
    CodeGenerator.Planned planned = CodeGenerator.plan(branches(300), Map.of(), Plan.Facts.NONE);
    assertThat(planned.memory().perImage()).isLessThan(planned.written().perImage() / 50);
    assertThat(unequal(120).memory().perImage()).as("branches of three steps, all of other sizes")
        .isLessThan(unequal(120).written().perImage() / 20);
    Net net = new Net();
    Value x = net.input("x", 4);
    for (int i = 0; i < 3_000; i++) {
      x = net.call("dense", x, "units", 4);
    }
    CodeGenerator.Planned chain = CodeGenerator.plan(net.outputs(x), Map.of(), Plan.Facts.NONE);
    assertThat(chain.memory()).isEqualTo(chain.written());
  }

  /** Written step by step across all branches, the last branch first in the last step. */
  private static CodeGenerator.Planned unequal(int count) {
    Net net = new Net();
    Value x = net.input("x", 4, 16, 16);
    List<Value> first = new ArrayList<>();
    List<Value> second = new ArrayList<>();
    List<Value> third = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      first.add(net.call("conv2d", x, "filters", 16, "kernel", 1));
    }
    for (int i = 0; i < count; i++) {
      second.add(net.call("conv2d", first.get(i), "filters", 4 + i, "kernel", 1, "stride", 2));
    }
    for (Value value : second.reversed()) {
      third.add(net.call("global_average_pool2d", net.call("conv2d", value, "filters", 2, "kernel", 1)));
    }
    return CodeGenerator.plan(net.outputs(net.call("concat", third, "axis", 1)), Map.of(), Plan.Facts.NONE);
  }

  @Test
  @DisplayName("a set of what is done is the same however it came to be, and knows what is missing")
  void doneSet() {
    DoneSet forwards = DoneSet.none();
    DoneSet backwards = DoneSet.none();
    for (int i = 0; i < 200; i++) {
      forwards = forwards.with(i);
      backwards = backwards.with(199 - i);
      assertThat(forwards.contains(i)).isTrue();
      assertThat(forwards.contains(i + 1)).isFalse();
      assertThat(forwards.missingBelow(300)).isEqualTo(299 - i);
      assertThat(backwards.missingBelow(199 - i)).isEqualTo(199 - i);
    }
    assertThat(forwards).isEqualTo(backwards).hasSameHashCodeAs(backwards);
    assertThat(DoneSet.none().with(3).with(70)).isEqualTo(DoneSet.none().with(70).with(3))
        .isNotEqualTo(DoneSet.none().with(70));
  }
}
