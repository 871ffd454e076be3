package nacre.kernels.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import nacre.kernels.call.Extent;
import org.junit.jupiter.api.Test;

/** Data goes in and comes out unchanged, through any kind of container, and wrong sizes are named. */
class PortTest {

  private static final class Memory extends Workspace {
    final Slot planes = f32(0, 2, 2, 3).halo(1);
    final Slot fixed = f32(Extent.perImage(100), Extent.fixed(1), 4);
    final Slot ids = i32(0, 3);
    final F32In in = f32In("image", planes);
    final F32Out out = f32Out("image", planes);
    final F32In table = f32In("table", fixed);
    final F32Out tableOut = f32Out("table", fixed);
    final I64In longs = i64In("ids", ids);
    final I64Out longsOut = i64Out("ids", ids);
    final I32In whole = i32In("ids", ids);
    final I32Out wholeOut = i32Out("ids", ids);

    Memory() {
      super(2, new Extent(10, 100), Extent.perImage(10));
    }
  }

  private static float[] count(int n) {
    var values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = i + 1;
    }
    return values;
  }

  @Test
  void floatsPassThroughArraysBuffersAndSegments() {
    var memory = new Memory();
    memory.in.set(count(24));
    assertThat(memory.planes.floats()[memory.planes.at(1, 1)]).isEqualTo(19);
    assertThat(memory.planes.floats()[memory.planes.at(1, 1) - 1]).as("halo").isZero();
    var back = new float[24];
    memory.out.get(back);
    assertThat(back).isEqualTo(count(24));
    assertThat(memory.out.get(1)).isEqualTo(count(12));

    memory.in.set(FloatBuffer.wrap(count(30)).position(6));
    memory.out.get(back);
    assertThat(back[0]).isEqualTo(7);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(48 * 2);
      memory.out.copyTo(segment);
      assertThat(segment.getAtIndex(ValueLayout.JAVA_FLOAT, 23)).isEqualTo(30);
      segment.setAtIndex(ValueLayout.JAVA_FLOAT, 23, -1);
      memory.in.set(segment);
      memory.out.get(back);
      assertThat(back[23]).isEqualTo(-1);
      assertThatThrownBy(() -> memory.in.set(segment.asSlice(0, 50))).hasMessageContaining("found 50 bytes");
      assertThatThrownBy(() -> memory.out.copyTo(segment.asSlice(0, 50))).hasMessageContaining("50 bytes");
    }
  }

  @Test
  void wrongSizesSayWhatIsRequired() {
    var memory = new Memory();
    assertThatThrownBy(() -> memory.in.set(new float[13]))
        .hasMessage("`image`: found 13 elements, required 12 per image, for up to 2 images");
    assertThatThrownBy(() -> memory.in.set(new float[36])).hasMessageContaining("found 36");
    assertThatThrownBy(() -> memory.table.set(new float[8]))
        .hasMessage("`table`: found 8 elements, required exactly 4");
    memory.table.set(count(4));
    assertThat(memory.tableOut.get(2)).isEqualTo(count(4));
    assertThat(memory.in.perImage()).isEqualTo(12);
    assertThat(memory.in.name()).isEqualTo("image");
  }

  /** Ids are kept in 32 bits; one that does not fit is named, and nothing is changed. */
  @Test
  @SuppressWarnings("NullAway") // what callers without such a check do
  void nothingAtAllIsNamedByItsPort() {
    var memory = new Memory();
    assertThatThrownBy(() -> memory.in.set((float[]) null)).isInstanceOf(NullPointerException.class)
        .hasMessage("`image`: found null, required the elements of an image or more");
    assertThatThrownBy(() -> memory.longs.set((LongBuffer) null)).hasMessageContaining("`ids`: found null");
    assertThatThrownBy(() -> memory.out.copyTo(null)).hasMessageContaining("`image`: found null");
  }

  @Test
  void longsAreNarrowedWithACheck() {
    var memory = new Memory();
    memory.longs.set(new long[] {1, -2, Integer.MAX_VALUE});
    var back = new long[3];
    assertThatThrownBy(() -> memory.longs.set(new long[] {5, 6, 1L << 31}))
        .hasMessageContaining("`ids`: element 2 is 2147483648");
    memory.longsOut.get(back);
    assertThat(back).containsExactly(1, -2, Integer.MAX_VALUE);
    assertThatThrownBy(() -> memory.longs.set(new long[] {5, 6, Integer.MIN_VALUE}))
        .hasMessageContaining("`ids`: element 2 is -2147483648");
    memory.longs.set(new long[] {1, Long.MIN_VALUE, -Integer.MAX_VALUE});
    memory.longsOut.get(back);
    assertThat(back).containsExactly(1, Long.MIN_VALUE, -Integer.MAX_VALUE);
    memory.longs.set(LongBuffer.wrap(new long[] {9, 4, 5, 6}).position(1));
    var whole = new int[3];
    memory.wholeOut.get(whole);
    assertThat(whole).containsExactly(4, 5, 6);
    memory.whole.set(new int[] {7, 8, 9, 10, 11, 12});
    memory.longsOut.get(back);
    assertThat(back).containsExactly(7, 8, 9);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(24, 8);
      segment.setAtIndex(ValueLayout.JAVA_LONG, 1, 33);
      memory.longs.set(segment);
      memory.longsOut.get(back);
      assertThat(back).containsExactly(0, 33, 0);
      assertThatThrownBy(() -> memory.longs.set(segment.asSlice(0, 12))).hasMessageContaining("12 bytes");
    }
  }
}
