package nacre.importers.hdf5;

import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import nacre.ir.Tensor;

/** All that a file holds, as lines of text. */
public final class Walk {
  private static final int MOST_SHOWN = 12;

  private Walk() {}

  public static String all(Hdf5File file) {
    StringJoiner lines = new StringJoiner("\n");
    walk(file.root(), lines);
    return lines.toString();
  }

  private static void walk(Hdf5Group group, StringJoiner lines) {
    for (String name : group.names()) {
      group.dataset(name).ifPresent(dataset -> {
        Tensor contents = dataset.read();
        String shown = contents.elements() > MOST_SHOWN ? contents.elements() + " elements" : shown(contents);
        lines.add(dataset.path() + " " + dataset.type() + " " + shown);
      });
      group.group(name).ifPresent(inner -> {
        lines.add(inner.path());
        walk(inner, lines);
      });
    }
  }

  private static String shown(Tensor tensor) {
    return tensor.dtype().isReal()
        ? Arrays.toString(IntStream.range(0, tensor.elements()).mapToDouble(tensor::real).toArray())
        : Arrays.toString(IntStream.range(0, tensor.elements()).mapToLong(tensor::integer).toArray());
  }
}
