package nacre.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Input;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.source.InputException;

/** Makes an array an input's: its element type, and its shape up to a missing batch axis. */
final class InputFit {
  private InputFit() {}

  /** @throws InputException if extents differ, or elements would be changed */
  static Tensor fit(Input input, TensorType type, Tensor tensor) {
    List<Dim> dims = check(input, type, tensor.type(), new HashMap<>());
    return converted(input, type.dtype(),
        tensor.reshaped(dims.stream().mapToInt(dim -> Math.toIntExact(dim.known().orElseThrow())).toArray()));
  }

  /**
   * The extents of an array with the batch axis that it may leave out.
   *
   * @param sizes what arrays so far say of the symbols; this one's are added
   * @throws InputException if they are not the input's, or not those of other arrays
   */
  static List<Dim> check(Input input, TensorType type, TensorType found, Map<String, Long> sizes) {
    List<Dim> dims = new ArrayList<>(found.dims());
    if (found.rank() == type.rank() - 1 && !(type.dim(0) instanceof Dim.Known(long size) && size != 1)) {
      dims.addFirst(Dim.ONE);
    }
    boolean fits = dims.size() == type.rank();
    for (int axis = 0; fits && axis < type.rank(); axis++) {
      fits = !(type.dim(axis) instanceof Dim.Known) || type.dim(axis).equals(dims.get(axis));
    }
    if (!fits) {
      throw new InputException("input `" + input.name() + "`: found " + found + ", required " + type);
    }
    for (int axis = 0; axis < type.rank(); axis++) {
      if (type.dim(axis) instanceof Dim.Symbol(String symbol)) {
        long size = dims.get(axis).known().orElseThrow();
        long known = Optional.ofNullable(sizes.putIfAbsent(symbol, size)).orElse(size);
        if (known != size) {
          throw new InputException("input `" + input.name() + "`: found " + found + ", required " + type + " with "
              + symbol + " = " + known + ", as other inputs have it");
        }
      }
    }
    return dims;
  }

  private static Tensor converted(Input input, DType wanted, Tensor tensor) {
    if (tensor.dtype() == wanted) {
      return tensor;
    }
    if (wanted.isReal()) {
      return Tensor.reals(wanted, tensor.shape(), i -> wanted == DType.F32 ? (float) tensor.real(i) : tensor.real(i));
    }
    if (tensor.dtype().isReal()) {
      throw new InputException(
          "input `" + input.name() + "`: found elements of " + tensor.dtype() + ", required " + wanted);
    }
    boolean signed = switch (wanted) {
      case I8, I16, I32, I64 -> true;
      default -> false;
    };
    int bits = wanted == DType.BOOL ? 1 : Math.min(63, 8 * wanted.bytes() - (signed ? 1 : 0));
    long greatest = Long.MAX_VALUE >>> 63 - bits;
    long least = signed ? -greatest - 1 : 0;
    return Tensor.integers(wanted, tensor.shape(), i -> within(input, least, greatest, tensor.integer(i)));
  }

  private static long within(Input input, long least, long greatest, long found) {
    if (found < least || found > greatest) {
      throw new InputException(
          "input `" + input.name() + "`: found the element " + found + ", required " + least + " to "
              + greatest);
    }
    return found;
  }
}
