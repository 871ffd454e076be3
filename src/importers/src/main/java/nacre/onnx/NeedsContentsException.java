package nacre.onnx;

import java.util.Set;

/** A node whose meaning Nacre must know when it compiles depends on inputs of the model. */
final class NeedsContentsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Set<String> inputs;

  NeedsContentsException(String message, Set<String> inputs) {
    super(message, null, false, false);
    this.inputs = Set.copyOf(inputs);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  Set<String> inputs() {
    return inputs;
  }
}
