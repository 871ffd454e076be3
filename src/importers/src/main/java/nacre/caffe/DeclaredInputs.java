package nacre.caffe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.caffe.text.LocatedException;
import nacre.caffe.text.TextField;
import nacre.importers.Draft;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Location;
import nacre.ir.Operand;
import nacre.ir.TensorType;

/**
 * Inputs that a network says outside its layers, with {@code input_dim} or {@code input_shape}.
 *
 * @param types of inputs by name, in place of those that the text says
 */
record DeclaredInputs(Net net, Draft draft, Map<String, TensorType> types) {
  /** Adds them, by their place; one alone has as many extents as the text says. */
  Map<Integer, Operand> of(List<String> inputs) {
    List<Integer> dims = net.settings().integers("input_dim");
    List<Settings> shapes = net.settings().inners("input_shape");
    List<TextField> fields = net.message().all("input").toList();
    boolean alone = inputs.size() == 1 && !dims.isEmpty();
    if (!alone && dims.size() != 4 * inputs.size() && shapes.size() != inputs.size()) {
      throw new LocatedException(fields.isEmpty() ? net.message().span() : fields.getFirst().span(),
          "found " + inputs.size() + " inputs with " + dims.size() + " `input_dim` and " + shapes.size()
              + " `input_shape`, required four or one for each");
    }
    Map<Integer, Operand> added = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      List<Integer> said = shapes.size() == inputs.size() ? shapes.get(i).integers("dim")
          : alone ? dims : dims.subList(4 * i, 4 * i + 4);
      added.put(i, input(inputs.get(i), said, fields.get(i)));
    }
    return added;
  }

  private Operand input(String name, List<Integer> said, TextField field) {
    TensorType type = TensorType.of(DType.F32, said.stream().map(dim -> extent(dim, field)).toList());
    return draft.input(name, draft.declared(types.getOrDefault(name, type)), Optional.empty(),
        new Location.Model(draft.file(), name, -1, Optional.of(field.value().span())));
  }

  private static Dim extent(int dim, TextField field) {
    if (dim < 0) {
      throw new LocatedException(field.value().span(), "found the extent " + dim + ", required a number from 0 on");
    }
    return Dim.of(dim);
  }
}
