package nacre.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import nacre.kernels.Kernels;
import nacre.kernels.Shelf;
import nacre.kernels.call.Extent;
import org.junit.jupiter.api.Test;

/** Where slots lie for any capacity, what halos hold, and what is said when memory does not suffice. */
class WorkspaceTest {

  private static final class Memory extends Workspace {
    Memory(int capacity, Extent floats, Extent ints) {
      super(capacity, floats, ints);
    }

    Slot slot(Extent at, Extent images, int... dims) {
      return f32(at, images, dims);
    }

    Slot whole(Extent at, Extent images, int... dims) {
      return i32(at, images, dims);
    }
  }

  /** A layout proven for one image holds for all: offsets scale with the capacity, not with the images that run. */
  @Test
  void slotsLieAtTheirOffsetTimesTheCapacity() {
    var memory = new Memory(3, new Extent(10, 100), Extent.NONE);
    Slot second = memory.slot(Extent.perImage(40), Extent.IMAGES, 5, 2, 6);
    assertThat(second.at(0, 0)).isEqualTo(120);
    assertThat(second.at(2, 1)).isEqualTo(120 + 2 * 60 + 12);
    Slot fixed = memory.slot(Extent.perImage(100), Extent.fixed(1), 10);
    assertThat(fixed.base()).isEqualTo(300);
    assertThat(fixed.images(2)).isEqualTo(1);
    Slot doubled = memory.slot(Extent.NONE, Extent.perImage(2), 50);
    assertThat(doubled.images(2)).isEqualTo(4);
    assertThat(doubled.roomForImages()).isEqualTo(6);
  }

  @Test
  void ranksFromZeroToFour() {
    assertThat(Layout.of()).isEqualTo(new Layout(1, 1, 1, Halo.NONE));
    assertThat(Layout.of(7)).isEqualTo(new Layout(7, 1, 1, Halo.NONE));
    assertThat(Layout.of(7, 5)).isEqualTo(new Layout(7, 1, 5, Halo.NONE));
    assertThat(Layout.of(7, 5, 4)).isEqualTo(new Layout(7, 5, 4, Halo.NONE));
    assertThat(Layout.of(7, 5, 4, 3)).isEqualTo(new Layout(7, 20, 3, Halo.NONE));
    assertThat(Layout.of(0, 5).volume()).isZero();
  }

  /** The halo is filled once, on every side of every plane of every image; elements proper are not touched. */
  @Test
  void halosAreFilled() {
    var memory = new Memory(2, Extent.perImage(200), Extent.perImage(200));
    for (Fill fill : Fill.values()) {
      Slot slot = memory.slot(Extent.NONE, Extent.IMAGES, 2, 3, 4);
      Arrays.fill(slot.floats(), 7);
      Slot wide = slot.halo(1, 2, 3, 1, fill);
      assertThat(wide.imageStride()).isEqualTo(2 * 7 * 7);
      int halo = 0;
      for (int at = 0; at < 2 * wide.imageStride(); at++) {
        int row = at % 49 / 7 - 1;
        int column = at % 7 - 2;
        boolean inside = row >= 0 && row < 3 && column >= 0 && column < 4;
        assertThat(wide.floats()[at]).isEqualTo(inside ? 7 : fill.value());
        halo += inside ? 0 : 1;
      }
      assertThat(halo).isEqualTo(2 * 2 * (49 - 12));
    }
    Slot whole = memory.whole(Extent.NONE, Extent.IMAGES, 1, 1, 1).halo(1);
    assertThat(whole.ints()[0]).isZero();
    assertThat(memory.whole(Extent.NONE, Extent.IMAGES, 1, 1, 1).halo(1, 1, 1, 1, Fill.LOWEST).ints()[0])
        .isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void viewsShareMemory() {
    var memory = new Memory(2, Extent.perImage(100), Extent.NONE);
    Slot slot = memory.slot(Extent.NONE, Extent.IMAGES, 6, 2, 5);
    Slot view = slot.channels(2, 3);
    assertThat(view.channels()).isEqualTo(3);
    assertThat(view.at(1, 1)).isEqualTo(slot.at(1, 3));
    assertThat(slot.dims(3, 20).at(1, 2)).isEqualTo(slot.at(1, 4));
    assertThatThrownBy(() -> slot.channels(4, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slot.dims(7)).hasMessageContaining("same volume");
    assertThatThrownBy(() -> view.dims(30)).hasMessageContaining("same volume");
  }

  @Test
  void saysWhenMemoryDoesNotSuffice() {
    assertThatThrownBy(() -> new Memory(1000, Extent.perImage(3_000_000), Extent.NONE))
        .hasMessageContaining("1000 images needs 3000000128 floats").hasMessageContaining("at most 715");
    assertThatThrownBy(() -> new Memory(1, Extent.NONE, Extent.fixed(Integer.MAX_VALUE)))
        .hasMessageContaining("whole numbers").hasMessageContaining("too large");
    assertThatThrownBy(() -> new Memory(0, Extent.NONE, Extent.NONE)).hasMessageContaining("at least 1 image, found 0");
    var memory = new Memory(2, Extent.perImage(100), Extent.NONE);
    assertThatThrownBy(() -> memory.slot(Extent.NONE, Extent.IMAGES, 1, 100, 100)).hasMessageContaining("a slot ends");
  }

  /** In a debug workspace whoever reads what is unwritten or freed is seen, in the result, as NaN. */
  @Test
  void debugPoisonsWhatIsDead() {
    System.setProperty("nacre.debug", "true");
    try {
      var shelf = new Shelf(2);
      Slot x = shelf.random(1, Halo.of(1), 3, 2, 2);
      Slot unwritten = shelf.put(4);
      assertThat(unwritten.floats()[unwritten.base()]).isNaN();
      shelf.run(2, k -> Kernels.free(k, x.channels(1, 1)));
      assertThat(Shelf.get(x, 1, 1, 1, 1)).isNaN();
      assertThat(Shelf.get(x, 1, 0, 1, 1)).isNotNaN();
      assertThat(x.floats()[x.at(1, 1) - 1]).as("the halo stays").isZero();
      Slot whole = shelf.putWhole(2);
      whole.ints()[whole.base()] = 5;
      shelf.run(1, k -> Kernels.free(k, whole));
      assertThat(whole.ints()[whole.base()]).isEqualTo(Integer.MIN_VALUE);
    } finally {
      System.clearProperty("nacre.debug");
    }
  }
}
