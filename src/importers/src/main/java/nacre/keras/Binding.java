package nacre.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nacre.importers.InvalidModelException;
import nacre.ir.DType;
import nacre.ir.Tensor;
import nacre.keras.file.StoredArray;
import nacre.keras.file.StoredLayers;

/** Binds what a file holds to the arrays of layers: all of them, or an error that says what is wrong with each. */
final class Binding {
  private final StoredLayers stored;
  private final List<String> wrong = new ArrayList<>();

  Binding(StoredLayers stored) {
    this.stored = stored;
  }

  void bind(List<Owner> owners) {
    owners.forEach(this::bind);
    boolean open = owners.stream().anyMatch(Owner::isOpen);
    if (!open) {
      stored.untaken().forEach(array -> wrong.add("`" + array.name() + "` " + array.shape() + " belongs to no layer"));
    }
    if (!wrong.isEmpty()) {
      throw InvalidModelException.of("the weights in " + stored.file() + " do not fit the model", wrong);
    }
  }

  private void bind(Owner owner) {
    List<StoredArray> arrays = stored.arrays(owner.place(), owner.parts());
    if (owner.isOpen()) {
      return;
    }
    List<Variable> variables = owner.variables();
    for (int i = 0; i < Math.max(variables.size(), arrays.size()); i++) {
      if (i >= arrays.size()) {
        wrong.add("`" + owner.path() + "/" + variables.get(i).name() + "` " + variables.get(i).shape()
            + " is missing");
      } else if (i >= variables.size()) {
        wrong.add("`" + arrays.get(i).name() + "` " + arrays.get(i).shape() + " is one more than `" + owner.path()
            + "` has");
      } else {
        bind(owner, variables.get(i), arrays.get(i));
      }
    }
  }

  private void bind(Owner owner, Variable variable, StoredArray array) {
    List<Integer> shape = array.shape().stream().map(Math::toIntExact).toList();
    if (!variable.takes(shape)) {
      wrong.add("`" + array.name() + "`: found " + shape + ", required " + variable.shape() + " for `" + owner.path()
          + "/" + variable.name() + "`");
      return;
    }
    variable.fill(shape, reals(array.contents()));
  }

  private static Supplier<Tensor> reals(Supplier<Tensor> contents) {
    return () -> {
      Tensor tensor = contents.get();
      return tensor.dtype() == DType.F32 ? tensor : Tensor.reals(DType.F32, tensor.shape(),
          i -> tensor.dtype().isReal() ? tensor.real(i) : tensor.integer(i));
    };
  }
}
