package nacre.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import nacre.ir.DType;
import nacre.ir.Location;
import nacre.ir.TensorType;
import nacre.kernels.call.Call;
import nacre.kernels.call.Calls;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.run.Fill;
import nacre.kernels.run.Halo;
import nacre.kernels.run.Space;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses alone, without a network: how well memory is used again, and by whom it may not be. */
class MemoryPlannerTest {
  /** Never in place. */
  private static final Call POOL = Calls.maxPool(1, 1, 1, 1, 1);
  /** In place where operand and result lie alike. */
  private static final Call RELU =
      Calls.pointwise(Function.IDENTITY).over(Extent.perImage(1), Extent.fixed(1), Extent.fixed(1)).relu();

  private final List<Storage> storages = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Port> ports = new ArrayList<>();

  private int storage(Space space, Extent images, Halo halo, Integer... dims) {
    storages.add(new Storage(storages.size(), space, new Geometry(images, List.of(dims), halo)));
    return storages.size() - 1;
  }

  private int floats(Integer... dims) {
    return storage(Space.F32, Extent.IMAGES, Halo.NONE, dims);
  }

  private View whole(int storage) {
    return new View(storage, storages.get(storage).geometry(), 0);
  }

  private void step(Call call, int writes, int... reads) {
    steps.add(new Step(steps.size(), call, IntStream.of(reads).<Source>mapToObj(this::whole).toList(), List.of(),
        whole(writes), Location.NONE, ""));
  }

  private void port(Port.Way way, int storage) {
    ports.add(new Port("p" + storage, way, TensorType.of(DType.F32, 1), whole(storage), List.of()));
  }

  private List<Slot> plan() {
    return MemoryPlanner.plan(storages, steps, ports);
  }

  private List<Extent> addresses() {
    return plan().stream().map(Slot::at).toList();
  }

  private static List<Extent> perImage(int... elements) {
    return IntStream.of(elements).mapToObj(Extent::perImage).toList();
  }

  /** Each storage is made from the one before. */
  private void chain(Call call, int length) {
    for (int i = 1; i < length; i++) {
      step(call, i, i - 1);
    }
  }

  @Test
  @DisplayName("a chain of any length needs two places, used in turn")
  void turns() {
    for (int i = 0; i < 6; i++) {
      floats(10);
    }
    chain(POOL, 6);
    assertThat(addresses()).isEqualTo(perImage(0, 10, 0, 10, 0, 10));
  }

  @Test
  @DisplayName("work in place needs one place, but leaves what a caller filled as it is")
  void inPlace() {
    for (int i = 0; i < 4; i++) {
      floats(10);
    }
    chain(RELU, 4);
    assertThat(addresses()).isEqualTo(perImage(0, 0, 0, 0));
    port(Port.Way.IN, 0);
    assertThat(addresses()).isEqualTo(perImage(0, 10, 10, 10));
    step(POOL, floats(10), 1);
    assertThat(addresses()).as("storage 1 is read again by a later step").isEqualTo(perImage(0, 10, 20, 20, 20));
  }

  @Test
  @DisplayName("work in place reads its operand in no other way besides, and all of it, and writes all of its result")
  void notInPlace() {
    Call twice = Calls.pointwise(Function.ADD).over(Extent.perImage(1), Extent.fixed(1), Extent.fixed(1),
        Extent.fixed(2));
    floats(10);
    floats(10);
    step(RELU, 0);
    step(twice, 1, 0, 0);
    assertThat(addresses()).as("operand 1 jumps through the same slot").isEqualTo(perImage(0, 10));
    steps.clear();
    step(RELU, 0);
    View half = new View(0, storages.getFirst().geometry().withPlanes(5), 0);
    steps.add(new Step(1, RELU, List.of(half), List.of(), whole(1), Location.NONE, ""));
    assertThat(addresses()).as("half of the operand").isEqualTo(perImage(0, 10));
    steps.clear();
    step(RELU, 0);
    steps.add(new Step(1, RELU, List.of(whole(0)), List.of(), new View(1, half.geometry(), 5), Location.NONE, ""));
    assertThat(addresses()).as("half of the result").isEqualTo(perImage(0, 10));
    steps.clear();
    step(RELU, 0);
    step(twice, 1, 0, 1);
    assertThat(addresses()).as("nothing stands in the way").isEqualTo(perImage(0, 0));
  }

  @Test
  @DisplayName("a smaller storage goes into the smallest gap that has room for it")
  void bestFit() {
    int last = 0;
    for (int size : new int[] {100, 50, 40, 30, 20, 19}) {
      last = floats(size);
    }
    step(POOL, 0);
    step(POOL, 1, 0);
    step(POOL, 2);
    step(POOL, 3, 1);
    step(POOL, 4, 3, 2);
    step(POOL, last, 2);
    assertThat(plan()).extracting(slot -> slot.at().perImage()).containsExactly(0, 100, 0, 40, 70, 40);
  }

  @Test
  @DisplayName("what does not grow with the batch lies first, and all else begins behind it, times the capacity")
  void growth() {
    floats(5);
    storage(Space.F32, Extent.fixed(7), Halo.NONE, 2);
    storage(Space.F32, Extent.perImage(3), Halo.NONE, 4);
    storage(Space.F32, Extent.fixed(1), Halo.NONE);
    step(POOL, 0);
    step(POOL, 1);
    step(POOL, 2);
    step(POOL, 3, 0, 1, 2);
    assertThat(addresses()).containsExactly(new Extent(15, 12), Extent.fixed(0), new Extent(15, 0), Extent.fixed(14));
  }

  @Test
  @DisplayName("each kind of number has an array of its own, which begins at 0")
  void spaces() {
    floats(8);
    storage(Space.I32, Extent.IMAGES, Halo.NONE, 9);
    floats(8);
    storage(Space.I32, Extent.IMAGES, Halo.NONE, 4);
    step(POOL, 0);
    step(POOL, 1);
    step(POOL, 2, 0);
    step(POOL, 3, 1, 2);
    assertThat(plan()).extracting(Slot::space).containsExactly(Space.F32, Space.I32, Space.F32, Space.I32);
    assertThat(addresses()).isEqualTo(perImage(0, 0, 8, 9));
  }

  private List<Integer> fills() {
    HaloSteps all = HaloSteps.of(plan(), steps, List.of());
    return all.steps().stream().filter(step -> step.call().equals(Calls.halo())).map(Step::number).toList();
  }

  @Test
  @DisplayName("a halo shares its memory with anyone, at its own place with its like; then it is filled before each use")
  void halos() {
    Halo zeros = Halo.of(1);
    Halo lowest = new Halo(1, 1, 1, 1, Fill.LOWEST);
    for (Halo halo : List.of(zeros, Halo.NONE, zeros, lowest, Halo.NONE, lowest)) {
      storage(Space.F32, Extent.IMAGES, halo, 2, 3, 4);
    }
    chain(POOL, 6);
    assertThat(addresses()).isEqualTo(perImage(0, 60, 0, 60, 0, 60));
    assertThat(fills()).as("0 and 3 anew, as later steps spoil them; 2 finds what 0 left, 5 what 3 left").hasSize(2);
  }

  @Test
  @DisplayName("a halo is seen to share its memory where the addresses of one image end beyond 2^31, too")
  void farHalos() {
    storage(Space.F32, Extent.fixed(1), Halo.NONE, 1 << 15, 1 << 15);
    storage(Space.F32, Extent.IMAGES, Halo.of(1), 1, 33_000, 33_000);
    floats(4);
    floats(1, 34_000, 34_000);
    chain(POOL, 4);
    assertThat(fills()).hasSize(1);
  }

  @Test
  @DisplayName("a halo that nothing else overlaps is filled with the workspace, and never again")
  void ownHalos() {
    for (int i = 0; i < 4; i++) {
      storage(Space.F32, Extent.IMAGES, Halo.of(1), 1, 2, 2);
    }
    chain(POOL, 4);
    assertThat(addresses()).isEqualTo(perImage(0, 16, 0, 16));
    assertThat(fills()).isEmpty();
  }

  @Test
  @DisplayName("halos that live at the same time do not share a place, equal or not")
  void livingHalos() {
    for (int i = 0; i < 3; i++) {
      storage(Space.F32, Extent.IMAGES, Halo.of(1), 1, 1, 1);
    }
    chain(POOL, 3);
    assertThat(addresses()).isEqualTo(perImage(0, 9, 0));
    port(Port.Way.OUT, 0);
    assertThat(addresses()).isEqualTo(perImage(0, 9, 18));
  }

  @Test
  @DisplayName("lives are counted from the first step that touches a storage to the last, or to the caller")
  void lives() {
    for (int i = 0; i < 4; i++) {
      floats(1);
    }
    chain(POOL, 3);
    step(POOL, 2, 0);
    port(Port.Way.IN, 0);
    port(Port.Way.OUT, 2);
    assertThat(plan()).extracting(Slot::live).containsExactly(new Live(Live.BEFORE, Live.AFTER), new Live(0, 1),
        new Live(1, Live.AFTER), new Live(Live.BEFORE, Live.BEFORE));
  }

  @Test
  @DisplayName("an image that needs 2^31 elements is too large, in sum and alone")
  void tooLarge() {
    floats(1 << 30);
    floats(1 << 30);
    step(POOL, 1, 0);
    assertThatThrownBy(this::plan).isInstanceOf(ArithmeticException.class);
    storages.clear();
    floats(1 << 16, 1 << 15);
    floats(1);
    assertThatThrownBy(this::plan).isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5})
  @DisplayName("whatever lives at the same time lies apart, element by element and for several batches; twice the same")
  void random(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      Halo halo = random.nextInt(3) == 0 ? Halo.of(1 + random.nextInt(2)) : Halo.NONE;
      Extent images = random.nextInt(4) == 0 ? Extent.fixed(1 + random.nextInt(3)) : Extent.IMAGES;
      storage(random.nextInt(5) == 0 ? Space.I32 : Space.F32, images, halo, 1 + random.nextInt(3), 2, 2);
    }
    for (int i = 1; i < storages.size(); i++) {
      step(random.nextBoolean() ? POOL : RELU, i, i - 1, Math.max(0, i - 1 - random.nextInt(8)));
    }
    List<Slot> slots = plan();
    assertThat(plan()).isEqualTo(slots);
    for (int images : new int[] {1, 2, 7}) {
      for (Space space : Space.values()) {
        walk(slots.stream().filter(slot -> slot.space() == space).toList(), images);
      }
    }
  }

  /** Every element says whose it is, step after step; a step in place hands its operand's elements over. */
  private void walk(List<Slot> slots, int images) {
    int end = slots.stream().mapToInt(slot -> slot.at().at(images) + slot.size().at(images)).max().orElse(0);
    for (int step = 0; step < steps.size(); step++) {
      int[] owner = new int[end];
      for (Slot slot : slots) {
        boolean lives = slot.live().meets(new Live(step, step)) && !isHandedOver(slot, slots, steps.get(step));
        for (int i = 0; lives && i < slot.size().at(images); i++) {
          int at = slot.at().at(images) + i;
          assertThat(owner[at]).as("element %d at step %d, slot %d", at, step, slot.id()).isZero();
          owner[at] = slot.id() + 1;
        }
      }
    }
  }

  private static boolean isHandedOver(Slot slot, List<Slot> slots, Step step) {
    boolean last =
        step.call() == RELU && step.views().getFirst().slot() == slot.id() && slot.live().to() == step.number();
    return last && slots.stream().anyMatch(heir -> heir.id() == step.writes().slot() && heir.at().equals(slot.at()));
  }
}
