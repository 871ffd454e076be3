package nacre.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Init;
import nacre.ir.IrParser;
import nacre.ir.Location;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.TensorType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The values that validation rests on: were they tame, a wrong rewrite would pass. */
class HostilityTest {
  private static List<Double> params(Hostility hostility, Role role) {
    TensorType type = TensorType.of(DType.F32, 200);
    Param param = new Param("p", type, role, true, Init.ONES, Location.NONE);
    return DoubleStream.of(hostility.param(0, param).toReals()).boxed().toList();
  }

  private static List<Double> inputs(Hostility hostility) {
    Graph graph = IrParser.parse("""
        graph Net {
          %0 x = input: f32[200]
          input x = %0
          output y = %0
        }
        """);
    return DoubleStream.of(hostility.inputs(graph).get("x").toReals()).boxed().toList();
  }

  @Test
  @DisplayName("ordinary values have both signs and one size; no variance is 1, so that a root is not lost")
  void ordinary() {
    assertThat(inputs(Hostility.ORDINARY)).anyMatch(x -> x < 0).anyMatch(x -> x > 0).allMatch(x -> Math.abs(x) < 10);
    assertThat(params(Hostility.ORDINARY, Role.GAMMA)).anyMatch(g -> g < 0).anyMatch(g -> g > 0)
        .allMatch(g -> Math.abs(g) >= 0.5 && Math.abs(g) <= 1.5);
    assertThat(params(Hostility.ORDINARY, Role.RUNNING_VARIANCE)).doesNotHaveDuplicates()
        .allMatch(v -> v >= 0.1 && v <= 2);
  }

  @Test
  @DisplayName("negative inputs and gammas are all negative")
  void negative() {
    assertThat(inputs(Hostility.NEGATIVE)).allMatch(x -> x < 0);
    assertThat(params(Hostility.NEGATIVE, Role.GAMMA)).allMatch(g -> g < 0);
    assertThat(params(Hostility.NEGATIVE, Role.RUNNING_VARIANCE)).allMatch(v -> v > 0);
  }

  @Test
  @DisplayName("extreme values are huge, gammas 0, tiny and huge of both signs, variances 0, nearly 0 and huge")
  void extreme() {
    assertThat(inputs(Hostility.EXTREME)).anyMatch(x -> x < -1e3).anyMatch(x -> x > 1e3);
    assertThat(params(Hostility.EXTREME, Role.GAMMA)).anyMatch(g -> g == 0).anyMatch(g -> g < -1e3)
        .anyMatch(g -> g > 1e3).anyMatch(g -> g != 0 && Math.abs(g) < 1e-20);
    assertThat(params(Hostility.EXTREME, Role.RUNNING_VARIANCE)).anyMatch(v -> v == 0).anyMatch(v -> v > 1e3)
        .anyMatch(v -> v > 0 && v < 1e-9).allMatch(v -> v >= 0);
  }

  @Test
  @DisplayName("whatever is added to something is not 0 and has both signs, so that dropping it shows")
  void summands() {
    for (Hostility hostility : Hostility.values()) {
      for (Role role : new Role[] {Role.BIAS, Role.BETA, Role.RUNNING_MEAN, Role.WEIGHT, Role.SLOPE, Role.OWN}) {
        assertThat(params(hostility, role)).as("%s of %s", role, hostility).doesNotContain(0.0).anyMatch(p -> p < 0)
            .anyMatch(p -> p > 0);
      }
    }
  }
}
