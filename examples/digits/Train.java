import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Draws digits, trains the network of {@code digits.nacre} on them by hand-written backpropagation, and writes its
 * weights. Nothing but a JDK is needed, 17 or newer.
 *
 * <pre>
 * java examples/digits/Train.java SEED [STEPS]      trains; writes digits.safetensors when at least 97 % are read right
 * java examples/digits/Train.java SEED --samples    draws samples/ and reads them with the weights that are there
 * java examples/digits/Train.java --read PICTURE... reads pictures with the weights that are there
 * </pre>
 *
 * The weights in the repository are {@code Train.java 7}, the samples {@code Train.java 2024 --samples}. A seed gives
 * the same weights to the last bit on every machine, JDK and number of cores: the generator is our own, sines and
 * exponentials are {@link StrictMath}'s, sums over shards of a batch are taken in shard order, and Java arithmetic is
 * IEEE 754. Training takes some two minutes on two cores.
 *
 * <p>Every training step draws fresh digits, so there is no data set to overfit. Drawings are coloured pictures of many
 * sizes, and pass through the five steps of {@code digits.nacre} ({@link Grey}) like any picture that is read later.
 *
 * <p>One file, because the source launcher of Java 17 takes only one. It reads: command, jitter, strokes, drawing,
 * picture to input, network, optimiser, safetensors, samples.
 */
public final class Train {
  private static final int SIDE = 28;
  private static final int SHARDS = 4;
  private static final int SHARD = 16;
  private static final int BATCH = SHARDS * SHARD;
  private static final int STEPS = 2400;
  private static final int WARM_UP = 100;
  private static final double RATE = 3e-3;
  private static final int TEST = 10_000;

  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    Locale.setDefault(Locale.ROOT);
    try {
      System.exit(run(arguments));
    } catch (IOException | NumberFormatException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static int run(String[] arguments) throws IOException {
    Path home = Path.of("examples/digits");
    Path folder = Files.isDirectory(home) ? home : Path.of("");
    Path weights = folder.resolve("digits.safetensors");
    List<String> rest = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
    if (arguments.length > 1 && arguments[0].equals("--read")) {
      return Samples.read(SafeTensors.read(weights), rest.stream().map(Path::of).toList());
    }
    if (arguments.length == 2 && arguments[1].equals("--samples")) {
      List<Path> files = Samples.write(Long.parseLong(arguments[0]), folder.resolve("samples"));
      return Samples.read(SafeTensors.read(weights), files);
    }
    if (arguments.length == 1 || arguments.length == 2) {
      return train(Long.parseLong(arguments[0]), rest.isEmpty() ? STEPS : Integer.parseInt(rest.get(0)), weights);
    }
    System.err.println("usage: java Train.java SEED [STEPS] | SEED --samples | --read PICTURE...");
    return 2;
  }

  private static int train(long seed, int steps, Path weights) throws IOException {
    long start = System.nanoTime();
    Network network = new Network(new Chance(seed, -1));
    double loss = StrictMath.log(10);
    for (int step = 0; step < steps; step++) {
      int[] digits = network.draw(Jitter.TRAINING, seed, (long) step * BATCH);
      loss += 0.02 * (network.learn(digits, rate(step, steps), step + 1) - loss);
      if ((step + 1) % 100 == 0 || step + 1 == steps) {
        System.out.printf("step %4d of %d, loss %.4f, %.0f s%n", step + 1, steps, loss, seconds(start));
      }
    }
    double accuracy = test(network, seed + 1_000_003);
    System.out.printf("accuracy %.2f %% on %d wider drawings, %.0f s in all%n", 100 * accuracy, TEST, seconds(start));
    if (accuracy < 0.97) {
      System.err.println("below 97 %: no weights written; train for more steps");
      return 1;
    }
    SafeTensors.write(weights, network.tensors());
    System.out.printf("wrote %s, %d bytes%n", weights, Files.size(weights));
    return 0;
  }

  /** Adam's rate: a linear start, then half a cosine down to nothing, so that the running statistics settle too. */
  private static double rate(int step, int steps) {
    return RATE * Math.min(1, (step + 1.0) / WARM_UP) * 0.5 * (1 + StrictMath.cos(Math.PI * step / steps));
  }

  /** The share of {@link Jitter#WIDER} drawings that the network reads right; prints what it takes for what. */
  private static double test(Network network, long seed) {
    int[][] taken = new int[10][10];
    network.stages.forEach(Stage::normaliseByRunning);
    for (int first = 0; first < TEST; first += BATCH) {
      int[] digits = network.draw(Jitter.WIDER, seed, first);
      float[][] logits = network.infer();
      for (int i = 0; i < Math.min(BATCH, TEST - first); i++) {
        taken[digits[i]][best(logits[i])]++;
      }
    }
    int right = 0;
    for (int digit = 0; digit < 10; digit++) {
      right += taken[digit][digit];
      System.out.printf("%d taken for 0..9: %s%n", digit, Arrays.toString(taken[digit]));
    }
    return (double) right / TEST;
  }

  private static int best(float[] scores) {
    return IntStream.range(0, scores.length).reduce(0, (a, b) -> scores[b] > scores[a] ? b : a);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void parallel(IntConsumer shard) {
    IntStream.range(0, SHARDS).parallel().forEach(shard);
  }

  /** SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014); one per drawing. */
  private static final class Chance {
    private long state;

    Chance(long seed, long index) {
      state = seed;
      state = next() + index;
      state = next();
    }

    long next() {
      state += 0x9E3779B97F4A7C15L;
      long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    double unit() {
      return (next() >>> 11) * 0x1p-53;
    }

    double between(double low, double high) {
      return low + (high - low) * unit();
    }

    int below(int bound) {
      return (int) (unit() * bound);
    }

    /** Mean 0, variance 1, never beyond 3.5: a scaled sum of four uniforms. */
    double bell() {
      return (unit() + unit() + unit() + unit() - 2) * Math.sqrt(3);
    }
  }

  /**
   * How far drawings vary. Lengths are shares of the digit's height; {@code smallest} and {@code largest} are pixels of
   * the canvas's longer side; {@code contrast} is the least difference of luma, of 255; gradient and noise are shares
   * of the actual one. {@code WIDER} goes beyond {@code TRAINING} in everything; samples say their own size.
   */
  private record Jitter(double degrees, double shear, double joints, double warp, double thin, double thick,
      double fill, double smallest, double largest, double aspect, double contrast, double gradient, double noise) {

    static final Jitter TRAINING = new Jitter(18, 0.30, 0.025, 0.025, 0.05, 0.17, 0.50, 28, 140, 1.35, 60, 0.5, 0.30);
    static final Jitter WIDER = new Jitter(20, 0.32, 0.027, 0.028, 0.045, 0.18, 0.47, 26, 200, 1.40, 55, 0.6, 0.33);
    static final Jitter SAMPLE = new Jitter(14, 0.25, 0.022, 0.022, 0.06, 0.14, 0.60, 1, 1, 1, 100, 0.4, 0.08);
  }

  /** The ways to write each digit, as strokes in a box of height 1, y downwards. */
  private static final class Strokes {
    /** M, L, Q and C as in SVG; A cx cy rx ry from to (degrees) is a stroke of its own. */
    private static final String[][] STYLES = {
        {"A .5 .5 .3 .46 -90 275", "A .5 .5 .22 .46 -60 296", "M .56 .05 C .1 0 .12 1 .5 .96 C .9 1 .88 0 .48 .05"},
        {"M .5 .04 L .5 .96", "M .35 .21 L .52 .04 L .52 .96", "M .34 .2 L .52 .05 L .52 .95 M .28 .95 L .76 .95",
            "M .38 .17 Q .48 .14 .54 .04 L .5 .96"},
        {"M .22 .28 C .25 -.06 .8 -.04 .77 .3 C .75 .55 .35 .75 .2 .95 L .82 .95",
            "M .22 .25 C .3 -.05 .8 0 .74 .33 C .68 .6 .45 .85 .26 .93 C .12 .98 .14 .78 .28 .82 "
                + "C .45 .86 .6 1 .84 .9",
            "M .22 .18 Q .5 -.08 .75 .18 Q .84 .4 .2 .95 L .8 .95"},
        {"M .24 .16 C .4 -.04 .78 .02 .74 .28 C .72 .45 .55 .48 .42 .48 C .6 .48 .8 .55 .78 .74 "
            + "C .74 1.02 .34 1.02 .2 .82",
            "M .22 .06 L .76 .06 L .46 .42 C .7 .4 .84 .58 .78 .76 C .7 1.02 .34 1 .2 .82"},
        {"M .64 .96 L .64 .04 L .16 .66 L .88 .66", "M .3 .06 L .2 .56 L .84 .56 M .66 .3 L .66 .96",
            "M .28 .06 C .24 .3 .16 .52 .24 .56 C .4 .6 .6 .56 .78 .54 M .7 .08 L .64 .96"},
        {"M .76 .06 L .3 .06 L .26 .44 C .5 .32 .82 .42 .8 .68 C .78 1 .38 1.04 .2 .84",
            "M .3 .08 L .28 .46 C .5 .36 .8 .44 .78 .7 C .75 1 .36 1 .2 .86 M .3 .08 L .78 .05"},
        {"M .7 .06 C .4 .14 .2 .45 .22 .7 C .24 1.04 .78 1.04 .78 .7 C .78 .42 .32 .42 .24 .68",
            "M .66 .04 Q .36 .3 .25 .66 A .5 .7 .26 .26 0 360"},
        {"M .14 .08 L .8 .08 L .42 .96", "M .14 .08 L .8 .08 L .42 .96 M .34 .5 L .76 .5",
            "M .16 .08 L .8 .08 Q .5 .45 .44 .96", "M .16 .2 L .16 .07 L .8 .07 L .44 .96"},
        {"A .5 .27 .21 .22 -90 270 A .5 .72 .26 .24 -90 270",
            "M .7 .16 C .5 -.06 .2 .1 .3 .32 C .4 .48 .76 .52 .76 .74 C .74 1.02 .26 1.02 .26 .74 "
                + "C .26 .52 .62 .46 .7 .32 C .76 .2 .72 .14 .66 .1"},
        {"A .5 .3 .25 .25 0 360 M .75 .3 L .7 .96", "A .5 .3 .25 .25 0 360 M .75 .28 C .78 .7 .66 .96 .3 .94",
            "M .74 .2 C .6 -.06 .22 .04 .24 .3 C .26 .56 .68 .56 .74 .26 L .7 .96"}};

    private static final int CURVE = 12;

    /** The lines that a style consists of, each {@code {x0, y0, x1, y1}}; every point of it has moved a little. */
    static List<double[]> lines(int digit, int style, double joints, Chance chance) {
      List<double[]> lines = new ArrayList<>();
      String[] words = STYLES[digit][style].split(" ");
      double x = 0;
      double y = 0;
      for (int at = 0; at < words.length;) {
        char command = words[at++].charAt(0);
        double[] p = new double["MLQC".indexOf(command) < 0 ? 6 : Math.max(1, "MLQC".indexOf(command)) * 2];
        for (int i = 0; i < p.length; i++) {
          double unit = command == 'A' && i > 3 ? 200 : 1;
          p[i] = Double.parseDouble(words[at++]) + joints * unit * chance.bell();
        }
        if (command == 'A') {
          arc(lines, p);
        } else if (command != 'M') {
          curve(lines, x, y, p);
        }
        x = p[p.length - 2];
        y = p[p.length - 1];
      }
      return lines;
    }

    private static void arc(List<double[]> lines, double[] p) {
      double x = Double.NaN;
      double y = Double.NaN;
      for (int i = 0; i <= 2 * CURVE; i++) {
        double angle = Math.toRadians(p[4] + (p[5] - p[4]) * i / (2 * CURVE));
        double nextX = p[0] + p[2] * StrictMath.cos(angle);
        double nextY = p[1] + p[3] * StrictMath.sin(angle);
        if (i > 0) {
          lines.add(new double[] {x, y, nextX, nextY});
        }
        x = nextX;
        y = nextY;
      }
    }

    /** A Bézier curve of degree 1, 2 or 3 by de Casteljau's scheme. Straight ones are cut too, to be bent later. */
    private static void curve(List<double[]> lines, double x, double y, double[] p) {
      double lastX = x;
      double lastY = y;
      for (int i = 1; i <= CURVE; i++) {
        double t = (double) i / CURVE;
        double[] q = new double[p.length + 2];
        q[0] = x;
        q[1] = y;
        System.arraycopy(p, 0, q, 2, p.length);
        for (int length = q.length - 2; length > 0; length -= 2) {
          for (int k = 0; k < length; k++) {
            q[k] += t * (q[k + 2] - q[k]);
          }
        }
        lines.add(new double[] {lastX, lastY, q[0], q[1]});
        lastX = q[0];
        lastY = q[1];
      }
    }
  }

  /** A digit on a canvas: how much of each pixel is ink, and the colours (0xRRGGBB) of ink and paper. */
  private record Drawing(int width, int height, float[] ink, int inkColour, int paperColour, double[] ramp,
      double noise) {

    static Drawing random(int digit, Jitter jitter, Chance chance) {
      double longer = jitter.smallest * StrictMath.pow(jitter.largest / jitter.smallest, chance.unit());
      double ratio = StrictMath.pow(jitter.aspect, chance.between(-1, 1));
      int width = (int) Math.round(longer * Math.min(1, ratio));
      int height = (int) Math.round(longer / Math.max(1, ratio));
      return of(digit, chance.below(Strokes.STYLES[digit].length), width, height, jitter, chance);
    }

    static Drawing of(int digit, int style, int width, int height, Jitter jitter, Chance chance) {
      List<double[]> lines = Strokes.lines(digit, style, jitter.joints, chance);
      double thickness = chance.between(jitter.thin, jitter.thick);
      distort(lines, jitter, chance);
      double radius = place(lines, thickness / 2, width, height, jitter.fill, chance);
      double taper = chance.between(-0.3, 0.3);
      float[] ink = raster(lines, Math.max(radius, 0.5), taper, chance.between(1, 2), width, height);
      boolean grey = chance.unit() < 0.5;
      int inkColour;
      int paper;
      double contrast;
      do {
        inkColour = colour(grey, chance);
        paper = colour(grey, chance);
        contrast = Math.abs(Grey.luma(inkColour) - Grey.luma(paper));
      } while (contrast < jitter.contrast);
      double angle = chance.between(0, 2 * Math.PI);
      double slope = contrast * jitter.gradient * chance.unit();
      double[] ramp = {slope * StrictMath.cos(angle) / width, slope * StrictMath.sin(angle) / height};
      return new Drawing(width, height, ink, inkColour, paper, ramp, contrast * jitter.noise * chance.unit());
    }

    private static int colour(boolean grey, Chance chance) {
      return grey ? chance.below(256) * 0x010101 : chance.below(1 << 24);
    }

    /** Bends, then slants, stretches and turns. */
    private static void distort(List<double[]> lines, Jitter jitter, Chance chance) {
      double[] wave = {jitter.warp * chance.bell(), jitter.warp * chance.bell(), chance.between(4, 9),
          chance.between(0, 2 * Math.PI), chance.between(0, 2 * Math.PI)};
      double angle = Math.toRadians(jitter.degrees * chance.between(-1, 1));
      double shear = jitter.shear * chance.between(-1, 1);
      double stretch = chance.between(0.8, 1.25);
      double cosine = StrictMath.cos(angle);
      double sine = StrictMath.sin(angle);
      for (double[] line : lines) {
        for (int i = 0; i < 4; i += 2) {
          double x = line[i] + wave[0] * StrictMath.sin(wave[2] * line[i + 1] + wave[3]);
          double y = line[i + 1] + wave[1] * StrictMath.sin(wave[2] * line[i] + wave[4]);
          x = stretch * (x - 0.5) - shear * (y - 0.5);
          y = y - 0.5;
          line[i] = cosine * x - sine * y;
          line[i + 1] = sine * x + cosine * y;
        }
      }
    }

    /** Scales and moves the digit to a random place where all of it is on the canvas; the pen's radius in pixels. */
    private static double place(List<double[]> lines, double radius, int width, int height, double fill,
        Chance chance) {
      double[] box = {9, 9, -9, -9};
      for (double[] line : lines) {
        for (int i = 0; i < 4; i++) {
          box[i % 2] = Math.min(box[i % 2], line[i] - radius);
          box[2 + i % 2] = Math.max(box[2 + i % 2], line[i] + radius);
        }
      }
      double wide = box[2] - box[0];
      double high = box[3] - box[1];
      double scale = chance.between(fill, 0.96) * Math.min(width / wide, height / high);
      double left = (width - scale * wide) * chance.between(0.05, 0.95);
      double top = (height - scale * high) * chance.between(0.05, 0.95);
      for (double[] line : lines) {
        for (int i = 0; i < 4; i++) {
          line[i] = (i % 2 == 0 ? left : top) + scale * (line[i] - box[i % 2]);
        }
      }
      return scale * radius;
    }

    /** Coverage by the distance to the nearest line, less the pen's radius there, over an edge {@code soft} wide. */
    private static float[] raster(List<double[]> lines, double radius, double taper, double soft, int width,
        int height) {
      float[] ink = new float[width * height];
      for (int n = 0; n < lines.size(); n++) {
        double[] l = lines.get(n);
        double pen = radius * (1 + taper * (2.0 * n / lines.size() - 1));
        double reach = pen + soft;
        double dx = l[2] - l[0];
        double dy = l[3] - l[1];
        double squared = Math.max(dx * dx + dy * dy, 1e-12);
        int right = (int) Math.min(width - 1, Math.max(l[0], l[2]) + reach);
        int bottom = (int) Math.min(height - 1, Math.max(l[1], l[3]) + reach);
        for (int y = (int) Math.max(0, Math.min(l[1], l[3]) - reach); y <= bottom; y++) {
          for (int x = (int) Math.max(0, Math.min(l[0], l[2]) - reach); x <= right; x++) {
            double px = x + 0.5 - l[0];
            double py = y + 0.5 - l[1];
            double t = Math.max(0, Math.min(1, (px * dx + py * dy) / squared));
            px -= t * dx;
            py -= t * dy;
            double covered = 0.5 + (pen - Math.sqrt(px * px + py * py)) / soft;
            ink[y * width + x] = (float) Math.max(ink[y * width + x], Math.min(1, covered));
          }
        }
      }
      return ink;
    }

    /** The picture, 0xRRGGBB by pixel: ink over paper that grows lighter or darker, then noise. */
    int[] paint(Chance chance) {
      int[] pixels = new int[width * height];
      for (int i = 0; i < pixels.length; i++) {
        double slope = ramp[0] * (i % width - width / 2.0) + ramp[1] * (i / width - height / 2.0);
        double grain = noise * chance.between(-1, 1);
        for (int shift = 0; shift < 24; shift += 8) {
          double paper = Math.max(0, Math.min(255, (paperColour >> shift & 255) + slope));
          double value = paper + ink[i] * ((inkColour >> shift & 255) - paper) + grain;
          pixels[i] |= (int) (Math.max(0, Math.min(255, value)) + 0.5) << shift;
        }
      }
      return pixels;
    }
  }

  /** A picture of one channel, 0 to 255, not rounded; steps 1 to 5 of {@code digits.nacre}. */
  private record Grey(int width, int height, float[] pixels) {

    static Grey of(int width, int height, int[] colours) {
      float[] pixels = new float[colours.length];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = luma(colours[i]);
      }
      return new Grey(width, height, pixels);
    }

    static float luma(int colour) {
      return 0.299f * (colour >> 16 & 255) + 0.587f * (colour >> 8 & 255) + 0.114f * (colour & 255);
    }

    /** Grey samples are taken as stored: {@code getRGB} would apply a gamma to them. */
    static Grey read(Path file) throws IOException {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(file)));
      if (image == null) {
        throw new IOException(file + ": neither PNG nor JPEG");
      }
      Raster raster = image.getRaster();
      boolean stored = raster.getNumBands() < 3 && !(image.getColorModel() instanceof IndexColorModel);
      float most = (1 << image.getColorModel().getComponentSize(0)) - 1;
      float[] pixels = new float[image.getWidth() * image.getHeight()];
      for (int i = 0; i < pixels.length; i++) {
        int x = i % image.getWidth();
        int y = i / image.getWidth();
        int argb = image.getRGB(x, y);
        float alpha = (argb >>> 24) / 255f;
        float value = stored ? raster.getSample(x, y, 0) * 255 / most : luma(argb);
        pixels[i] = value * alpha + 255 * (1 - alpha);
      }
      return new Grey(image.getWidth(), image.getHeight(), pixels);
    }

    /** {@code SIDE * SIDE} values, normalised. */
    float[] input() {
      float[] values = alongRows(height, alongRows(width, pixels));
      for (int i = 0; i < values.length; i++) {
        values[i] = (values[i] / 255 - 0.5f) / 0.25f;
      }
      return values;
    }

    /** Resizes rows of {@code from} pixels to SIDE ones, and transposes; twice is both axes, and upright again. */
    private static float[] alongRows(int from, float[] pixels) {
      int rows = pixels.length / from;
      float[] result = new float[SIDE * rows];
      double step = (double) from / SIDE;
      double support = Math.max(1, step);
      for (int i = 0; i < SIDE; i++) {
        double centre = (i + 0.5) * step;
        int first = Math.max(0, (int) (centre - support));
        double[] weights = IntStream.rangeClosed(first, Math.min(from - 1, (int) (centre + support)))
            .mapToDouble(j -> Math.max(0, 1 - Math.abs(j + 0.5 - centre) / support)).toArray();
        double total = 0;
        for (double weight : weights) {
          total += weight;
        }
        for (int row = 0; row < rows; row++) {
          double sum = 0;
          for (int j = 0; j < weights.length; j++) {
            sum += weights[j] * pixels[row * from + first + j];
          }
          result[i * rows + row] = (float) (sum / total);
        }
      }
      return result;
    }
  }

  /**
   * The channels of one shard's pictures at one place of the network. A plane holds the pictures one below the other,
   * each row followed by one zero and each picture by one row of zeros, so that a padded window is nine shifts of the
   * plane.
   */
  private static final class Maps {
    final int side;
    final int pitch;
    final int start;
    final int length;
    final float[][] planes;

    Maps(int channels, int side) {
      this.side = side;
      pitch = side + 1;
      start = pitch + 1;
      length = SHARD * pitch * pitch;
      planes = new float[channels][start + length + start];
    }

    int at(int picture, int y) {
      return start + (picture * pitch + y) * pitch;
    }
  }

  /** A tensor of the weights file, with what training it takes; a statistic is never updated by gradients. */
  private static final class Tensor {
    final String name;
    final int[] shape;
    final float[] values;
    final float[][] gradients;
    private final double[] first;
    private final double[] second;

    Tensor(String name, int... shape) {
      this.name = name;
      this.shape = shape;
      values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      gradients = new float[SHARDS][values.length];
      first = new double[values.length];
      second = new double[values.length];
    }

    Tensor fill(double value) {
      Arrays.fill(values, (float) value);
      return this;
    }

    /** He's initialisation: variance 2 / fan-in. */
    Tensor spread(Chance chance) {
      double deviation = Math.sqrt(2.0 * shape[0] / values.length);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * chance.bell());
      }
      return this;
    }

    /** One step of Adam (Kingma and Ba, 2015) on the sum of the shards' gradients, which it clears. */
    void update(double rate, int step) {
      double correction = Math.sqrt(1 - StrictMath.pow(0.999, step)) / (1 - StrictMath.pow(0.9, step));
      for (int i = 0; i < values.length; i++) {
        double gradient = 0;
        for (float[] shard : gradients) {
          gradient += shard[i];
          shard[i] = 0;
        }
        first[i] += 0.1 * (gradient - first[i]);
        second[i] += 0.001 * (gradient * gradient - second[i]);
        values[i] -= (float) (rate * correction * first[i] / (Math.sqrt(second[i]) + 1e-8));
      }
    }
  }

  /** {@code y += w[at] x[0] + … + w[at + 8] x[8]}. */
  private static void combine(float[] y, int n, float[] w, int at, float[][] x) {
    for (int k = 0; k < 9; k += 3) {
      combine(y, n, w[at + k], w[at + k + 1], w[at + k + 2], x[k], x[k + 1], x[k + 2]);
    }
  }

  /** The one loop that costs time. Three terms, because Java 17 vectorises no sum of nine. */
  private static void combine(float[] y, int n, float a, float b, float c, float[] p, float[] q, float[] r) {
    for (int i = 0; i < n; i++) {
      y[i] += a * p[i] + b * q[i] + c * r[i];
    }
  }

  /**
   * {@code conv2d(out, 3, padding=1, bias=false) -> batch_norm -> relu}, then the maximum over {@code pool * pool}
   * pixels (1: no pooling). Batch norm in training takes the mean and the biased variance (divided by n) of the whole
   * batch, epsilon 1e-5; the running ones, biased too, move a tenth of the way at each step:
   * {@code r = 0.9 r + 0.1 batch}.
   */
  private static final class Stage {
    private static final int TILE = 512;
    private static final double EPSILON = 1e-5;

    final int in;
    final int out;
    final int side;
    final int pool;
    final Tensor weight;
    final Tensor gamma;
    final Tensor beta;
    final Tensor runningMean;
    final Tensor runningVariance;
    /** By shard: input, gradient by the input, convolved, gradient by it. */
    final Maps[] inputs = new Maps[SHARDS];
    final Maps[] inputGradients = new Maps[SHARDS];
    final Maps[] convolved = new Maps[SHARDS];
    final Maps[] gradients = new Maps[SHARDS];
    /** By shard and channel: two sums, to be combined in shard order. */
    final double[][][] sums;
    final double[] mean;
    final double[] inverse;
    private final float[] turned;
    /** Where the pixels of a pooling window are, from its first. */
    private final int[] pooled;

    Stage(String path, int in, int out, int side, int pool, Chance chance) {
      this.in = in;
      this.out = out;
      this.side = side;
      this.pool = pool;
      weight = new Tensor(path + ".conv2d.weight", out, in, 3, 3).spread(chance);
      gamma = new Tensor(path + ".batch_norm.gamma", out).fill(1);
      beta = new Tensor(path + ".batch_norm.beta", out);
      runningMean = new Tensor(path + ".batch_norm.running_mean", out);
      runningVariance = new Tensor(path + ".batch_norm.running_variance", out).fill(1);
      sums = new double[SHARDS][out][2];
      mean = new double[out];
      inverse = new double[out];
      turned = new float[weight.values.length];
      pooled = IntStream.range(0, pool * pool).map(w -> w / pool * (side + 1) + w % pool).toArray();
      for (int s = 0; s < SHARDS; s++) {
        inputs[s] = new Maps(in, side);
        inputGradients[s] = new Maps(in, side);
        convolved[s] = new Maps(out, side);
        gradients[s] = new Maps(out, side);
      }
    }

    void convolve(int shard) {
      correlate(inputs[shard], weight.values, convolved[shard]);
    }

    /** {@code to = from * kernels [to, from, 3, 3]}, in tiles that fit the cache; pads of {@code to} are garbage. */
    private static void correlate(Maps from, float[] kernels, Maps to) {
      float[][] shifted = new float[9][TILE];
      float[][] results = new float[to.planes.length][TILE];
      for (int first = 0; first < to.length; first += TILE) {
        int n = Math.min(TILE, to.length - first);
        for (float[] result : results) {
          Arrays.fill(result, 0);
        }
        for (int c = 0; c < from.planes.length; c++) {
          for (int tap = 0; tap < 9; tap++) {
            int offset = (tap / 3 - 1) * from.pitch + tap % 3 - 1;
            System.arraycopy(from.planes[c], from.start + first + offset, shifted[tap], 0, n);
          }
          for (int o = 0; o < results.length; o++) {
            combine(results[o], n, kernels, (o * from.planes.length + c) * 9, shifted);
          }
        }
        for (int o = 0; o < results.length; o++) {
          System.arraycopy(results[o], 0, to.planes[o], to.start + first, n);
        }
      }
    }

    /** Sums of the convolved values and of their squares. */
    void measure(int shard) {
      Maps z = convolved[shard];
      for (int o = 0; o < out; o++) {
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < SHARD * side; row++) {
          int at = z.at(row / side, row % side);
          for (int i = at; i < at + side; i++) {
            double value = z.planes[o][i];
            sum += value;
            squares += value * value;
          }
        }
        sums[shard][o][0] = sum;
        sums[shard][o][1] = squares;
      }
    }

    private double total(int channel, int which) {
      double total = 0;
      for (double[][] shard : sums) {
        total += shard[channel][which];
      }
      return total / ((double) BATCH * side * side);
    }

    void normaliseByBatch() {
      for (int o = 0; o < out; o++) {
        mean[o] = total(o, 0);
        double variance = Math.max(0, total(o, 1) - mean[o] * mean[o]);
        inverse[o] = 1 / Math.sqrt(variance + EPSILON);
        runningMean.values[o] = (float) (0.9 * runningMean.values[o] + 0.1 * mean[o]);
        runningVariance.values[o] = (float) (0.9 * runningVariance.values[o] + 0.1 * variance);
      }
    }

    void normaliseByRunning() {
      for (int o = 0; o < out; o++) {
        mean[o] = runningMean.values[o];
        inverse[o] = 1 / Math.sqrt(runningVariance.values[o] + EPSILON);
      }
    }

    /** What the norm yields is {@code scale * z + shift}. */
    private float scale(int channel) {
      return (float) (gamma.values[channel] * inverse[channel]);
    }

    private float shift(int channel) {
      return (float) (beta.values[channel] - mean[channel] * gamma.values[channel] * inverse[channel]);
    }

    void activate(int shard, Maps result) {
      Maps z = convolved[shard];
      for (int o = 0; o < out; o++) {
        float scale = scale(o);
        float shift = shift(o);
        float[] plane = z.planes[o];
        for (int row = 0; row < SHARD * result.side; row++) {
          int from = z.at(row / result.side, row % result.side * pool);
          int to = result.at(row / result.side, row % result.side);
          for (int x = 0; x < result.side; x++) {
            float most = 0;
            for (int offset : pooled) {
              most = Math.max(most, scale * plane[from + x * pool + offset] + shift);
            }
            result.planes[o][to + x] = most;
          }
        }
      }
    }

    /** Sends each gradient to the greatest of its window, if positive; sums what beta and gamma get. */
    void route(int shard, Maps resultGradient) {
      Maps z = convolved[shard];
      Maps g = gradients[shard];
      for (int o = 0; o < out; o++) {
        float scale = scale(o);
        float shift = shift(o);
        double forBeta = 0;
        double forGamma = 0;
        Arrays.fill(g.planes[o], 0);
        for (int row = 0; row < SHARD * resultGradient.side; row++) {
          int from = z.at(row / resultGradient.side, row % resultGradient.side * pool);
          int to = resultGradient.at(row / resultGradient.side, row % resultGradient.side);
          for (int x = 0; x < resultGradient.side; x++) {
            float most = 0;
            int where = -1;
            for (int offset : pooled) {
              int i = from + x * pool + offset;
              float value = scale * z.planes[o][i] + shift;
              if (value > most) {
                most = value;
                where = i;
              }
            }
            if (where >= 0) {
              float gradient = resultGradient.planes[o][to + x];
              g.planes[o][where] = gradient;
              forBeta += gradient;
              forGamma += gradient * (z.planes[o][where] - mean[o]) * inverse[o];
            }
          }
        }
        sums[shard][o][0] = forBeta;
        sums[shard][o][1] = forGamma;
        beta.gradients[shard][o] = (float) forBeta;
        gamma.gradients[shard][o] = (float) forGamma;
      }
    }

    /** Gradients through the norm, whose statistics depend on every value of the batch (Ioffe and Szegedy, 2015). */
    void differentiateNorm(int shard) {
      Maps z = convolved[shard];
      Maps g = gradients[shard];
      for (int o = 0; o < out; o++) {
        float scale = scale(o);
        float slope = (float) (total(o, 1) * inverse[o]);
        float level = (float) (total(o, 0) - mean[o] * slope);
        for (int row = 0; row < SHARD * side; row++) {
          int at = z.at(row / side, row % side);
          for (int i = at; i < at + side; i++) {
            g.planes[o][i] = scale * (g.planes[o][i] - level - slope * z.planes[o][i]);
          }
        }
      }
    }

    /** Nine pixels at a time: each adds its window, times its gradient, to the kernel's gradient. */
    void differentiateWeight(int shard) {
      Maps x = inputs[shard];
      Maps g = gradients[shard];
      float[][] windows = new float[9][in * 9];
      float[] nine = new float[9];
      float[][] results = new float[out][in * 9];
      int pixels = SHARD * side * side;
      int[] at = new int[9];
      for (int first = 0; first < pixels; first += 9) {
        int n = Math.min(9, pixels - first);
        for (int q = 0; q < n; q++) {
          int pixel = first + q;
          at[q] = x.at(pixel / (side * side), pixel / side % side) + pixel % side;
          window(x, at[q], windows[q]);
        }
        Arrays.fill(nine, 0);
        for (int o = 0; o < out; o++) {
          for (int q = 0; q < n; q++) {
            nine[q] = g.planes[o][at[q]];
          }
          combine(results[o], in * 9, nine, 0, windows);
        }
      }
      for (int o = 0; o < out; o++) {
        System.arraycopy(results[o], 0, weight.gradients[shard], o * in * 9, in * 9);
      }
    }

    private void window(Maps x, int centre, float[] window) {
      for (int c = 0; c < in; c++) {
        for (int row = 0; row < 3; row++) {
          int from = centre + (row - 1) * x.pitch - 1;
          for (int tap = 0; tap < 3; tap++) {
            window[c * 9 + row * 3 + tap] = x.planes[c][from + tap];
          }
        }
      }
    }

    /** The kernels as the gradient by the input needs them: channels exchanged, turned by half a circle. */
    void turn() {
      for (int i = 0; i < turned.length; i++) {
        int o = i / (9 * in);
        int c = i / 9 % in;
        turned[(c * out + o) * 9 + 8 - i % 9] = weight.values[i];
      }
    }

    void differentiateInput(int shard) {
      correlate(gradients[shard], turned, inputGradients[shard]);
    }

    List<Tensor> trained() {
      return List.of(weight, gamma, beta);
    }
  }

  /** Digits of {@code digits.nacre}: four stages, the mean over each channel, a dense layer, softmax. */
  private static final class Network {
    final List<Stage> stages;
    private final Tensor weight;
    private final Tensor bias;
    private final Maps[] features = new Maps[SHARDS];
    private final Maps[] featureGradients = new Maps[SHARDS];
    private final float[][] means = new float[BATCH][64];
    private final float[][] logits = new float[BATCH][10];
    private final double[] losses = new double[BATCH];

    Network(Chance chance) {
      stages = List.of(new Stage("stage0.ConvNorm", 1, 16, 28, 2, chance),
          new Stage("stage1.ConvNorm", 16, 32, 14, 2, chance), new Stage("ConvNorm", 32, 48, 7, 1, chance),
          new Stage("ConvNorm_1", 48, 64, 7, 1, chance));
      weight = new Tensor("head.weight", 10, 64).spread(chance);
      bias = new Tensor("head.bias", 10);
      for (int s = 0; s < SHARDS; s++) {
        features[s] = new Maps(64, 7);
        featureGradients[s] = new Maps(64, 7);
      }
    }

    List<Tensor> tensors() {
      List<Tensor> tensors = new ArrayList<>();
      for (Stage stage : stages) {
        tensors.addAll(List.of(stage.weight, stage.gamma, stage.beta, stage.runningMean, stage.runningVariance));
      }
      tensors.addAll(List.of(weight, bias));
      return tensors;
    }

    /** Fills the batch with drawings {@code first}, {@code first + 1}, … of a seed; returns their digits. */
    int[] draw(Jitter jitter, long seed, long first) {
      int[] digits = new int[BATCH];
      parallel(shard -> {
        for (int i = 0; i < SHARD; i++) {
          int n = shard * SHARD + i;
          Chance chance = new Chance(seed, first + n);
          digits[n] = chance.below(10);
          Drawing drawing = Drawing.random(digits[n], jitter, chance);
          show(n, Grey.of(drawing.width, drawing.height, drawing.paint(chance)));
        }
      });
      return digits;
    }

    void show(int place, Grey picture) {
      Maps x = stages.get(0).inputs[place / SHARD];
      float[] values = picture.input();
      for (int y = 0; y < SIDE; y++) {
        System.arraycopy(values, y * SIDE, x.planes[0], x.at(place % SHARD, y), SIDE);
      }
    }

    /** The logits of the batch that was drawn or shown, by running statistics; the caller sets these. */
    float[][] infer() {
      parallel(shard -> {
        for (int s = 0; s < stages.size(); s++) {
          stages.get(s).convolve(shard);
          stages.get(s).activate(shard, result(s, shard));
        }
        score(shard);
      });
      return logits;
    }

    private Maps result(int stage, int shard) {
      return stage + 1 < stages.size() ? stages.get(stage + 1).inputs[shard] : features[shard];
    }

    private Maps resultGradient(int stage, int shard) {
      return stage + 1 < stages.size() ? stages.get(stage + 1).inputGradients[shard] : featureGradients[shard];
    }

    /** One step on the batch; the mean cross-entropy before it. */
    double learn(int[] digits, double rate, int step) {
      for (int s = 0; s < stages.size(); s++) {
        Stage stage = stages.get(s);
        int number = s;
        parallel(shard -> {
          stage.convolve(shard);
          stage.measure(shard);
        });
        stage.normaliseByBatch();
        parallel(shard -> stage.activate(shard, result(number, shard)));
      }
      parallel(shard -> {
        score(shard);
        differentiateHead(shard, digits);
      });
      for (int s = stages.size() - 1; s >= 0; s--) {
        Stage stage = stages.get(s);
        int number = s;
        parallel(shard -> stage.route(shard, resultGradient(number, shard)));
        stage.turn();
        parallel(shard -> {
          stage.differentiateNorm(shard);
          stage.differentiateWeight(shard);
          if (number > 0) {
            stage.differentiateInput(shard);
          }
        });
      }
      stages.stream().flatMap(stage -> stage.trained().stream()).forEach(tensor -> tensor.update(rate, step));
      weight.update(rate, step);
      bias.update(rate, step);
      return Arrays.stream(losses).sum() / BATCH;
    }

    private void score(int shard) {
      Maps x = features[shard];
      for (int i = 0; i < SHARD; i++) {
        int n = shard * SHARD + i;
        for (int c = 0; c < 64; c++) {
          float sum = 0;
          for (int y = 0; y < x.side; y++) {
            int at = x.at(i, y);
            for (int p = at; p < at + x.side; p++) {
              sum += x.planes[c][p];
            }
          }
          means[n][c] = sum / (x.side * x.side);
        }
        for (int k = 0; k < 10; k++) {
          float sum = bias.values[k];
          for (int c = 0; c < 64; c++) {
            sum += weight.values[k * 64 + c] * means[n][c];
          }
          logits[n][k] = sum;
        }
      }
    }

    private void differentiateHead(int shard, int[] digits) {
      Maps g = featureGradients[shard];
      for (int i = 0; i < SHARD; i++) {
        int n = shard * SHARD + i;
        double[] probabilities = softmax(logits[n]);
        losses[n] = -StrictMath.log(Math.max(probabilities[digits[n]], 1e-30));
        float[] byMean = new float[64];
        for (int k = 0; k < 10; k++) {
          float gradient = (float) ((probabilities[k] - (k == digits[n] ? 1 : 0)) / BATCH);
          bias.gradients[shard][k] += gradient;
          for (int c = 0; c < 64; c++) {
            weight.gradients[shard][k * 64 + c] += gradient * means[n][c];
            byMean[c] += gradient * weight.values[k * 64 + c];
          }
        }
        for (int c = 0; c < 64; c++) {
          for (int y = 0; y < g.side; y++) {
            Arrays.fill(g.planes[c], g.at(i, y), g.at(i, y) + g.side, byMean[c] / (g.side * g.side));
          }
        }
      }
    }

    static double[] softmax(float[] logits) {
      float most = logits[best(logits)];
      double[] powers = IntStream.range(0, 10).mapToDouble(k -> StrictMath.exp(logits[k] - most)).toArray();
      double sum = 0;
      for (double power : powers) {
        sum += power;
      }
      for (int k = 0; k < 10; k++) {
        powers[k] /= sum;
      }
      return powers;
    }
  }

  /** The file format of the weights: a length, a JSON header, little-endian data. */
  private static final class SafeTensors {
    private static final String ENTRY_FORMAT = "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}";
    private static final Pattern ENTRY =
        Pattern.compile("\"([^\"]+)\":\\{\"dtype\":\"F32\",\"shape\":\\[[\\d,]*],\"data_offsets\":\\[(\\d+),(\\d+)]}");

    static void write(Path file, List<Tensor> tensors) throws IOException {
      StringBuilder header = new StringBuilder();
      int bytes = 0;
      for (Tensor tensor : tensors) {
        int end = bytes + tensor.values.length * Float.BYTES;
        header.append(header.length() == 0 ? "{" : ",").append(String.format(ENTRY_FORMAT, tensor.name,
            Arrays.toString(tensor.shape).replace(" ", ""), bytes, end));
        bytes = end;
      }
      header.append('}').append(" ".repeat(Math.floorMod(-header.length(), 8)));
      ByteBuffer buffer = ByteBuffer.allocate(8 + header.length() + bytes).order(ByteOrder.LITTLE_ENDIAN);
      buffer.putLong(header.length()).put(header.toString().getBytes(StandardCharsets.US_ASCII));
      for (Tensor tensor : tensors) {
        for (float value : tensor.values) {
          buffer.putFloat(value);
        }
      }
      Files.write(file, buffer.array());
    }

    /** The network with the weights of a file that {@link #write} wrote. */
    static Network read(Path file) throws IOException {
      Network network = new Network(new Chance(0, 0));
      ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int data = 8 + (int) buffer.getLong(0);
      String header = new String(buffer.array(), 8, data - 8, StandardCharsets.US_ASCII);
      for (Tensor tensor : network.tensors()) {
        Matcher entry = ENTRY.matcher(header);
        while (entry.find() && !entry.group(1).equals(tensor.name)) {
        }
        int from = data + Integer.parseInt(entry.group(2));
        buffer.position(from);
        buffer.asFloatBuffer().get(tensor.values);
      }
      return network;
    }
  }

  /** Pictures to try the network on: every depth and polarity, none from training. */
  private static final class Samples {
    private record Sample(String file, int style, int type, int width, int height) {
      int digit() {
        return file.charAt(0) - '0';
      }
    }

    private static final int GREY = BufferedImage.TYPE_BYTE_GRAY;
    private static final int GREY_16 = BufferedImage.TYPE_USHORT_GRAY;
    private static final int BITS = BufferedImage.TYPE_BYTE_BINARY;
    private static final int COLOUR = BufferedImage.TYPE_INT_RGB;
    private static final int PALETTE = BufferedImage.TYPE_BYTE_INDEXED;
    private static final int CLEAR = BufferedImage.TYPE_INT_ARGB;

    private static final List<Sample> ALL = List.of(new Sample("0-a.png", 0, GREY, 64, 64),
        new Sample("1-a.png", 2, COLOUR, 60, 84), new Sample("1-b.png", 0, BITS, 50, 70),
        new Sample("2-a.png", 0, CLEAR, 120, 120), new Sample("2-b.png", 1, PALETTE, 72, 72),
        new Sample("3-a.png", 0, BITS, 96, 96), new Sample("3-b.png", 1, COLOUR, 48, 56),
        new Sample("4-a.png", 0, GREY_16, 80, 80), new Sample("4-b.png", 1, GREY, 28, 28),
        new Sample("5-a.png", 0, GREY, 28, 28), new Sample("5-b.png", 1, CLEAR, 100, 128),
        new Sample("6-a.png", 0, COLOUR, 110, 100), new Sample("7-a.png", 1, COLOUR, 96, 112),
        new Sample("7-b.jpg", 2, COLOUR, 160, 160), new Sample("8-a.png", 1, GREY, 64, 90),
        new Sample("8-b.png", 0, GREY_16, 40, 40), new Sample("9-a.png", 2, COLOUR, 64, 64),
        new Sample("9-b.jpg", 1, GREY, 120, 140));

    static List<Path> write(long seed, Path folder) throws IOException {
      Files.createDirectories(folder);
      List<Path> files = new ArrayList<>();
      for (int i = 0; i < ALL.size(); i++) {
        Sample sample = ALL.get(i);
        Chance chance = new Chance(seed, i);
        Drawing drawing = Drawing.of(sample.digit(), sample.style, sample.width, sample.height, Jitter.SAMPLE, chance);
        Path file = folder.resolve(sample.file);
        ImageIO.write(image(drawing, sample.type, chance), sample.file.substring(4), file.toFile());
        files.add(file);
      }
      return files;
    }

    private static BufferedImage image(Drawing drawing, int type, Chance chance) {
      BufferedImage image = new BufferedImage(drawing.width, drawing.height, type);
      WritableRaster raster = image.getRaster();
      int[] painted = drawing.paint(chance);
      boolean darkInk = Grey.luma(drawing.inkColour) < Grey.luma(drawing.paperColour);
      for (int i = 0; i < painted.length; i++) {
        int x = i % drawing.width;
        int y = i / drawing.width;
        float ink = drawing.ink[i];
        switch (type) {
          case GREY -> raster.setSample(x, y, 0, Math.round(Grey.luma(painted[i])));
          case GREY_16 -> raster.setSample(x, y, 0, Math.round(Grey.luma(painted[i]) * 257));
          case BITS -> raster.setSample(x, y, 0, ink > 0.5f == darkInk ? 0 : 1);
          case CLEAR -> image.setRGB(x, y, Math.round(255 * ink) << 24 | drawing.inkColour >> 1 & 0x7F7F7F);
          default -> image.setRGB(x, y, 0xFF000000 | painted[i]);
        }
      }
      return image;
    }

    /** Prints what each picture is read as; one named {@code 7-….png} should be a 7. Returns 0 if all are, else 1. */
    static int read(Network network, List<Path> files) throws IOException {
      network.stages.forEach(Stage::normaliseByRunning);
      int wrong = 0;
      for (Path file : files) {
        network.show(0, Grey.read(file));
        double[] probabilities = Network.softmax(network.infer()[0]);
        Integer[] order = IntStream.range(0, 10).boxed()
            .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a])).toArray(Integer[]::new);
        boolean right = file.getFileName().toString().startsWith(order[0] + "-");
        wrong += right ? 0 : 1;
        System.out.printf("%s: %d %.2f %%, %d %.2f %%%s%n", file, order[0], 100 * probabilities[order[0]], order[1],
            100 * probabilities[order[1]], right ? "" : "   not what its name says");
      }
      System.out.printf("%d of %d as named%n", files.size() - wrong, files.size());
      return wrong == 0 ? 0 : 1;
    }
  }
}
