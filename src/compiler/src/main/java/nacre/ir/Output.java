package nacre.ir;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a caller gets; it counts as a consumer of its value.
 *
 * @param labels names of the classes along the last axis, or none
 * @param top    how many of them to show, if the text says so
 */
public record Output(String name, Value value, List<String> labels, OptionalInt top, Location location) {
  public Output {
    labels = List.copyOf(labels);
  }
}
