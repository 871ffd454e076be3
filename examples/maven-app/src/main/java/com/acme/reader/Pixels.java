package com.acme.reader;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;

/** Pictures as what the models take: 28 by 28 shades, black at -2, white at 2. */
final class Pixels {
  private static final int SIDE = 28;

  private Pixels() {}

  static float[] of(BufferedImage picture) {
    BufferedImage small = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.drawImage(picture.getScaledInstance(SIDE, SIDE, Image.SCALE_AREA_AVERAGING), 0, 0, Color.WHITE, null);
    graphics.dispose();
    float[] pixels = new float[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (shade(small.getRGB(i % SIDE, i / SIDE)) / 255 - 0.5f) / 0.25f;
    }
    return pixels;
  }

  private static float shade(int rgb) {
    return 0.299f * (rgb >> 16 & 255) + 0.587f * (rgb >> 8 & 255) + 0.114f * (rgb & 255);
  }
}
