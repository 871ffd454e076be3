package nacre.codegen;

import java.util.List;

import nacre.ir.TensorType;

/**
 * Where a caller hands something in or takes it out, in row-major order.
 *
 * @param name    the input's or output's own name, unescaped
 * @param outside what the caller sees; 64-bit integers are narrowed
 * @param inside  where it lies
 * @param labels  names of the classes along the last axis, or none
 */
public record Port(String name, Way way, TensorType outside, View inside, List<String> labels) {
  /** Which way elements go. */
  public enum Way {
    IN, OUT
  }

  public Port {
    labels = List.copyOf(labels);
  }
}
