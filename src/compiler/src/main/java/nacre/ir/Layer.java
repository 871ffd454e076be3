package nacre.ir;

import java.util.List;

/**
 * A set of parameters under one path, applied by any number of nodes; they say which by {@link Node#layer}. A layer
 * that no node names is one that somebody made and never applied.
 *
 * @param path   the path that its parameters' paths start with
 * @param kind   the op or block that was called, as written
 * @param params indices into {@link Graph#params}
 */
public record Layer(String path, String kind, List<Integer> params, Location location) {
  public Layer {
    params = List.copyOf(params);
  }
}
