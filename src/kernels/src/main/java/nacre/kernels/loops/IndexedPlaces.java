package nacre.kernels.loops;

import java.util.List;
import nacre.kernels.call.Axis;
import nacre.kernels.run.Slot;
import nacre.kernels.run.WholeNumberException;

/** Where indices say that an element lies. */
final class IndexedPlaces {

  private int[] extents = new int[8];
  private int[] strides = new int[8];
  private int[] indices = {};
  private int count;
  private int step;

  void prepare(List<Axis> places, int newStep, Slot indexSlot, int images) {
    count = places.size();
    if (extents.length < count) {
      extents = new int[count];
      strides = new int[count];
    }
    for (int place = 0; place < count; place++) {
      extents[place] = places.get(place).extent().at(images);
      strides[place] = places.get(place).stride(0, images);
    }
    step = newStep;
    indices = indexSlot.ints();
  }

  /**
   * How far from its start the element lies whose first index is at {@code at}.
   *
   * @throws WholeNumberException if an index is out of range
   */
  int offset(int at) {
    int offset = 0;
    for (int place = 0; place < count; place++) {
      int index = indices[at + place * step];
      int extent = extents[place];
      int counted = index < 0 ? index + extent : index;
      if (counted < 0 || counted >= extent) {
        throw new WholeNumberException("found the index " + index + ", required "
            + (extent == 0 ? "none, on an axis without elements" : -extent + " to " + (extent - 1)));
      }
      offset += counted * strides[place];
    }
    return offset;
  }
}
