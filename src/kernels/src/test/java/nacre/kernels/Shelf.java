package nacre.kernels;

import java.util.Random;
import nacre.kernels.call.Extent;
import nacre.kernels.run.Halo;
import nacre.kernels.run.Layout;
import nacre.kernels.run.Slot;
import nacre.kernels.run.Team;
import nacre.kernels.run.Worker;
import nacre.kernels.run.Workspace;

/** A workspace whose slots are put next to each other as a test asks for them, and logical access to their elements. */
public final class Shelf extends Workspace {

  private static final int ROOM = 200_000;

  private int floats;
  private int ints;

  public Shelf(int capacity) {
    this(capacity, ROOM);
  }

  public Shelf(int capacity, int floatsPerImage) {
    super(capacity, Extent.perImage(floatsPerImage), Extent.perImage(10_000));
  }

  /** A slot with a halo, full of what NaN would spoil. */
  public Slot put(Halo halo, int... dims) {
    int size = Layout.of(dims).halo(halo).imageStride();
    Slot slot = f32(floats, dims).halo(halo);
    floats += size;
    slot.poison();
    return slot;
  }

  public Slot put(int... dims) {
    return put(Halo.NONE, dims);
  }

  public Slot putWhole(int... dims) {
    Slot slot = i32(ints, dims);
    ints += Layout.of(dims).imageStride();
    return slot;
  }

  /** A slot with a halo and random elements from about -3 to 3. */
  public Slot random(long seed, Halo halo, int... dims) {
    Slot slot = put(halo, dims);
    var random = new Random(seed);
    for (int image = 0; image < capacity(); image++) {
      for (int channel = 0; channel < slot.channels(); channel++) {
        for (int at = 0; at < slot.height() * slot.width(); at++) {
          set(slot, image, channel, at / slot.width(), at % slot.width(), (float) random.nextGaussian());
        }
      }
    }
    return slot;
  }

  public Slot random(long seed, int... dims) {
    return random(seed, Halo.NONE, dims);
  }

  public static float get(Slot slot, int image, int channel, int row, int column) {
    return slot.floats()[slot.at(image, channel) + row * slot.rowStride() + column];
  }

  public static void set(Slot slot, int image, int channel, int row, int column, float value) {
    slot.floats()[slot.at(image, channel) + row * slot.rowStride() + column] = value;
  }

  /** The elements of the first images in row-major order. */
  public static float[] all(Slot slot, int images) {
    int plane = slot.height() * slot.width();
    var values = new float[images * slot.channels() * plane];
    for (int at = 0; at < values.length; at++) {
      values[at] = get(slot, at / plane / slot.channels(), at / plane % slot.channels(), at % plane / slot.width(),
          at % plane % slot.width());
    }
    return values;
  }

  /** One or more kernel calls. */
  @FunctionalInterface
  public interface Calls {
    void run(Worker k);
  }

  /** Runs calls on the calling thread. */
  public void run(int images, Calls calls) {
    run(Team.alone(), images, calls);
  }

  public void run(Team team, int images, Calls calls) {
    team.run(this, images, (Worker k, Shelf shelf) -> calls.run(k));
  }
}
