package nacre.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Input;
import nacre.ir.Location;
import nacre.ir.Preprocessing;
import nacre.ir.Preprocessing.Channels;
import nacre.ir.Preprocessing.Resize;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.source.InputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a picture to what an input wants: the five steps that {@code digits.nacre} writes down, and the training takes. */
class PictureTensorTest {
  @TempDir
  Path folder;

  @Test
  @DisplayName("shrinking and growing follow the formula of the text, pixel by pixel")
  void formula() {
    int[][] samples = {{0, 60, 255, 7, 90}, {200, 3, 66, 1, 128}, {9, 250, 31, 77, 5}};
    Picture picture = Picture.read(Pngs.header(5, 3, 8, Pngs.GREY).rows(samples).write(folder, "g.png"));
    Tensor tensor = PictureTensor.of(picture, input(how(4, 2, Channels.GRAY, false)), type(1, 4, 2));
    assertThat(tensor.shape()).containsExactly(1, 1, 4, 2);
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 2; x++) {
        double expected = (mean(samples, x, y, 2, 4) / 255 - 0.5) / 0.25;
        assertThat(tensor.real(y * 2 + x)).isCloseTo(expected, within(1e-5));
      }
    }
  }

  /** Step 4 of the text, in both axes at once. */
  private static double mean(int[][] samples, int x, int y, int width, int height) {
    double sum = 0;
    double weights = 0;
    for (int j = 0; j < samples.length; j++) {
      for (int i = 0; i < samples[j].length; i++) {
        double weight = weight(x, i, samples[j].length, width) * weight(y, j, samples.length, height);
        sum += weight * samples[j][i];
        weights += weight;
      }
    }
    return sum / weights;
  }

  private static double weight(int to, int from, int in, int out) {
    double s = (double) in / out;
    return Math.max(0, 1 - Math.abs(from + 0.5 - (to + 0.5) * s) / Math.max(1, s));
  }

  @Test
  @DisplayName("nearest takes the pixel under the centre, so an even shrink takes the second of each pair")
  void nearest() {
    float[] plane = {10, 20, 30, 40};
    assertThat(Resampling.nearest(plane, 4, 1, 2, 1)).containsExactly(20, 40);
    assertThat(Resampling.nearest(plane, 2, 2, 4, 2)).containsExactly(10, 10, 20, 20, 30, 30, 40, 40);
  }

  @Test
  @DisplayName("colours go where the input has its channels: planes or pixels, rgb or bgr, each with its own mean")
  void channels() {
    Picture picture = Picture.read(Pngs.header(2, 1, 8, Pngs.RGB).rows(new int[] {255, 0, 51, 102, 153, 204})
        .write(folder, "c.png"));
    Preprocessing rgb = new Preprocessing(1, 2, Channels.RGB, Resize.LINEAR, false, 1 / 255.0, List.of(0.0, 0.2, 0.4),
        List.of(1.0, 0.5, 0.25));
    Tensor planes = PictureTensor.of(picture, input(rgb), type(3, 1, 2));
    assertThat(planes.toReals()).usingComparatorWithPrecision(1e-6).containsExactly(1, 0.4, -0.4, 0.8, -0.8, 1.6);
    Tensor pixels = PictureTensor.of(picture, input(how(1, 2, Channels.BGR, true)), type(1, 2, 3));
    assertThat(pixels.shape()).containsExactly(1, 1, 2, 3);
    double first = ((255 - 51) / 255.0 - 0.5) / 0.25;
    assertThat(pixels.real(0)).isCloseTo(first, within(1e-6));
    assertThat(pixels.real(2)).isCloseTo(-2, within(1e-6));
  }

  @Test
  @DisplayName("an input that says nothing of pictures, or is of another kind, is refused with what to write")
  void refused() {
    Picture picture = Picture.read(Pngs.header(1, 1, 8, Pngs.GREY).rows(new int[] {1}).write(folder, "x.png"));
    Input silent = new Input("x", new Value(0, 0), Optional.empty(), Location.NONE);
    assertThatThrownBy(() -> PictureTensor.of(picture, silent, type(1, 4, 5))).isInstanceOf(InputException.class)
        .hasMessageEndingWith("becomes f32[N, 1, 4, 5]; give it settings such as { size = [4, 5], channels = gray }, "
            + "or hand in a .npy file");
    Input foreign = new Input("x", new Value(0, 0), Optional.empty(), new Location.Model("m.h5", "x", -1));
    assertThatThrownBy(() -> PictureTensor.of(picture, foreign, type(6, 7, 3)))
        .hasMessageEndingWith("; make a text of it with `nacre import`, and give the input settings there such as "
            + "{ size = [6, 7], channels = rgb }, or hand in a .npy file");
    TensorType open = TensorType.of(DType.F32, List.of(Dim.of(1), Dim.of(3), new Dim.Symbol("H"), Dim.of(9)));
    assertThatThrownBy(() -> PictureTensor.of(picture, silent, open))
        .hasMessageContaining("size = [28, 9], channels = rgb");
    assertThatThrownBy(() -> PictureTensor.of(picture, silent, type(4)))
        .hasMessageEndingWith("[N, 4]; hand in a .npy file");
    assertThatThrownBy(() -> PictureTensor.of(picture, input(how(4, 4, Channels.RGB, false)), type(2, 4, 4)))
        .isInstanceOf(InputException.class).hasMessageContaining("3 channels");
  }

  private static Preprocessing how(int height, int width, Channels channels, boolean invert) {
    List<Double> mean = channels == Channels.GRAY ? List.of(0.5) : List.of(0.5, 0.5, 0.5);
    List<Double> deviation = channels == Channels.GRAY ? List.of(0.25) : List.of(0.25, 0.25, 0.25);
    return new Preprocessing(height, width, channels, Resize.LINEAR, invert, 1 / 255.0, mean, deviation);
  }

  private static Input input(Preprocessing how) {
    return new Input("x", new Value(0, 0), Optional.of(how), Location.NONE);
  }

  private static TensorType type(long... dims) {
    List<Dim> all = new ArrayList<>(List.of(new Dim.Symbol("N")));
    for (long dim : dims) {
      all.add(Dim.of(dim));
    }
    return TensorType.of(DType.F32, all);
  }
}
