package nacre.kernels;

import static nacre.kernels.Kernels.free;
import static nacre.kernels.Kernels.move;
import static nacre.kernels.call.Calls.copy;
import static nacre.kernels.call.Calls.fill;
import static nacre.kernels.call.Calls.halo;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import nacre.kernels.call.Extent;
import nacre.kernels.call.Move;
import nacre.kernels.run.Fill;
import nacre.kernels.run.Halo;
import nacre.kernels.run.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strided copies and fills: what transpose, concat, slice, pad and changes of layout become. */
class MoveTest {

  @ParameterizedTest
  @CsvSource({"1,1,1", "3,5,7", "17,33,3", "4,16,40", "3,0,5"})
  void changesLayoutBetweenChannelsLastAndFirst(int channels, int height, int width) {
    int plane = height * width;
    var shelf = new Shelf(3);
    Slot last = shelf.random(1, height, width, channels);
    Slot first = shelf.put(channels, height, width);
    Slot back = shelf.put(height, width, channels);
    int image = channels * plane;
    Move toFirst = copy().images(image, image).over(channels, plane, 1).over(plane, 1, channels);
    Move toLast = copy().images(image, image).over(plane, channels, 1).over(channels, 1, plane);
    shelf.run(2, k -> {
      move(k, toFirst, last, first);
      move(k, toLast, first, back);
    });
    float[] x = Shelf.all(last, 2);
    Close.requireClose("channels first", Shelf.all(first, 2), 1,
        i -> x[i / image * image + i % plane * channels + i / plane % channels]);
    assertThat(Shelf.all(back, 2)).isEqualTo(x);
  }

  /** Images last: the stride of an axis is the number of images that run. */
  @ParameterizedTest
  @CsvSource({"5,1", "5,3", "40,4"})
  void movesTheImagesToTheLastAxis(int features, int images) {
    var shelf = new Shelf(4);
    Slot x = shelf.random(1, features);
    Slot y = shelf.put(features);
    Move call = copy().over(Extent.fixed(features), Extent.IMAGES, Extent.fixed(1)).over(Extent.IMAGES, Extent.fixed(1),
        Extent.fixed(features));
    shelf.run(images, k -> move(k, call, x, y));
    for (int i = 0; i < features * images; i++) {
      assertThat(y.floats()[y.base() + i]).isEqualTo(x.floats()[x.base() + i % images * features + i / images]);
    }
  }

  /** Concat along the images: the second part starts after as many elements as the first has now. */
  @Test
  void joinsImages() {
    var shelf = new Shelf(3);
    Slot x = shelf.random(1, 4);
    Slot z = shelf.random(2, 4);
    Slot y = shelf.put(8);
    Move first = copy().over(Extent.perImage(4), Extent.fixed(1), Extent.fixed(1));
    Move second = first.to(Extent.perImage(4));
    shelf.run(2, k -> {
      move(k, first, x, y);
      move(k, second, z, y);
    });
    assertThat(Arrays.copyOfRange(y.floats(), y.base(), y.base() + 8)).isEqualTo(Shelf.all(x, 2));
    assertThat(Arrays.copyOfRange(y.floats(), y.base() + 8, y.base() + 16)).isEqualTo(Shelf.all(z, 2));
  }

  /** Pad: a fill of everything, then a copy into the middle; the source is a slice that skips its first row. */
  @Test
  void padsASlice() {
    var shelf = new Shelf(1);
    Slot x = shelf.random(1, 2, 4, 5);
    Slot y = shelf.put(2, 5, 8);
    shelf.run(1, k -> {
      move(k, fill(0.5f).over(80, 1), y);
      move(k, copy().over(2, 40, 20).over(3, 8, 5).over(5, 1, 1).to(8 + 2).from(5), x, y);
    });
    Close.requireClose("padded", Shelf.all(y, 1), 1, i -> {
      int row = i % 40 / 8 - 1;
      int column = i % 8 - 2;
      boolean inside = row >= 0 && row < 3 && column >= 0 && column < 5;
      return inside ? Shelf.get(x, 0, i / 40, row + 1, column) : 0.5;
    });
  }

  /** A slice backwards: strides may be negative, on the last axis and before it. */
  @Test
  void walksBackwards() {
    var shelf = new Shelf(1);
    Slot x = shelf.random(1, 4, 40);
    Slot y = shelf.put(2, 20);
    shelf.run(1, k -> move(k, copy().over(2, 20, -80).over(20, 1, -2).from(3 * 40 + 39), x, y));
    Close.requireClose("backwards", Shelf.all(y, 1), 1, i -> Shelf.get(x, 0, 3 - 2 * (i / 20), 0, 39 - 2 * (i % 20)));
  }

  @Test
  void copiesAndFillsWholeNumbers() {
    var shelf = new Shelf(2);
    Slot x = shelf.putWhole(3, 4);
    Slot y = shelf.putWhole(4, 3);
    for (int i = 0; i < 24; i++) {
      x.ints()[x.base() + i] = i;
    }
    shelf.run(2, k -> {
      move(k, copy().images(12, 12).over(4, 3, 1).over(3, 1, 4), x, y);
      move(k, fill(-7).images(12).over(1, 1).over(2, 6), y);
      move(k, copy().over(24, 1, 1).collapsed(), y, x);
    });
    assertThat(Arrays.copyOfRange(x.ints(), x.base(), x.base() + 24)).containsExactly(-7, 4, 8, 1, 5, 9, -7, 6, 10, 3,
        7, 11,
        -7, 16, 20, 13, 17, 21, -7, 18, 22, 15, 19, 23);
  }

  /** After another use of the memory the producer rewrites the halo: all of it, and nothing else. */
  @Test
  void givesAHaloItsFillAgain() {
    var shelf = new Shelf(2);
    Slot x = shelf.random(1, new Halo(1, 2, 0, 1, Fill.LOWEST), 2, 3, 4);
    float[] elements = Shelf.all(x, 2);
    float[] all = x.floats().clone();
    for (int i = 0; i < 2 * x.imageStride(); i++) {
      x.floats()[x.base() - x.layout().interior() + i] = 9;
    }
    for (int i = 0; i < elements.length; i++) {
      Shelf.set(x, i / 24, i % 24 / 12, i % 12 / 4, i % 4, elements[i]);
    }
    shelf.run(2, k -> move(k, halo(), x));
    assertThat(x.floats()).isEqualTo(all);
  }

  /** Freeing a slot does nothing outside a debug workspace. */
  @Test
  void freeingKeepsElements() {
    var shelf = new Shelf(1);
    Slot x = shelf.random(1, 5);
    float[] before = Shelf.all(x, 1);
    shelf.run(1, k -> free(k, x));
    assertThat(Shelf.all(x, 1)).isEqualTo(before);
  }
}
