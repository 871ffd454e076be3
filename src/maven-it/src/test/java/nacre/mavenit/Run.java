package nacre.mavenit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * How a Maven ended, and what it said.
 *
 * @param command for messages
 */
record Run(String command, int code, String output) {
  Run succeeds() {
    assertThat(code).as(this::shown).isZero();
    return this;
  }

  /** For a reason that users understand: neither a stack trace nor a fault of Nacre. */
  Run fails() {
    assertThat(code).as(this::shown).isNotZero();
    return saysNot("\tat ", "internal fault", "Exception in thread", "Caused by:");
  }

  Run says(String... texts) {
    assertThat(output).as(this::shown).contains(texts);
    return this;
  }

  Run saysNot(String... texts) {
    assertThat(output).as(this::shown).doesNotContain(texts);
    return this;
  }

  /** On so many lines. */
  Run saysTimes(int times, String text) {
    assertThat(output.lines().filter(line -> line.contains(text))).as(this::shown).hasSize(times);
    return this;
  }

  List<String> linesWith(String text) {
    return output.lines().filter(line -> line.contains(text)).toList();
  }

  /** What Maven says last of a module that failed. */
  Run saysAtEndOf(String module, List<String> texts) {
    String failure = " on project " + module + ": ";
    assertThat(output).as(this::shown).contains(failure);
    String tail = output.substring(output.indexOf(failure));
    String message = tail.substring(0, tail.indexOf("[Help 1]"));
    assertThat(message).as(this::shown).contains(texts);
    return this;
  }

  private String shown() {
    return command + "\nended with code " + code + " and said\n" + output;
  }
}
