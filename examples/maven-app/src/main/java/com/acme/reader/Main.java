package com.acme.reader;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;

/** The program: {@code java -jar target/digit-reader-1.0-all.jar PICTURE...} says what is drawn in each. */
public final class Main {
  private Main() {}

  public static void main(String[] files) throws IOException {
    DigitReader reader = new DigitReader();
    for (String file : files) {
      BufferedImage picture = ImageIO.read(new File(file));
      if (picture == null) {
        throw new IOException(file + " is no picture");
      }
      System.out.println(file + ": " + reader.read(picture).map(Main::text).orElse("nothing is drawn here"));
    }
  }

  private static String text(DigitReader.Reading reading) {
    return String.format(Locale.ROOT, "%d, %.1f %%", reading.digit(), 100 * reading.probability());
  }
}
