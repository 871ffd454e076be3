package nacre.generated;

import static org.assertj.core.api.Assertions.assertThat;

import nacre.passes.Passes;
import nacre.passes.Rewrite;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What lists and pages say of a pass as a whole is what its changes say one by one. */
class ClaimsTest {
  @Test
  @DisplayName("a pass is as exact as the least exact of its changes in golden cases")
  void exactness() {
    PassCases cases = PassCases.run();
    for (Rewrite pass : Passes.all()) {
      assertThat(cases.exactness(pass.name()).stream().reduce((a, b) -> a.compareTo(b) > 0 ? a : b))
          .as(pass.name()).contains(pass.exactness());
    }
  }
}
