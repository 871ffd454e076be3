package nacre.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nacre.importers.UnsupportedException;
import nacre.importers.hdf5.Hdf5File;
import nacre.importers.hdf5.Hdf5Group;
import nacre.ir.DType;
import nacre.ir.Tensor;

/**
 * Models of Keras with inputs and outputs in HDF5: {@code X_model.h5} beside {@code X_inputs_and_outputs.h5}. That one has the
 * groups {@code inputs}, {@code predictions} and {@code activations} with results of layers on the way. Its group
 * {@code outputs} is what the model was trained to give, which says nothing of what it gives.
 */
final class KerasGoldFormat implements CaseFormat {
  private static final String ENDING = "_inputs_and_outputs.h5";

  @Override
  public List<Case> of(Path root, Path file, Found found) {
    if (!file.toString().endsWith(ENDING)) {
      return List.of();
    }
    Path model = file.resolveSibling(Found.stem(file, ENDING) + "_model.h5");
    return found.has(model)
        ? List.of(new Case(root.relativize(file).toString(), new LayeredSubject(model, () -> gold(file)))) : List.of();
  }

  private static Gold gold(Path file) {
    Hdf5Group all = Hdf5File.open(file).root();
    List<Gold.Named> predictions = named(all, "predictions");
    if (predictions.isEmpty()) {
      throw new UnsupportedException("there are no `predictions`; `outputs` is what it was trained to give");
    }
    return new Gold(named(all, "inputs"), predictions, named(all, "activations"));
  }

  private static List<Gold.Named> named(Hdf5Group all, String group) {
    List<Gold.Named> named = new ArrayList<>();
    all.group(group).ifPresent(tensors -> tensors.names().forEach(name -> tensors.dataset(name)
        .ifPresent(dataset -> named.add(new Gold.Named(name, narrowed(dataset.read()))))));
    return named;
  }

  private static Tensor narrowed(Tensor tensor) {
    return tensor.dtype().isReal() ? Contents.as(DType.F32, tensor) : tensor;
  }
}
