package nacre.driver;

import java.util.List;
import nacre.ir.Dim;

/**
 * A layer of another framework's model, as people know it from that framework's own summary.
 *
 * @param type   its class there
 * @param shape  of its results, in the framework's own notation, such as {@code (None, 32, 32, 16)}
 * @param params elements of its parameters, statistics included; unknown where Nacre does not know the layer
 * @param reads  the layers whose results it reads, in the framework's own notation, such as {@code conv1[0][0]}
 */
public record ModelLayer(String name, String type, String shape, Dim params, List<String> reads) {
  public ModelLayer {
    reads = List.copyOf(reads);
  }
}
