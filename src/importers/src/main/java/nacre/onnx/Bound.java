package nacre.onnx;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.TensorType;

/** What a name stands for. */
sealed interface Bound {
  /** Something of the graph that is being made. */
  record Made(Operand operand) implements Bound {}

  /** Several values that the model handles as one. */
  record Sequence(List<Operand> items) implements Bound {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * Contents that are known. They become a parameter or a constant of the graph where a node reads them.
   *
   * @param stored where they lie, if a file holds them
   */
  record Known(String name, TensorType type, Supplier<Tensor> contents, Optional<StoredTensor> stored)
      implements
      Bound {
    static Known of(StoredTensor tensor) {
      return new Known(tensor.name(), tensor.type(), tensor::read, Optional.of(tensor));
    }

    static Known of(String name, Tensor contents) {
      return new Known(name, contents.type(), () -> contents, Optional.empty());
    }

    long elements() {
      return type.shape().elements().known().orElseThrow();
    }
  }
}
