package nacre.interop;

import static nacre.interop.Settings.words;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Convolutions, transposed ones and pools in drawn settings against ONNX Runtime: published cases have few of these.
 * {@code -Dnacre.sweep=20} tries twenty times as many.
 */
class WindowSweepTest {
  @TempDir
  Path folder = Path.of("");

  static Stream<Kind> kinds() {
    return IntStream.rangeClosed(1, 3).boxed().flatMap(axes -> Stream.of(
        kind("Conv", 22, axes, settings -> conv(settings, axes)),
        kind("ConvTranspose", 22, axes, settings -> transposed(settings, axes)),
        kind("MaxPool", 22, axes, settings -> pool(settings, "MaxPool", axes)),
        kind("AveragePool", 22, axes, settings -> pool(settings, "AveragePool", axes)),
        kind("LpPool", 22, axes, settings -> pool(settings, "LpPool", axes)),
        kind("GlobalAveragePool", 22, axes, settings -> global(settings, "GlobalAveragePool", axes)),
        kind("GlobalMaxPool", 22, axes, settings -> global(settings, "GlobalMaxPool", axes)),
        kind("GlobalLpPool", 21, axes, settings -> global(settings, "GlobalLpPool", axes))));
  }

  private static Kind kind(String operator, int opset, int axes, Function<Settings, Probe> draw) {
    int count = operator.startsWith("Global") ? 16 : axes == 3 ? 128 : 384;
    return new Kind(operator + " on " + axes + (axes == 1 ? " axis" : " axes"), opset, count, draw);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("what ONNX Runtime computes is computed here, and the same, by the reference and by emitted code")
  void agrees(Kind kind, TestReporter reporter) {
    reporter.publishEntry(kind.assertAgrees(folder));
  }

  private static Probe global(Settings settings, String operator, int axes) {
    return new Probe(operator, input(settings, axes, 3), List.of(),
        operator.equals("GlobalLpPool") ? settings.one("", "p=1", "p=2") : "");
  }

  private static List<Integer> input(Settings settings, int axes, int channels) {
    List<Integer> extents = new ArrayList<>(List.of(settings.from(1, 2), channels));
    extents.addAll(axes == 3 ? settings.each(axes, 3, 4, 5) : settings.each(axes, 5, 7, 8, 9, 12));
    return extents;
  }

  private static String window(List<Integer> strides, List<Integer> dilations) {
    return " strides=" + words(strides) + " dilations=" + words(dilations);
  }

  /**
   * Dilations with which the window fits into what it reads. ONNX Runtime refuses words for the padding of dilated
   * convolutions, and for pools it counts such a padding as if there were no dilation, against the text of the standard.
   */
  private static List<Integer> dilations(Settings settings, List<Integer> input, List<Integer> kernel, String padding) {
    return IntStream.range(0, kernel.size())
        .map(i -> padding.contains("SAME") || 2 * kernel.get(i) - 1 > input.get(i + 2) ? 1 : settings.one(1, 1, 2))
        .boxed()
        .toList();
  }

  private static List<Integer> kernel(Settings settings, int axes) {
    return axes == 3 ? settings.each(axes, 1, 2, 3) : settings.each(axes, 1, 2, 3, 4, 5);
  }

  private static String weight(int first, int second, List<Integer> kernel) {
    List<Integer> weight = new ArrayList<>(List.of(first, second));
    weight.addAll(kernel);
    return Probe.type(weight);
  }

  private static List<String> biased(Settings settings, String weight, int filters) {
    return settings.one(true, false) ? List.of(weight, Probe.type(List.of(filters))) : List.of(weight);
  }

  private static Probe conv(Settings settings, int axes) {
    int groups = settings.one(1, 1, 2, 4);
    int channels = settings.one(4, 8);
    int filters = groups * settings.from(1, 3);
    List<Integer> kernel = kernel(settings, axes);
    List<Integer> input = input(settings, axes, channels);
    String padding = settings.padding(settings.each(axes, 1, 2, 3));
    return new Probe("Conv", input, biased(settings, weight(filters, channels / groups, kernel), filters),
        "group=" + groups + padding
            + window(settings.each(axes, 1, 2, 3), dilations(settings, input, kernel, padding)));
  }

  private static Probe transposed(Settings settings, int axes) {
    int groups = settings.one(1, 1, 2, 4);
    int channels = settings.one(4, 8);
    int filters = settings.from(1, 3);
    List<Integer> kernel = kernel(settings, axes);
    List<Integer> input = input(settings, axes, channels);
    List<Integer> strides = settings.each(axes, 1, 2, 3);
    List<Integer> dilations = settings.each(axes, 1, 1, 2);
    String more = switch (settings.from(0, 2)) {
      case 0 -> " output_padding="
          + words(strides.stream().map(stride -> settings.from(0, stride - 1)).toList());
      case 1 -> " output_shape=" + words(IntStream.range(0, axes)
          .mapToObj(i -> strides.get(i) * (input.get(i + 2) - 1) + dilations.get(i) * (kernel.get(i) - 1) + 1
              + settings.from(-2, strides.get(i) - 1))
          .toList());
      default -> "";
    };
    return new Probe("ConvTranspose", input, biased(settings, weight(channels, filters, kernel), filters * groups),
        "group=" + groups + settings.padding(settings.each(axes, 1, 2)) + window(strides, dilations) + more);
  }

  /** ONNX Runtime lets a padding that a word says be below 0 where strides are longer than windows; the standard does not. */
  private static Probe pool(Settings settings, String operator, int axes) {
    List<Integer> kernel = kernel(settings, axes);
    List<Integer> input = input(settings, axes, 3);
    String padding = settings.padding(kernel);
    List<Integer> strides = kernel.stream()
        .map(extent -> Math.min(settings.from(1, 3), padding.contains("SAME") ? extent : 3)).toList();
    String more = switch (operator) {
      case "AveragePool" -> settings.one("", " count_include_pad=1");
      case "LpPool" -> settings.one("", " p=1", " p=3");
      default -> "";
    };
    return new Probe(operator, input, List.of(), "kernel_shape=" + words(kernel) + padding
        + window(strides, dilations(settings, input, kernel, padding)) + settings.one("", " ceil_mode=1") + more);
  }
}
