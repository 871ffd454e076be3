package nacre.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Location;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.TensorType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Drawn parameters are the same everywhere, spread as their initialiser says, and hostile to rewrites where that is asked. */
class SeedingTest {
  private static final Seeding INITIAL = new Seeding(7, Seeding.Scheme.INITIAL);
  private static final Seeding VARIED = new Seeding(7, Seeding.Scheme.VARIED);

  private static final double[] PINNED_UNIFORM =
      {-0.21350623667240143, -0.6416661143302917, 0.8234875798225403};
  private static final double[] PINNED_NORMAL =
      {0.43035170435905457, 0.1949121505022049, -0.7843133807182312};

  private static Param param(String path, Role role, Init init, long... dims) {
    return new Param(path, TensorType.of(DType.F32, dims), role, true, init, Location.NONE);
  }

  private static double[] draw(Seeding seeding, Role role, Init init, long... dims) {
    return seeding.values(param("a.b", role, init, dims)).toReals();
  }

  @Test
  @DisplayName("these very numbers: a model without weights computes the same on every machine and after every change")
  void pinned() {
    assertThat(draw(INITIAL, Role.OWN, new Init.Uniform(-1, 1), 3)).containsExactly(PINNED_UNIFORM);
    assertThat(draw(INITIAL, Role.OWN, new Init.Normal(1), 3)).containsExactly(PINNED_NORMAL);
  }

  @Test
  @DisplayName("values depend on the seed and the path alone, not on what was drawn before or on the role's name")
  void dependence() {
    Param param = param("stage0.conv2d.weight", Role.WEIGHT, new Init.Normal(1), 8, 8);
    double[] values = INITIAL.values(param).toReals();
    INITIAL.values(param("other", Role.WEIGHT, new Init.Normal(1), 100));
    assertThat(INITIAL.values(param).toReals()).containsExactly(values);
    assertThat(new Seeding(7, Seeding.Scheme.VARIED).values(param).toReals()).containsExactly(values);
    assertThat(new Seeding(8, Seeding.Scheme.INITIAL).values(param).toReals()).isNotEqualTo(values);
    assertThat(INITIAL.values(param("stage1.conv2d.weight", Role.WEIGHT, new Init.Normal(1), 8, 8)).toReals())
        .isNotEqualTo(values);
  }

  @Test
  @DisplayName("uniform draws fill their range, which fans decide where the initialiser says so")
  void uniform() {
    long[] weight = {40, 10, 3, 3};
    fills(draw(INITIAL, Role.WEIGHT, new Init.Uniform(2, 3), 4000), 2, 3);
    double he = Math.sqrt(6 / 90.0);
    fills(draw(INITIAL, Role.WEIGHT, new Init.HeUniform(), weight), -he, he);
    double glorot = Math.sqrt(6 / (90.0 + 360));
    fills(draw(INITIAL, Role.WEIGHT, new Init.GlorotUniform(), weight), -glorot, glorot);
  }

  private static void fills(double[] values, double low, double high) {
    assertThat(values).hasSizeGreaterThan(1000);
    double room = (high - low) * 0.01;
    assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(low - 1e-6, low + room);
    assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(high - room, high + 1e-6);
    assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo((low + high) / 2, within(3 * room));
  }

  @Test
  @DisplayName("normal draws have mean 0 and the deviation of their initialiser")
  void normal() {
    long[] weight = {40, 10, 3, 3};
    spreads(draw(INITIAL, Role.WEIGHT, new Init.Normal(0.5), 4000), 0.5);
    spreads(draw(INITIAL, Role.WEIGHT, new Init.HeNormal(), weight), Math.sqrt(2 / 90.0));
    spreads(draw(INITIAL, Role.WEIGHT, new Init.GlorotNormal(), weight), Math.sqrt(2 / (90.0 + 360)));
  }

  private static void spreads(double[] values, double deviation) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(0.06 * deviation));
    assertThat(Math.sqrt(variance)).isCloseTo(deviation, within(0.05 * deviation));
    assertThat(Arrays.stream(values).map(Math::abs).max().orElseThrow()).isGreaterThan(2.5 * deviation);
  }

  @Test
  @DisplayName("constants are constant, whole numbers are 0, a scalar is one number, and nothing is nothing")
  void special() {
    assertThat(draw(INITIAL, Role.GAMMA, Init.ONES, 3)).containsExactly(1, 1, 1);
    assertThat(draw(INITIAL, Role.BIAS, Init.ZEROS, 2)).containsExactly(0, 0);
    Param whole = new Param("ids", TensorType.of(DType.I64, 3), Role.OWN, false, new Init.Normal(1), Location.NONE);
    assertThat(INITIAL.values(whole).toIntegers()).containsExactly(0, 0, 0);
    assertThat(draw(INITIAL, Role.OWN, new Init.HeNormal())).hasSize(1);
    assertThat(draw(INITIAL, Role.WEIGHT, new Init.GlorotUniform(), 0, 4)).isEmpty();
  }

  @Test
  @DisplayName("varied: a rewrite that loses a gamma's sign, a mean, a bias or a variance changes the result")
  void varied() {
    double[] gammas = draw(VARIED, Role.GAMMA, Init.ONES, 160);
    assertThat(DoubleStream.of(gammas).filter(gamma -> gamma < 0).count()).isBetween(20L, 60L);
    assertThat(DoubleStream.of(gammas).filter(gamma -> Math.abs(gamma) < 1e-3).count()).isEqualTo(10);
    double[] variances = draw(VARIED, Role.RUNNING_VARIANCE, Init.ONES, 400);
    assertThat(DoubleStream.of(variances).min().orElseThrow()).isBetween(0.1, 0.2);
    assertThat(DoubleStream.of(variances).max().orElseThrow()).isBetween(1.9, 2.0);
    for (Role role : List.of(Role.BETA, Role.RUNNING_MEAN, Role.BIAS)) {
      spreads(draw(VARIED, role, Init.ZEROS, 4000), 0.3);
    }
    fills(draw(VARIED, Role.SLOPE, Init.ZEROS, 4000), -0.5, 0.5);
  }

  @Test
  @DisplayName("every drawn value is a float, so that the reference and emitted code compute with the same numbers")
  void floats() {
    for (Role role : Role.values()) {
      assertThat(draw(VARIED, role, new Init.GlorotNormal(), 9, 7)).containsExactly(
          DoubleStream.of(draw(VARIED, role, new Init.GlorotNormal(), 9, 7)).map(value -> (float) value).toArray());
    }
  }

  @Test
  @DisplayName("a parameter whose size is open says what to do about it")
  void open() {
    Param param = new Param("dense.weight", TensorType.of(DType.F32, List.of(Dim.of(3), new Dim.Symbol("H"))),
        Role.WEIGHT, true, Init.ONES, Location.NONE);
    assertThatThrownBy(() -> INITIAL.values(param)).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("`dense.weight` is f32[3, H]; its extents must be known: say them, for instance with --dim");
  }
}
