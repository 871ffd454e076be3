package nacre.caffe;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nacre.caffe.LayerType.Use;
import nacre.source.Nearest;

/** Which layer reads what which other one makes. A layer in place makes its blob anew; who comes later reads that. */
final class Wiring {
  /** What is done with a blob. */
  enum Reading {
    VALUE, PREDICTION, TARGET, DROPPED, KEPT
  }

  /**
   * What a blob is after a layer.
   *
   * @param producer the place of that layer, or -1 for an input that the network declares
   * @param measured whether it is a loss or an accuracy, or made of one
   */
  record State(String name, int producer, boolean measured, Set<Reading> readings) {}

  private final List<State> states = new ArrayList<>();
  private final List<List<Integer>> bottoms = new ArrayList<>();
  private final List<List<Integer>> tops = new ArrayList<>();
  private final List<Use> uses = new ArrayList<>();
  private final Map<String, Integer> current = new LinkedHashMap<>();
  private final Map<String, CaffeLayer> makers = new HashMap<>();

  Wiring(List<String> inputs, List<CaffeLayer> layers, Function<CaffeLayer, Use> use) {
    inputs.forEach(input -> state(input, -1, false));
    for (int i = 0; i < layers.size(); i++) {
      add(layers.get(i), i, use.apply(layers.get(i)));
    }
  }

  List<State> states() {
    return states;
  }

  List<Integer> bottoms(int layer) {
    return bottoms.get(layer);
  }

  List<Integer> tops(int layer) {
    return tops.get(layer);
  }

  /** Which results of a layer something reads that does not take them away. */
  Set<Integer> read(int layer) {
    return IntStream.range(0, tops(layer).size()).filter(top -> states.get(tops(layer).get(top)).readings().stream()
        .anyMatch(reading -> reading != Reading.DROPPED)).boxed().collect(Collectors.toSet());
  }

  private int state(String name, int producer, boolean measured) {
    states.add(new State(name, producer, measured, EnumSet.noneOf(Reading.class)));
    current.put(name, states.size() - 1);
    return states.size() - 1;
  }

  private void add(CaffeLayer layer, int place, Use use) {
    if ((use instanceof Use.Drops || use instanceof Use.Keeps) && !layer.tops().isEmpty()) {
      throw layer.problem("found " + layer.tops().size() + " `top`, required 0");
    }
    List<Integer> read = new ArrayList<>();
    for (String bottom : layer.bottoms()) {
      Integer state = current.get(bottom);
      if (state == null) {
        throw layer.problem("it reads `" + bottom + "`, which nothing before it makes"
            + Nearest.hint(bottom, current.keySet()));
      }
      read.add(state);
    }
    boolean measured = use instanceof Use.Trains || use instanceof Use.Measures
        || read.stream().anyMatch(state -> states.get(state).measured());
    for (int i = 0; i < read.size(); i++) {
      State state = states.get(read.get(i));
      state.readings().add(keeps(layer, use) ? kept(state) : reading(use, measured, i));
    }
    bottoms.add(read);
    uses.add(use);
    List<Integer> made = new ArrayList<>();
    for (int i = 0; i < layer.tops().size(); i++) {
      String top = layer.tops().get(i);
      boolean inPlace = i < layer.bottoms().size() && layer.bottoms().get(i).equals(top);
      if (current.containsKey(top) && !inPlace) {
        throw layer.problem("it makes `" + top + "`, which " + maker(top) + " makes already");
      }
      made.add(state(top, place, measured));
      makers.put(top, layer);
    }
    tops.add(made);
  }

  /** Whether what a layer reads is a result; one that makes nothing writes it somewhere, if nothing else is known. */
  private static boolean keeps(CaffeLayer layer, Use use) {
    return use instanceof Use.Keeps || use instanceof Use.Computes && layer.tops().isEmpty();
  }

  private Reading kept(State state) {
    boolean given = state.producer() < 0 || uses.get(state.producer()) instanceof Use.Gives;
    return given || state.measured() ? Reading.TARGET : Reading.KEPT;
  }

  private String maker(String top) {
    CaffeLayer maker = makers.get(top);
    return maker == null ? "an input of the network" : "`" + maker.name() + "` at line " + maker.span().line();
  }

  private static Reading reading(Use use, boolean measured, int place) {
    return switch (use) {
      case Use.Drops _ -> Reading.DROPPED;
      case Use.Keeps _ -> Reading.KEPT;
      case Use.Measures(int predictions) -> place < predictions ? Reading.PREDICTION : Reading.TARGET;
      case Use.Trains trains -> place < trains.predictions() ? Reading.PREDICTION : Reading.TARGET;
      case Use.Computes _, Use.Gives _ -> measured ? Reading.TARGET : Reading.VALUE;
    };
  }

  /** Layers that become nodes, by place: all but those that only losses and accuracies need, as their targets. */
  List<Boolean> needed() {
    boolean[] needed = new boolean[uses.size()];
    boolean[] read = new boolean[states.size()];
    for (int layer = uses.size() - 1; layer >= 0; layer--) {
      boolean measured = tops.get(layer).stream().anyMatch(top -> states.get(top).measured())
          || uses.get(layer) instanceof Use.Trains || uses.get(layer) instanceof Use.Measures;
      for (int top : tops.get(layer)) {
        Set<Reading> readings = states.get(top).readings();
        needed[layer] |= read[top] || readings.isEmpty() || readings.contains(Reading.PREDICTION)
            || readings.contains(Reading.KEPT);
      }
      needed[layer] &= !measured && !(uses.get(layer) instanceof Use.Drops || uses.get(layer) instanceof Use.Keeps);
      if (needed[layer]) {
        bottoms.get(layer).forEach(bottom -> read[bottom] = true);
      }
    }
    List<Boolean> all = new ArrayList<>();
    for (boolean each : needed) {
      all.add(each);
    }
    return all;
  }
}
