package nacre.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Norms in drawn settings against ONNX Runtime, where published cases have one or two of each.
 * {@code -Dnacre.sweep=20} tries twenty times as many.
 */
class NormSweepTest {
  @TempDir
  Path folder = Path.of("");

  static Stream<Kind> kinds() {
    return Stream.of(Kind.of("BatchNormalization", 15, NormSweepTest::batchNorm),
        Kind.of("InstanceNormalization", 22, NormSweepTest::instanceNorm),
        Kind.of("LayerNormalization", 17, NormSweepTest::layerNorm),
        Kind.of("GroupNormalization", 21, NormSweepTest::groupNorm),
        Kind.of("RMSNormalization", 23, NormSweepTest::rms),
        Kind.of("LRN", 13, NormSweepTest::lrn),
        Kind.of("LpNormalization", 21, NormSweepTest::lpNorm),
        Kind.of("MeanVarianceNormalization", 13, NormSweepTest::meanVariance),
        Kind.of("Softmax", 13, settings -> along(settings, "Softmax")),
        Kind.of("Softmax", 11, settings -> along(settings, "Softmax")),
        Kind.of("LogSoftmax", 13, settings -> along(settings, "LogSoftmax")),
        Kind.of("LogSoftmax", 11, settings -> along(settings, "LogSoftmax")),
        Kind.of("Hardmax", 13, settings -> along(settings, "Hardmax")),
        Kind.of("Hardmax", 11, settings -> along(settings, "Hardmax")));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("what ONNX Runtime computes is computed here, and the same, by the reference and by emitted code")
  void agrees(Kind kind, TestReporter reporter) {
    reporter.publishEntry(kind.assertAgrees(folder));
  }

  private static List<Integer> input(Settings settings, int channels, int rank) {
    List<Integer> extents = new ArrayList<>(List.of(settings.from(1, 3), channels));
    extents.addAll(settings.each(rank - 2, 1, 2, 3, 5, 7));
    return extents;
  }

  /** Large enough that a part whose elements are nearly equal does not magnify what 32 bits cannot hold. */
  private static String epsilon(Settings settings) {
    return " epsilon=" + settings.one("0.001", "0.01", "0.5");
  }

  private static String row(int elements) {
    return Probe.type(List.of(elements));
  }

  private static Probe batchNorm(Settings settings) {
    int channels = settings.from(1, 6);
    String variances = row(channels) + IntStream.range(0, channels)
        .mapToObj(_ -> " " + String.format(Locale.ROOT, "%.1f", settings.from(1, 20) / 10.0))
        .collect(Collectors.joining());
    return new Probe("BatchNormalization", input(settings, channels, settings.from(2, 5)),
        List.of(row(channels), row(channels), row(channels), variances), epsilon(settings));
  }

  private static Probe instanceNorm(Settings settings) {
    int channels = settings.from(1, 6);
    return new Probe("InstanceNormalization", input(settings, channels, settings.from(3, 5)),
        List.of(row(channels), row(channels)), epsilon(settings));
  }

  private static Probe layerNorm(Settings settings) {
    int rank = settings.from(2, 4);
    List<Integer> input = input(settings, settings.from(2, 6), rank);
    int axis = settings.from(1, rank - 1);
    String part = Probe.type(input.subList(axis, rank));
    return new Probe("LayerNormalization", input, settings.one(List.of(part), List.of(part, part)),
        "axis=" + (settings.one(true, false) ? axis : axis - rank) + epsilon(settings));
  }

  private static Probe groupNorm(Settings settings) {
    int groups = settings.from(1, 3);
    int channels = groups * settings.from(1, 3);
    return new Probe("GroupNormalization", input(settings, channels, settings.from(3, 4)),
        List.of(row(channels), row(channels)), "num_groups=" + groups + epsilon(settings));
  }

  private static Probe rms(Settings settings) {
    int rank = settings.from(2, 4);
    List<Integer> input = input(settings, settings.from(2, 6), rank);
    int axis = settings.from(1, rank - 1);
    return new Probe("RMSNormalization", input, List.of(Probe.type(input.subList(axis, rank))),
        "axis=" + (settings.one(true, false) ? axis : axis - rank) + epsilon(settings));
  }

  private static Probe lrn(Settings settings) {
    return new Probe("LRN", input(settings, settings.from(1, 8), 4), List.of(), "size=" + settings.one(1, 3, 5)
        + settings.one("", " alpha=0.5") + settings.one("", " beta=0.5") + settings.one("", " bias=2.0"));
  }

  private static Probe lpNorm(Settings settings) {
    int rank = settings.from(2, 4);
    return new Probe("LpNormalization", input(settings, settings.from(2, 5), rank), List.of(),
        "axis=" + settings.from(-rank, rank - 1) + settings.one("", " p=1", " p=2"));
  }

  private static Probe meanVariance(Settings settings) {
    List<Integer> input = new ArrayList<>(List.of(2, settings.from(1, 4), settings.from(2, 5), settings.from(2, 5)));
    return new Probe("MeanVarianceNormalization", input, List.of(), settings.one("", "axes=[0,2,3]", "axes=[2,3]"));
  }

  private static Probe along(Settings settings, String operator) {
    int rank = settings.from(1, 4);
    List<Integer> input = rank == 1 ? List.of(settings.from(1, 9)) : input(settings, settings.from(1, 6), rank);
    return new Probe(operator, input, List.of(), "axis=" + settings.from(-rank, rank - 1));
  }
}
