package nacre.kernels.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nacre.kernels.call.Axis;
import nacre.kernels.call.Conv;
import nacre.kernels.call.Gemm;
import nacre.kernels.call.Narrow;
import nacre.kernels.loops.Packing;
import nacre.kernels.run.Slot;

/**
 * The weights of one network while it is being loaded: an emitted constructor asks for each constant by name, then calls
 * {@link #pack}, which reports everything that is missing, unused, misshapen or not a number at once.
 */
public final class Weights {

  /** Faults beyond this many are only counted. */
  private static final int MOST_SHOWN = 20;

  private final Safetensors tensors;
  private final Set<String> used = new LinkedHashSet<>();
  private final List<String> faults = new ArrayList<>();
  private final List<Runnable> packing = new ArrayList<>();

  private Weights(Safetensors tensors) {
    this.tensors = tensors;
  }

  /** The weights in a file, which is mapped until {@link #pack}. */
  public static Weights map(Path file) {
    return of(Safetensors.map(file));
  }

  /** The weights in a resource beside a class. */
  public static Weights resource(Class<?> beside, String name) {
    return of(Safetensors.resource(beside, name));
  }

  /** Weights that are already open; {@link #pack} closes them. */
  public static Weights of(Safetensors tensors) {
    return new Weights(tensors);
  }

  /** Requires that the content has this fingerprint ({@link Safetensors#hash}), because values were relied on. */
  public Weights require(String hash) {
    String found = tensors.hash();
    if (!found.equals(hash)) {
      faults.add("the content is not what this class was compiled for: found hash " + found + ", required " + hash
          + "; compile again with these weights");
    }
    return this;
  }

  /** {@code path.weight} and, where the call has a bias, {@code path.bias}. */
  public Packed conv(Conv call, String path) {
    return conv(call, path + ".weight", path + ".bias");
  }

  /** A weight {@code [out, in / groups, height, width]} and, where the call has one, a bias {@code [out]}. */
  public Packed conv(Conv call, String weight, String bias) {
    var packed = new Packed();
    Optional<Tensor> matrix = floats(weight, call.out(), call.in() / call.groups(), call.window().height(),
        call.window().width());
    Optional<Tensor> added = call.epilogue().init().hasBias() ? floats(bias, call.out()) : Optional.empty();
    packing.add(() -> packed.fill(Packing.weight(call, read(matrix)), constants(added, call.out())));
    return packed;
  }

  /** As above, for a call with an affine prologue: {@code scale} and {@code shift} are {@code [in]}. */
  public Packed conv(Conv call, String weight, String bias, String scale, String shift) {
    Packed packed = conv(call, weight, bias);
    Optional<Tensor> factors = floats(scale, call.in());
    Optional<Tensor> terms = floats(shift, call.in());
    packing.add(() -> packed.fillAffine(constants(factors, call.in()), constants(terms, call.in())));
    return packed;
  }

  /** {@code path.weight} and, where the call has a bias, {@code path.bias}. */
  public Packed gemm(Gemm call, String path) {
    return gemm(call, path + ".weight", path + ".bias");
  }

  /**
   * A right operand and, where the call has one, a bias with an element per column. The stored matrix is dense and read with
   * the call's strides: {@code dense} finds {@code [out, in]}.
   */
  public Packed gemm(Gemm call, String weight, String bias) {
    var packed = new Packed();
    Axis columns = call.columns();
    int count = columns.extent().fixed();
    int depth = call.depth().extent().fixed();
    boolean columnsOutside = columns.strides().get(1).fixed() == depth && call.depth().strides().get(1).fixed() == 1;
    Optional<Tensor> matrix = columnsOutside ? floats(weight, count, depth) : floats(weight, depth, count);
    Optional<Tensor> added = call.epilogue().init().hasBias() ? floats(bias, count) : Optional.empty();
    packing.add(() -> packed.fill(Packing.right(call, read(matrix)), constants(added, count)));
    return packed;
  }

  /** A constant of floats that kernels read as they read a slot. */
  public Slot constant(String name, int... dims) {
    Optional<Tensor> tensor = floats(name, dims);
    int count = volume(dims);
    float[] values = Packing.constants(count);
    packing.add(() -> tensor.ifPresent(found -> found.copy(0, values, 0, count)));
    return Slot.constant(values, dims);
  }

  /** A constant of whole numbers (32 or 64 bits at rest) that kernels read as they read a slot. */
  public Slot wholeConstant(String name, int... dims) {
    int[] values = new int[volume(dims)];
    find(name, dims).ifPresent(tensor -> {
      switch (tensor.dtype()) {
        case I32 -> packing.add(() -> System.arraycopy(tensor.ints(), 0, values, 0, values.length));
        case I64 -> packing.add(() -> narrow(tensor, values));
        default -> faults.add(tensor(tensor.name()) + ": found " + tensor.dtype() + ", required I32 or I64");
      }
    });
    return Slot.constant(values, dims);
  }

  private static void narrow(Tensor tensor, int[] values) {
    long[] wide = tensor.longs();
    for (int i = 0; i < values.length; i++) {
      if (!Narrow.fits(wide[i])) {
        throw new WeightsException(tensor(tensor.name()) + ": element " + i + " is " + wide[i]
            + ", required a number from " + Narrow.RANGE);
      }
      values[i] = Narrow.kept(wide[i]);
    }
  }

  /**
   * Packs everything that was asked for and lets go of the file.
   *
   * @throws WeightsException listing all that is missing, unused, misshapen, of the wrong type or not a number
   */
  public void pack() {
    try (Safetensors closing = tensors) {
      for (String name : closing.tensors().keySet()) {
        if (!used.contains(name)) {
          faults.add(tensor(name) + " is not used by this network");
        }
      }
      throwFaults();
      packing.forEach(Runnable::run);
      throwFaults();
    }
  }

  private void throwFaults() {
    if (faults.isEmpty()) {
      return;
    }
    var message = new StringBuilder(tensors.origin()).append(": these weights do not fit");
    faults.stream().limit(MOST_SHOWN).forEach(fault -> message.append("\n  ").append(fault));
    if (faults.size() > MOST_SHOWN) {
      message.append("\n  and ").append(faults.size() - MOST_SHOWN).append(" more");
    }
    throw new WeightsException(message.toString());
  }

  private static String tensor(String name) {
    return "tensor `" + Names.visible(name) + "`";
  }

  private static int volume(int... dims) {
    int volume = 1;
    for (int dim : dims) {
      volume = Math.multiplyExact(volume, dim);
    }
    return volume;
  }

  private Optional<Tensor> floats(String name, int... dims) {
    return find(name, dims).filter(tensor -> {
      if (tensor.dtype() != DType.F32) {
        faults.add(tensor(name) + ": found " + tensor.dtype() + ", required F32");
      }
      return tensor.dtype() == DType.F32;
    });
  }

  /** The tensor of this name, if it is there and has this shape; else a fault is noted. */
  private Optional<Tensor> find(String name, int... dims) {
    Optional<Tensor> tensor = tensors.tensor(name);
    var required = new ArrayList<Long>();
    for (int dim : dims) {
      required.add((long) dim);
    }
    used.add(name);
    if (tensor.isEmpty()) {
      faults.add(tensor(name) + " is missing, required " + required);
    } else if (!tensor.get().shape().equals(required)) {
      faults.add(tensor(name) + ": found shape " + tensor.get().shape() + ", required " + required);
      return Optional.empty();
    }
    return tensor;
  }

  private float[] constants(Optional<Tensor> tensor, int count) {
    float[] values = Packing.constants(count);
    tensor.ifPresent(found -> System.arraycopy(read(tensor), 0, values, 0, count));
    return values;
  }

  /** The elements, all of which must be numbers. */
  private float[] read(Optional<Tensor> tensor) {
    float[] values = tensor.orElseThrow().floats();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        faults.add(tensor(tensor.get().name()) + ": element " + i + " is " + values[i] + ", required a finite number");
        break;
      }
    }
    return values;
  }
}
