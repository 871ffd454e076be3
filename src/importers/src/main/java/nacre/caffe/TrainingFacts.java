package nacre.caffe;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import nacre.caffe.LayerType.Use;
import nacre.ir.Attr;
import nacre.ir.Phase;
import nacre.ir.Training;

/** What losses and data layers tell of the training. */
final class TrainingFacts {
  private final NetState state;
  private final SequencedMap<String, Attr> solver;

  TrainingFacts(NetState state, SequencedMap<String, Attr> solver) {
    this.state = state;
    this.solver = solver;
  }

  /**
   * The facts: losses by the output that they read, how many items come at once, and what the solver says.
   *
   * @param all     layers of all phases
   * @param layers  those of the phase that is asked for
   * @param outputs the network's outputs, and the layer that makes each, if one does
   */
  Training of(List<CaffeLayer> all, List<CaffeLayer> layers, Map<String, Optional<CaffeLayer>> outputs) {
    SequencedMap<String, Attr> facts = new LinkedHashMap<>(solver);
    NetState phase = new NetState(Phase.TRAINING, state.level(), state.stages());
    List<CaffeLayer> training = all.stream().filter(layer -> phase.has(layer.settings())).toList();
    training.stream().filter(layer -> use(layer) instanceof Use.Gives).map(DataLayer::batch)
        .flatMapToLong(OptionalLong::stream).findFirst()
        .ifPresent(batch -> facts.put("batch", Attr.of(batch)));
    losses(training, outputs, facts);
    losses(layers, outputs, facts);
    return new Training(facts);
  }

  private static Use use(CaffeLayer layer) {
    return KnownLayers.find(layer.type()).map(LayerType::use).orElse(new Use.Computes());
  }

  /** Losses that read what is an output too: the blob of the name as the same layer makes it. */
  private static void losses(List<CaffeLayer> layers, Map<String, Optional<CaffeLayer>> outputs,
      SequencedMap<String, Attr> facts) {
    Map<String, CaffeLayer> makers = new HashMap<>();
    for (CaffeLayer layer : layers) {
      if (use(layer) instanceof Use.Trains loss) {
        for (String read : layer.bottoms().subList(0, Math.min(loss.predictions(), layer.bottoms().size()))) {
          if (Optional.ofNullable(makers.get(read)).equals(outputs.get(read))) {
            loss(layer, loss, outputs.size() == 1 ? "" : read + ".", facts);
          }
        }
      }
      layer.tops().forEach(top -> makers.put(top, layer));
    }
  }

  /** The loss of an output; what it counts is said beside others only. */
  private static void loss(CaffeLayer layer, Use.Trains loss, String prefix, SequencedMap<String, Attr> facts) {
    facts.putIfAbsent(prefix + "loss", new Attr.Word(loss.loss()));
    if (loss.loss().endsWith("crossentropy")) {
      facts.putIfAbsent(prefix + "from_logits", Attr.of(loss.fromLogits()));
    }
    List<Double> weights = layer.settings().reals("loss_weight");
    if (!prefix.isEmpty() && !weights.isEmpty() && weights.getFirst() != 1) {
      facts.putIfAbsent(prefix + "weight", Attr.of(weights.getFirst()));
    }
  }
}
