package nacre.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import nacre.ir.Graph;
import nacre.ir.Value;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Calls;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Pointwise;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.run.Fill;
import nacre.kernels.run.Halo;
import nacre.kernels.run.Space;
import nacre.testing.Net;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The checker is the last to see a plan, so each fault that it must find is put into a plan that it accepts: a checker that
 * accepts everything would make every other test of plans worthless.
 */
class PlanCheckerTest {
  /** {@code x -> tanh -> dense -> softmax}, plus {@code tanh}: slots 0 to 4 of 6 elements; 2, 3 and 4 are one place. */
  private static Graph vectors() {
    Net net = new Net();
    Value tanh = net.call("tanh", net.input("x", 6));
    Value softmax = net.call("softmax", net.call("dense", tanh, "units", 6));
    return net.outputs(net.call("add", List.of(softmax, tanh)));
  }

  /** A pool of rows around LOWEST (slot 1), depthwise windows around ZERO (2), and two halves of one concatenation (5). */
  private static Graph windows() {
    Net net = new Net();
    Value x = net.call("conv2d", net.input("x", 3, 8, 8), "filters", 4, "kernel", 1);
    Value pool = net.call("max_pool2d", x, "kernel", 3, "stride", 1, "padding", 1);
    Value depthwise = net.call("conv2d", pool, "filters", 4, "kernel", 3, "padding", 1, "groups", 4);
    Value half = net.call("conv2d", net.call("relu", depthwise), "filters", 2, "kernel", 1);
    Value other = net.call("max_pool2d", half, "kernel", 3, "stride", 1, "padding", 1);
    return net.outputs(net.call("concat", List.of(other, half), "axis", 1));
  }

  private static final Geometry SIX = Geometry.dense(Extent.IMAGES, List.of(6));
  private static final Geometry PLANES = Geometry.dense(Extent.IMAGES, List.of(4, 8, 8));
  private static final Geometry LOWEST = PLANES.withHalo(new Halo(1, 1, 1, 1, Fill.LOWEST));
  private static final Geometry ZERO = PLANES.withHalo(Halo.of(1));

  private final Plan vectors = Altered.plan(vectors());
  private final Plan windows = Altered.plan(windows());

  private static void refused(Plan plan, String message) {
    assertThatThrownBy(() -> PlanChecker.check(plan)).isInstanceOf(PlanChecker.BrokenPlanException.class)
        .hasMessage(message);
  }

  @BeforeEach
  @DisplayName("every test starts from plans that are what it says they are, and right")
  void right() {
    assertThat(vectors.slots()).extracting(Slot::geometry).containsOnly(SIX);
    assertThat(vectors.slots()).extracting(Slot::at).containsExactly(perImage(0), perImage(6), perImage(12),
        perImage(12), perImage(12));
    assertThat(windows.slots()).extracting(Slot::geometry).startsWith(Geometry.dense(Extent.IMAGES, List.of(3, 8, 8)),
        LOWEST, ZERO, PLANES, PLANES, LOWEST);
    PlanChecker.check(vectors);
    PlanChecker.check(windows);
  }

  private static Extent perImage(int elements) {
    return Extent.perImage(elements);
  }

  @Test
  @DisplayName("nothing has to share memory: slots that lie apart are right, and so is another place in the array")
  void apart() {
    Plan plan = windows;
    for (int id = 0; id < plan.slots().size(); id++) {
      plan = Altered.address(plan, id, new Extent(7, 1_000 * id));
    }
    PlanChecker.check(plan);
    PlanChecker.check(Altered.address(vectors, 0, perImage(1_000)));
  }

  @Test
  @DisplayName("steps and slots are known by their places in the lists")
  void numbers() {
    refused(Altered.number(vectors, 1, 7), "step 1 has the number 7");
    refused(Altered.slot(vectors, 1, slot -> new Slot(4, slot.space(), slot.geometry(), slot.at(), slot.live())),
        "slot 1 has the id 4");
  }

  @Test
  @DisplayName("slots that hold something at the same time do not share a single element")
  void overlap() {
    refused(Altered.address(vectors, 1, perImage(0)), "slots 0 and 1 share memory while both hold something");
    refused(Altered.address(vectors, 1, perImage(5)), "slots 0 and 1 share memory while both hold something");
    refused(Altered.address(vectors, 1, perImage(7)), "slots 1 and 2 share memory while both hold something");
    PlanChecker.check(Altered.address(vectors, 1, perImage(18)));
  }

  @Test
  @DisplayName("what lies apart for one image may meet for two: an address that does not grow with what lies before it")
  void growth() {
    Plan plan = Altered.address(vectors, 1, new Extent(6, 0));
    assertThat(vectors.slots().getFirst().size().at(1)).isEqualTo(plan.slots().get(1).at().at(1));
    refused(plan, "slots 0 and 1 share memory while both hold something");
    refused(Altered.address(vectors, 1, new Extent(600, 5)), "slots 0 and 1 share memory while both hold something");
    PlanChecker.check(Altered.address(vectors, 1, new Extent(6, 18)));
  }

  @Test
  @DisplayName("a result takes over memory in the step that reads it last, element by element, and never earlier")
  void takenOver() {
    PlanChecker.check(Altered.address(vectors, 4, perImage(6)));
    refused(Altered.address(vectors, 3, perImage(6)), "slots 1 and 3 share memory while both hold something");
    refused(Altered.life(vectors, 2, 1, 3), "slots 2 and 3 share memory while both hold something");
    refused(Altered.call(vectors, 3, Calls.pointwise(Function.ADD).images(6, 6, 6).over(2, 3, 1, 3).over(3, 1, 2, 1)),
        "slots 3 and 4 share memory while both hold something");
    Plan dense = Altered.life(vectors, 1, 0, 1);
    refused(Altered.address(Altered.reads(dense, 3, whole(3), whole(0)), 2, perImage(6)),
        "slots 1 and 2 share memory while both hold something");
  }

  private static View whole(int slot) {
    return new View(slot, SIX, 0);
  }

  @Test
  @DisplayName("a product reads elements again after it wrote others, so it never writes into the slot that it reads")
  void writesOverItsOperand() {
    Net net = new Net();
    Plan plan = Altered.plan(net.outputs(net.call("dense", net.call("tanh", net.input("x", 6)), "units", 6)));
    Plan same = Altered.port(Altered.life(Altered.writes(plan, 1, whole(1)), 1, 0, Live.AFTER), 1, _ -> whole(1));
    refused(same, "step 1: writes over what it reads of slot 1");
    PlanChecker.check(Altered.call(Altered.packed(same, 1), 1, Calls.pointwise(Function.IDENTITY).images(6, 6)
        .over(6, 1, 1)));
  }

  @Test
  @DisplayName("a halo that shares its memory is filled before it is read: by no other step, and not only in the first run")
  void halos() {
    refused(Altered.address(windows, 5, perImage(400)), "step 5 reads slot 5, whose halo was overwritten");
    refused(Altered.address(windows, 3, perImage(0)), "step 5 reads slot 5, whose halo was overwritten");
    refused(Altered.address(Altered.address(windows, 5, perImage(5_000)), 3, perImage(0)),
        "step 1 reads slot 1, whose halo was overwritten");
    PlanChecker.check(Altered.address(windows, 5, perImage(5_000)));
  }

  /** Depthwise windows of two sizes: what the larger one needs around its slot lies where others are at other times. */
  private static Graph turns() {
    Net net = new Net();
    Value x = net.call("conv2d", net.input("x", 3, 8, 8), "filters", 4, "kernel", 1);
    Value three = net.call("conv2d", x, "filters", 4, "kernel", 3, "padding", 1, "groups", 4);
    Value five = net.call("conv2d", three, "filters", 4, "kernel", 5, "padding", 2, "groups", 4);
    return net.outputs(net.call("conv2d", five, "filters", 4, "kernel", 3, "padding", 1, "groups", 4));
  }

  @Test
  @DisplayName("every step that fills a halo again is needed, and fills all of it")
  void fills() {
    Plan plan = Altered.plan(turns());
    List<Step> fills = plan.steps().stream().filter(HaloChecker::fills).toList();
    assertThat(fills).isNotEmpty();
    for (Step fill : fills) {
      int slot = fill.writes().slot();
      refusedLike(Altered.call(plan, fill.number(), Calls.fill(0)), "whose halo was overwritten");
      View part = new View(slot, fill.writes().geometry().withPlanes(2), 0);
      refusedLike(Altered.writes(plan, fill.number(), part), "fills the halo of a part of slot " + slot);
    }
    View dense = plan.steps().getLast().writes();
    refusedLike(Altered.writes(plan, fills.getLast().number(), dense), "slot " + dense.slot());
  }

  private static void refusedLike(Plan plan, String part) {
    assertThatThrownBy(() -> PlanChecker.check(plan)).isInstanceOf(PlanChecker.BrokenPlanException.class)
        .hasMessageContaining(part);
  }

  @Test
  @DisplayName("a view is planes of its slot, or all of it under other extents, and nothing else")
  void views() {
    View half = new View(5, LOWEST.withPlanes(2), 0);
    PlanChecker.check(Altered.port(windows, 1, _ -> half));
    refused(Altered.port(windows, 1, _ -> new View(5, half.geometry(), 3)), outside(half.geometry(), 3));
    refused(Altered.port(windows, 1, _ -> new View(5, half.geometry(), -1)), outside(half.geometry(), -1));
    refused(Altered.port(windows, 1, _ -> new View(5, ZERO, 0)), outside(ZERO, 0));
    refused(Altered.port(windows, 1, _ -> new View(5, PLANES, 0)), outside(PLANES, 0));
    Geometry flat = Geometry.dense(Extent.IMAGES, List.of(256));
    refused(Altered.port(windows, 1, _ -> new View(5, flat, 0)), outside(flat, 0));
    refused(Altered.port(vectors, 1, _ -> new View(5, SIX, 0)), "a view of slot 5, which does not exist");
    Geometry pairs = Geometry.dense(Extent.IMAGES, List.of(2, 3));
    PlanChecker.check(Altered.port(vectors, 1, _ -> new View(4, pairs, 0)));
    refused(Altered.port(vectors, 1, _ -> new View(4, Geometry.dense(Extent.IMAGES, List.of(2, 4)), 0)),
        "a view of perImage(1)[2x4] from plane 0 is no part of slot 4, perImage(1)[6]");
  }

  private static String outside(Geometry seen, int from) {
    return "a view of " + seen + " from plane " + from + " is no part of slot 5, " + LOWEST;
  }

  @Test
  @DisplayName("nothing is read before it is written, neither a slot nor a plane of one, neither by a step nor by a caller")
  void unwritten() {
    refused(Altered.life(Altered.reads(vectors, 1, whole(3)), 3, 1, 3), "step 1 reads what was not written of slot 3");
    refused(Altered.reads(windows, 5, new View(5, LOWEST.withPlanes(2), 1)),
        "step 5 reads what was not written of slot 5");
    refused(Altered.writes(windows, 4, new View(5, LOWEST.withPlanes(1), 3)),
        "step 5 reads what was not written of slot 5");
    refused(Altered.writes(windows, 5, new View(5, LOWEST.withPlanes(2), 2)), "port `y7` shows what was not written");
  }

  @Test
  @DisplayName("a slot lives as long as anyone uses it; what callers fill and read outlives the steps")
  void lives() {
    refused(Altered.life(vectors, 1, 0, 0), "step 1 uses slot 1, which lives from 0 to 0");
    refused(Altered.life(vectors, 1, 1, 3), "step 0 uses slot 1, which lives from 1 to 3");
    refused(Altered.life(vectors, 0, 0, Live.AFTER), "port `x` begins at step 0");
    refused(Altered.life(vectors, 0, Live.BEFORE, 3), "port `x` ends at step 3");
    refused(Altered.life(vectors, 4, 3, 3), "port `y4` ends at step 3");
  }

  @Test
  @DisplayName("floats lie with floats and whole numbers with whole numbers, in steps, ports and constants")
  void spaces() {
    refused(Altered.space(vectors, 2, Space.I32), "step 1: slot 2 is of I32, required F32");
    refused(Altered.space(vectors, 0, Space.I32), "port `x` of f32[N, 6] lies in a slot of I32");
    Plan moved = Altered.call(Altered.space(vectors, 2, Space.I32), 1, Calls.copy().images(6, 6).over(6, 1, 1));
    refused(Altered.packed(moved, 1), "step 1: slot 1 is of F32, required I32");
    Plan whole = Altered.call(vectors, 3,
        Calls.pointwise(Function.ADD, Pointwise.Number.I32).images(6, 6, 6).over(6, 1, 1, 1));
    refused(whole, "step 3: slot 4 is of F32, required I32");
  }

  @Test
  @DisplayName("a call has the operands and the packed constants that its kernel reads")
  void operands() {
    refused(Altered.reads(vectors, 3, whole(3)), "step 3: found 1 operands, required 2");
    refused(Altered.reads(vectors, 2, whole(2), whole(1)), "step 2: found 2 operands, required 1");
    refused(Altered.packed(vectors, 1, 0), "step 1: found 1 packed constants, required 2");
    refused(Altered.packed(vectors, 2, 0), "step 2: found 1 packed constants, required 0");
  }

  @Test
  @DisplayName("windows run over planes of the extents that the call says")
  void planes() {
    refused(Altered.call(windows, 1, Calls.maxPool(3, 1, 4, 8, 9).padding(1)),
        "step 1: found " + LOWEST + ", required 4 planes of 8 by 9");
    refused(Altered.call(windows, 1, Calls.maxPool(3, 1, 4, 8, 8)),
        "step 1: found " + ZERO + ", required 4 planes of 6 by 6");
    refused(Altered.call(windows, 0, Calls.conv(1, 1, 3, 5, 8, 8)),
        "step 0: found " + LOWEST + ", required 5 planes of 8 by 8");
  }

  @Test
  @DisplayName("loops end where their operands end, for any number of images")
  void reach() {
    refused(Altered.call(vectors, 0, Calls.pointwise(Function.IDENTITY).over(Extent.perImage(7), one(), one())),
        "step 0: its loops leave perImage(1)[6] of slot 1 for a batch of 1");
    refused(Altered.call(vectors, 0, Calls.pointwise(Function.IDENTITY).images(6, 7).over(6, 1, 1)),
        "step 0: its loops leave perImage(1)[6] of slot 0 for a batch of 2");
    refused(Altered.call(vectors, 2, Calls.softmax(Axis.of(7, 1, 1)).images(6, 6)),
        "step 2: its loops leave perImage(1)[6] of slot 3 for a batch of 1");
    Plan stored = Altered.reads(vectors, 3, whole(3), new Source.Stored(1));
    PlanChecker.check(Altered.call(stored, 3, Calls.pointwise(Function.ADD).images(6, 6, 0).over(6, 1, 1, 1)));
    refused(stored,
        "step 3: its loops end at element 11 of constant 1, which has 6, for a batch of 2");
  }

  private static Extent one() {
    return Extent.fixed(1);
  }

  @Test
  @DisplayName("loops touch no halo, which is filled once, and no planes that belong to other values of a slot")
  void trespass() {
    Plan plan = Altered.reads(Altered.packed(windows, 0), 0, new View(0, windows.slots().getFirst().geometry(), 0));
    refused(Altered.call(plan, 0, Calls.pointwise(Function.IDENTITY).images(400, 192).over(192, 1, 1)),
        "step 0: its loops leave " + LOWEST + " of slot 1 for a batch of 1");
    refused(Altered.call(plan, 0, rows().over(9, 1, 1)),
        "step 0: its loops leave " + LOWEST + " of slot 1 for a batch of 1");
    PlanChecker.check(Altered.call(plan, 0, rows().over(8, 1, 1)));
    Plan half = Altered.packed(windows, 4);
    Geometry two = LOWEST.withPlanes(2);
    PlanChecker.check(Altered.call(half, 4, planes(2)));
    refused(Altered.call(half, 4, planes(3)), "step 4: its loops leave " + two + " of slot 5 for a batch of 1");
  }

  private static Pointwise rows() {
    return Calls.pointwise(Function.IDENTITY).images(400, 192).over(3, 100, 64).over(8, 10, 8);
  }

  private static Pointwise planes(int count) {
    return Calls.pointwise(Function.IDENTITY).images(400, 256).over(count, 100, 64).over(8, 10, 8).over(8, 1, 1);
  }
}
