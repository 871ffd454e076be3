package com.acme.reader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import javax.imageio.ImageIO;
import nacre.kernels.run.Team;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The classes that the build makes of the models, with the weights that it puts beside them. */
class DigitsTest {
  private static float[] seven() throws IOException {
    return Pixels.of(ImageIO.read(DigitsTest.class.getResource("seven.png")));
  }

  @Test
  @DisplayName("the trained network reads a drawn seven")
  void readsSeven() throws IOException {
    float[] probabilities = Digits.load().predict(seven());
    assertEquals(10, probabilities.length);
    assertTrue(probabilities[7] > 0.9f, () -> Arrays.toString(probabilities));
  }

  @Test
  @DisplayName("pictures at once, by several threads, give what one gives")
  void batch() throws IOException {
    Digits digits = Digits.load();
    Digits.Memory memory = new Digits.Memory(2);
    float[] blank = new float[28 * 28];
    float[] both = Arrays.copyOf(seven(), 2 * blank.length);
    memory.picture.set(both);
    digits.run(memory, 2, Team.of(ForkJoinPool.commonPool(), 1));
    float[] results = memory.digit.get(2);
    assertArrayEquals(digits.predict(seven()), Arrays.copyOf(results, 10));
    assertArrayEquals(digits.predict(blank), Arrays.copyOfRange(results, 10, 20));
  }

  @Test
  @DisplayName("nothing is read where nothing is drawn")
  void blank() {
    BufferedImage black = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    assertEquals(Optional.empty(), new DigitReader().read(black));
  }
}
