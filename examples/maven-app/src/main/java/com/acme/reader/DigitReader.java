package com.acme.reader;

import java.awt.image.BufferedImage;
import java.util.Optional;

/** Reads pictures with the two models of {@code src/main/nacre}. One serves any number of threads. */
public final class DigitReader {
  private static final float LEAST_CONTRAST = 0.05f;

  private final Ink ink = Ink.load();
  private final Digits digits = Digits.load();

  /** What is drawn, and how sure that is, from 0 to 1. */
  public record Reading(int digit, float probability) {}

  /** Nothing for a picture of one colour, or nearly so. */
  public Optional<Reading> read(BufferedImage picture) {
    float[] pixels = Pixels.of(picture);
    if (ink.predict(pixels)[0] < LEAST_CONTRAST) {
      return Optional.empty();
    }
    float[] probabilities = digits.predict(pixels);
    int best = 0;
    for (int digit = 1; digit < probabilities.length; digit++) {
      best = probabilities[digit] > probabilities[best] ? digit : best;
    }
    return Optional.of(new Reading(best, probabilities[best]));
  }
}
