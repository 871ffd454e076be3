package nacre.keras;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Keras: it decides what settings mean, and what they are where a model leaves them out.
 *
 * @param tensorflow    whether it is the Keras inside TensorFlow, which went its own way from 2.0 to 2.3
 * @param channelsFirst whether the channels of pictures and volumes come behind the batch where a layer does not say
 */
public record Era(int major, int minor, boolean tensorflow, boolean channelsFirst) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?.*", Pattern.DOTALL);
  /** What a model is taken for that does not say its version, nor shows by its words that it is another. */
  static final Era USUAL = new Era(2, 4, true, false);
  static final Era FIRST = new Era(1, 2, false, false);
  static final Era THIRD = new Era(3, 0, false, false);

  /** The one that a model says, such as {@code 2.2.4-tf}, or a fallback. */
  static Era of(String version, Era fallback) {
    Matcher numbers = NUMBERS.matcher(version);
    if (!numbers.matches()) {
      return fallback;
    }
    int minor = numbers.group(2) == null ? 0 : Integer.parseInt(numbers.group(2));
    return new Era(Integer.parseInt(numbers.group(1)), minor, version.contains("tf"), false);
  }

  /** The same where layers that do not say their order have their channels behind the batch. */
  Era withChannelsFirst() {
    return new Era(major, minor, tensorflow, true);
  }

  public boolean isFirst() {
    return major < 2;
  }

  public boolean isThird() {
    return major > 2;
  }

  /** Whether it follows TensorFlow 2: pixels have their centre at a half, and what is not trained is not counted. */
  public boolean isModern() {
    return major > 2 || major == 2 && (tensorflow || minor >= 4);
  }
}
