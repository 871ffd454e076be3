package nacre.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nacre.kernels.lanes.Lanes;
import org.junit.jupiter.api.Test;

/** Which provider is chosen, and what is said about it; each choice in a virtual machine of its own. */
class ProviderTest {

  /** What the forked machine runs. */
  static final class Say {
    public static void main(String[] args) {
      System.out.println("provider " + FmaPeak.provider());
      System.out.println("peak " + (FmaPeak.gigaflops() > 0));
    }
  }

  private static String fork(String... options) throws IOException, InterruptedException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    var command = new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(options));
    command.add(Say.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  /** These tests prove nothing about vectors where the module is absent: then the build is wrong. */
  @Test
  void theVectorApiIsPresent() {
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
    String forced = System.getProperty(Lanes.PROPERTY, "vector");
    assertThat(FmaPeak.provider()).startsWith(forced);
  }

  @Test
  void withoutTheModuleItIsScalarAndSaysWhatToAdd() throws Exception {
    assertThat(fork()).contains("kernels: scalar").contains("--add-modules jdk.incubator.vector")
        .contains("provider scalar").contains("peak true");
    assertThat(fork("-Dnacre.provider=vector-256")).contains("needs the Vector API").doesNotContain("provider vector");
  }

  @Test
  void theVectorWidthCanBeForced() throws Exception {
    assertThat(fork("--add-modules=jdk.incubator.vector", "-Dnacre.provider=vector-128"))
        .contains("provider vector-128");
    assertThat(fork("--add-modules=jdk.incubator.vector", "-Dnacre.provider=scalar")).contains("provider scalar");
    assertThat(fork("-Dnacre.provider=fast")).contains("found `fast`, required scalar, vector-128");
  }
}
