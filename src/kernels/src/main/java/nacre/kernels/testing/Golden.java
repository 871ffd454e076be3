package nacre.kernels.testing;

import nacre.kernels.run.Port;
import nacre.kernels.weights.Safetensors;
import nacre.kernels.weights.Tensor;

/**
 * A run of a network that is known beforehand: what goes in, and what the reference says must come out. A generated test sets
 * all inputs, runs the network, then checks all outputs; what differs is an {@link AssertionError}.
 *
 * <p>The file holds the tensors {@code RUN/in/PORT} and {@code RUN/out/PORT}, each with the element type of its port.
 */
public final class Golden {

  private final Safetensors file;
  private final String run;

  Golden(Safetensors file, String run) {
    this.file = file;
    this.run = run;
  }

  /**
   * A run of a golden file.
   *
   * @param test the class that the file lies beside
   * @param file for instance {@code Digits.golden.safetensors}
   * @param run the name of the run in the file
   */
  public static Golden of(Class<?> test, String file, String run) {
    return new Golden(Safetensors.resource(test, file), run);
  }

  /** Fills an input. */
  public void set(Port input) {
    known("in", input).into(input);
  }

  /** Requires of an output that every element is the reference's. */
  public void check(Port output) {
    check(output, 0);
  }

  /**
   * Requires of an output that no element is further from the reference's than {@code tolerance}. Infinity is near itself
   * only, and so is what is no number.
   */
  public void check(Port output, double tolerance) {
    check(output, tolerance, 0);
  }

  /**
   * The same of all but a few elements.
   *
   * @param exceptions how many elements may be anything
   * @throws AssertionError if there are more; it names the first and the worst, and the kernels in use
   */
  public void check(Port output, double tolerance, int exceptions) {
    Values expected = known("out", output);
    Values found = Values.of(output, expected);
    Deviations deviations = Deviations.of(found, expected, tolerance);
    if (deviations.count() > exceptions) {
      throw new AssertionError("output `" + output.name() + "`, " + run + ": " + deviations.text(exceptions));
    }
  }

  private Values known(String way, Port port) {
    String name = run + "/" + way + "/" + port.name();
    Tensor tensor = file.tensor(name).orElseThrow(() -> new IllegalStateException("`" + file.origin() + "` has no `"
        + name + "`; it belongs to another state of the model: compile that again"));
    return Values.of(tensor);
  }
}
