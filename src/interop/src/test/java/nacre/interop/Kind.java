package nacre.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import nacre.interop.Sweep.Way;

/**
 * An operator in a version, and how its settings are drawn.
 *
 * @param name  what is tried, for people
 * @param count how many settings the build tries
 */
record Kind(String name, int opset, int count, Function<Settings, Probe> draw) {
  /** One probe of so many is computed by emitted code too. */
  private static final int EMITTED = 8;
  private static final int COUNT = 128;

  /** An operator of which the build tries as many settings as of most. */
  static Kind of(String name, int opset, Function<Settings, Probe> draw) {
    return new Kind(name, opset, COUNT, draw);
  }

  /**
   * Holds Nacre against ONNX Runtime: all that the latter computes is computed here, with the same numbers.
   *
   * @return what was done
   */
  String assertAgrees(Path folder) {
    Settings settings = new Settings(toString().hashCode());
    List<Probe> probes =
        IntStream.range(0, count * Settings.scale()).mapToObj(_ -> draw.apply(settings)).distinct().toList();
    Sweep sweep = new Sweep(folder, opset);
    sweep.run(probes, Way.REFERENCE);
    sweep.run(IntStream.range(0, probes.size()).filter(i -> i % EMITTED == 0).mapToObj(probes::get).toList(),
        Way.SCALAR,
        Way.VECTOR);
    assertThat(sweep.wrong()).isEmpty();
    assertThat(sweep.refused()).as("computed by ONNX Runtime alone").isEmpty();
    assertThat(sweep.notRun()).as("settings that ONNX Runtime refuses, so that they show nothing").isEmpty();
    return this + ": " + probes.size() + " settings, " + sweep.compared() + " results compared";
  }

  @Override
  public String toString() {
    return name + " of version " + opset;
  }
}
