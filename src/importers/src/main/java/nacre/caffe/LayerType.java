package nacre.caffe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is known of a type of layers.
 *
 * @param mapping adds the nodes that a layer of this type means
 * @param bottoms how many inputs it has
 * @param tops    how many results
 * @param quiet   fields that say nothing at inference, with the message that they are in: {@code convolution_param.engine}
 */
public record LayerType(String name, Consumer<Call> mapping, Count bottoms, Count tops, List<String> quiet, Use use) {
  /** From the least to the most. */
  public record Count(int least, int most) {
    static final int MANY = Integer.MAX_VALUE;

    boolean has(int number) {
      return number >= least && number <= most;
    }

    @Override
    public String toString() {
      return least == most ? Integer.toString(least)
          : most == MANY ? least + " or more" : least + " to " + most;
    }
  }

  /** What a layer does with what it reads. */
  public sealed interface Use {
    /** It computes with all of it. */
    record Computes() implements Use {}

    /** It makes inputs of the network. */
    record Gives() implements Use {}

    /** It takes it away: what it reads is no result. */
    record Drops() implements Use {}

    /** It writes it down: what it reads is a result, unless it is data. */
    record Keeps() implements Use {}

    /** It says how good the first inputs are, by the others; the network does without. */
    record Measures(int predictions) implements Use {}

    /** The same, and training makes it small. */
    record Trains(int predictions, String loss, boolean fromLogits) implements Use {}
  }

  public LayerType {
    quiet = List.copyOf(quiet);
  }

  /** A type with one input and one result. */
  public static LayerType of(String name, Consumer<Call> mapping) {
    return new LayerType(name, mapping, new Count(1, 1), new Count(1, 1), List.of(), new Use.Computes());
  }

  /** A type that adds no nodes. */
  public static LayerType without(String name, Use use) {
    return new LayerType(name, _ -> {}, new Count(0, Count.MANY), new Count(0, Count.MANY), List.of(), use);
  }

  public LayerType bottoms(int least, int most) {
    return new LayerType(name, mapping, new Count(least, most), tops, quiet, use);
  }

  public LayerType manyBottoms(int least) {
    return bottoms(least, Count.MANY);
  }

  public LayerType manyTops() {
    return tops(1, Count.MANY);
  }

  public LayerType tops(int least, int most) {
    return new LayerType(name, mapping, bottoms, new Count(least, most), quiet, use);
  }

  public LayerType quiet(String... fields) {
    List<String> all = new ArrayList<>(quiet);
    all.addAll(List.of(fields));
    return new LayerType(name, mapping, bottoms, tops, all, use);
  }

  /** Takes note of what of a layer's settings says nothing at inference. */
  void passOver(Settings settings) {
    settings.ignore("propagate_down", "loss_weight", "loss_param", "blobs");
    for (String field : quiet) {
      int dot = field.indexOf('.');
      if (dot < 0) {
        settings.ignore(field);
      } else {
        settings.inner(field.substring(0, dot)).ignore(field.substring(dot + 1));
      }
    }
  }
}
