package nacre.picture;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes texts fit their boxes where Java draws them: boxes are measured for Helvetica, and the font that stands in for it here
 * may be wider.
 */
final class PngText {
  private static final Pattern SIZE = Pattern.compile("font-size=\"([0-9]+\\.?[0-9]*)\"");
  private static final String SAMPLE = "conv2d batch_norm";
  /** The sample's width in Helvetica, by its tables. */
  private static final double EMS = 8.782;

  private PngText() {}

  /** By what to multiply sizes of fonts. */
  static double scale() {
    Font font = new Font("Helvetica", Font.PLAIN, 100);
    double wide = font.getStringBounds(SAMPLE, new FontRenderContext(null, true, true)).getWidth() / 100;
    return Math.min(1, EMS / wide);
  }

  /** An SVG text with its fonts scaled, and without entities that its reader takes for the end of a word. */
  static String fitted(String svg, double scale) {
    return SIZE.matcher(svg.replace(" &#45;", " -"))
        .replaceAll(
            size -> String.format(Locale.ROOT, "font-size=\"%.2f\"", Double.parseDouble(size.group(1)) * scale));
  }
}
