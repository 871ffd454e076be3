package nacre.kernels.run;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import nacre.kernels.call.Extent;

/**
 * The memory of one network for up to {@code capacity} images, used by one call at a time.
 *
 * <p>Every slot that depends on the number of images lies at its offset per image times the capacity, so that a layout that
 * is right for one image is right for all, and running fewer images moves nothing. Halos are filled when the slots are made.
 *
 * <p>With {@code -Dnacre.debug=true} everything starts as NaN, and freed slots become NaN again: whoever reads a dead or
 * unwritten element is seen in the result.
 */
public abstract class Workspace {

  /** Elements after the last slot, so that vectors may be read, though never written, past the end of a row. */
  public static final int SLACK = 128;

  private final int capacity;
  private final boolean debug;
  private final float[] floats;
  private final int[] ints;
  private final AtomicBoolean busy = new AtomicBoolean();
  private Optional<Crew> crew = Optional.empty();

  /** A workspace with room for {@code capacity} images of {@code floatsPerImage} floats. */
  protected Workspace(int capacity, int floatsPerImage) {
    this(capacity, Extent.perImage(floatsPerImage), Extent.NONE);
  }

  /**
   * A workspace with room for {@code capacity} images.
   *
   * @param capacity the most images that one call may run, at least 1
   * @param floats room for 32-bit floats
   * @param ints room for 32-bit whole numbers
   * @throws IllegalArgumentException when one of the arrays would need 2^31 elements or more
   */
  protected Workspace(int capacity, Extent floats, Extent ints) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a memory has room for at least 1 image, found " + capacity);
    }
    this.capacity = capacity;
    this.debug = Boolean.getBoolean("nacre.debug");
    this.floats = new float[length(floats, capacity, "floats")];
    this.ints = new int[length(ints, capacity, "whole numbers")];
    if (debug) {
      Arrays.fill(this.floats, Float.NaN);
      Arrays.fill(this.ints, Integer.MIN_VALUE);
    }
  }

  private static int length(Extent room, int capacity, String what) {
    long length = room.exactlyAt(capacity) + SLACK;
    long most = Integer.MAX_VALUE - 8L;
    if (length > most) {
      long fitting = (most - SLACK - room.fixed()) / Math.max(1, room.perImage());
      String advice = fitting < 1 ? "this network is too large for one array" : "use a capacity of at most " + fitting;
      throw new IllegalArgumentException("a memory for " + capacity + " images needs " + length + " " + what
          + ", and a Java array holds fewer than 2^31; " + advice);
    }
    return (int) length;
  }

  /** A slot of floats for each image, at {@code perImage} elements per image. */
  protected final Slot f32(int perImage, int... dims) {
    return f32(Extent.perImage(perImage), Extent.IMAGES, dims);
  }

  /** A slot of floats at {@code at}, for as many images as {@code images} says. */
  protected final Slot f32(Extent at, Extent images, int... dims) {
    var slot = Slot.of(floats, Layout.of(dims), images, Math.toIntExact(at.exactlyAt(capacity)), capacity);
    slot.requireRoom();
    return slot;
  }

  /** A slot of whole numbers for each image, at {@code perImage} elements per image. */
  protected final Slot i32(int perImage, int... dims) {
    return i32(Extent.perImage(perImage), Extent.IMAGES, dims);
  }

  /** A slot of whole numbers at {@code at}, for as many images as {@code images} says. */
  protected final Slot i32(Extent at, Extent images, int... dims) {
    var slot = Slot.of(ints, Layout.of(dims), images, Math.toIntExact(at.exactlyAt(capacity)), capacity);
    slot.requireRoom();
    return slot;
  }

  protected static F32In f32In(String name, Slot slot) {
    return new F32In(name, slot);
  }

  protected static F32Out f32Out(String name, Slot slot) {
    return new F32Out(name, slot);
  }

  protected static I32In i32In(String name, Slot slot) {
    return new I32In(name, slot);
  }

  protected static I32Out i32Out(String name, Slot slot) {
    return new I32Out(name, slot);
  }

  /** A port of 64-bit numbers, kept as 32-bit ones. */
  protected static I64In i64In(String name, Slot slot) {
    return new I64In(name, slot);
  }

  /** A port of 64-bit numbers, kept as 32-bit ones. */
  protected static I64Out i64Out(String name, Slot slot) {
    return new I64Out(name, slot);
  }

  /** A port of 64-bit floats, kept as 32-bit ones. */
  protected static F64In f64In(String name, Slot slot) {
    return new F64In(name, slot);
  }

  /** A port of 64-bit floats, kept as 32-bit ones. */
  protected static F64Out f64Out(String name, Slot slot) {
    return new F64Out(name, slot);
  }

  protected static HalvesIn f16In(String name, Slot slot) {
    return new HalvesIn(name, slot, Half.F16);
  }

  protected static HalvesOut f16Out(String name, Slot slot) {
    return new HalvesOut(name, slot, Half.F16);
  }

  protected static HalvesIn bf16In(String name, Slot slot) {
    return new HalvesIn(name, slot, Half.BF16);
  }

  protected static HalvesOut bf16Out(String name, Slot slot) {
    return new HalvesOut(name, slot, Half.BF16);
  }

  protected static BytesIn i8In(String name, Slot slot) {
    return new BytesIn(name, slot, value -> value);
  }

  protected static BytesOut i8Out(String name, Slot slot) {
    return new BytesOut(name, slot);
  }

  protected static BytesIn u8In(String name, Slot slot) {
    return new BytesIn(name, slot, value -> value & 0xff);
  }

  protected static BytesOut u8Out(String name, Slot slot) {
    return new BytesOut(name, slot);
  }

  protected static ShortsIn i16In(String name, Slot slot) {
    return new ShortsIn(name, slot, value -> value);
  }

  protected static ShortsOut i16Out(String name, Slot slot) {
    return new ShortsOut(name, slot);
  }

  protected static ShortsIn u16In(String name, Slot slot) {
    return new ShortsIn(name, slot, value -> value & 0xffff);
  }

  protected static ShortsOut u16Out(String name, Slot slot) {
    return new ShortsOut(name, slot);
  }

  protected static BoolIn boolIn(String name, Slot slot) {
    return new BoolIn(name, slot);
  }

  protected static BoolOut boolOut(String name, Slot slot) {
    return new BoolOut(name, slot);
  }

  /** The most images that one call may run. */
  public final int capacity() {
    return capacity;
  }

  /** Whether freed slots are poisoned. */
  public final boolean debug() {
    return debug;
  }

  /** Takes this workspace for one call. */
  final void enter(int images) {
    if (images < 0 || images > capacity) {
      throw new IllegalArgumentException("this memory has room for 0 to " + capacity + " images, found " + images);
    }
    if (!busy.compareAndSet(false, true)) {
      throw new IllegalStateException("two calls use one memory at the same time; give each its own");
    }
  }

  /** Gives this workspace back after a call. */
  final void leave() {
    busy.set(false);
  }

  /** The workers of {@code team} for this memory, kept from the last call if that was the same team's. */
  final Crew crew(Team team) {
    if (crew.isPresent() && crew.get().isOf(team)) {
      return crew.get();
    }
    Crew fresh = team.crew(this);
    crew = Optional.of(fresh);
    return fresh;
  }
}
