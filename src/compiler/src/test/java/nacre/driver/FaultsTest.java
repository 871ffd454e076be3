package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a user did is told from what Nacre did wrong. */
class FaultsTest {
  @Test
  @DisplayName("want of memory is known behind the errors of Java that it causes")
  void memory() {
    OutOfMemoryError none = new OutOfMemoryError("Java heap space");
    Throwable initializer =
        new ExceptionInInitializerError("Exception java.lang.OutOfMemoryError: Java heap space [in thread \"main\"]");
    for (Throwable each : List.of(none, new BootstrapMethodError(none),
        new NoClassDefFoundError("Could not initialize class X").initCause(initializer))) {
      assertThat(Faults.outOfMemory(each)).isTrue();
      assertThat(Faults.message(each)).hasValueSatisfying(text -> assertThat(text).contains("-Xmx"));
    }
  }

  @Test
  @DisplayName("what only speaks of memory, and causes in a circle, are told as what they are")
  void others() {
    RuntimeException first = new RuntimeException("java.lang.OutOfMemoryError in a text");
    RuntimeException second = new RuntimeException(first);
    first.initCause(second);
    assertThat(Faults.outOfMemory(first)).isFalse();
    assertThat(Faults.message(first)).isEmpty();
    assertThat(Faults.message(new IOException("the disk is full"))).hasValue("the disk is full");
  }
}
