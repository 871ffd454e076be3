package nacre.weights;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nacre.source.InputException;

/** Files of weights that are not read, known by what is in them, and how to make of them what is. */
final class ForeignFiles {
  private static final long HDF5 = 0x894844460D0A1A0AL;
  private static final long NPY = 0x934E554D50590000L;
  private static final long NPY_BYTES = 0xFFFFFFFFFFFF0000L;
  private static final int PICKLE = 0x80;
  private static final int LATEST_PICKLE = 5;
  private static final List<String> PICKLED = List.of(".pt", ".pth", ".bin", ".ckpt", ".pkl", ".pickle");
  /** Where the header of a safetensors file, a JSON object, begins. */
  private static final int HEADER = 8;

  private ForeignFiles() {}

  /** @param start the first bytes of the file, which is no zip archive */
  static void refuse(Path file, ByteBuffer start) {
    if (start.remaining() >= Long.BYTES && start.getLong(0) == HDF5) {
      throw new InputException(file + ": this is an HDF5 file, which nothing here reads; " + fromKeras(file));
    }
    if (start.remaining() >= Long.BYTES && (start.getLong(0) & NPY_BYTES) == NPY) {
      throw new InputException(
          file + ": this is a single NumPy array without a name, required an archive of named ones: "
              + "np.savez(\"x.npz\", name=array)");
    }
    boolean pickle = start.remaining() > 1 && (start.get(0) & 0xff) == PICKLE && start.get(1) >= 2
        && start.get(1) <= LATEST_PICKLE && !hasHeader(start);
    if (pickle || !hasHeader(start) && start.hasRemaining() && isPickled(file)) {
      throw pytorch(file);
    }
  }

  /** @param entries what is in a zip archive */
  static void refuse(Path file, List<String> entries) {
    if (entries.stream().anyMatch(name -> name.equals("data.pkl") || name.endsWith("/data.pkl"))) {
      throw pytorch(file);
    }
    if (entries.stream().anyMatch(name -> name.endsWith(".weights.h5"))) {
      throw new InputException(file + ": this is a Keras model, which nothing here reads; " + fromKeras(file));
    }
  }

  private static boolean hasHeader(ByteBuffer start) {
    return start.remaining() > HEADER && start.get(HEADER) == '{';
  }

  private static boolean isPickled(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return PICKLED.stream().anyMatch(name::endsWith);
  }

  private static InputException pytorch(Path file) {
    String name = plain(file);
    return new InputException(
        file + ": this is a PyTorch checkpoint; its pickle may run code when it is read, so it is "
            + "not read here. Save the tensors as safetensors: python3 -c 'import torch, safetensors.torch as s; "
            + "s.save_file({k: v.contiguous().clone() for k, v in torch.load(\"" + name
            + "\", map_location=\"cpu\", weights_only=True).items()}, \"" + stem(name) + ".safetensors\")'");
  }

  private static String fromKeras(Path file) {
    String name = plain(file);
    return "save its weights as a NumPy archive: python3 -c 'import keras, numpy; numpy.savez(\"" + stem(name)
        + ".npz\", **{w.path: w.numpy() for w in keras.models.load_model(\"" + name + "\").weights})'";
  }

  /** The name of the file if a shell takes it as it is. */
  private static String plain(Path file) {
    return Stream.of(String.valueOf(file.getFileName())).filter(name -> name.matches("[\\w.+-]+")).findFirst()
        .orElse("model");
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
