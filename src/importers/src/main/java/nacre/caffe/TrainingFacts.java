package nacre.caffe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import nacre.caffe.LayerType.Use;
import nacre.ir.Attr;
import nacre.ir.Phase;
import nacre.ir.Training;

/** What losses and data layers tell of the training. */
final class TrainingFacts {
  private final Net net;
  private final NetState state;
  private final SequencedMap<String, Attr> solver;

  TrainingFacts(Net net, NetState state, SequencedMap<String, Attr> solver) {
    this.net = net;
    this.state = state;
    this.solver = solver;
  }

  /**
   * The facts: losses by the output that they read, how many items come at once, and what the solver says.
   *
   * @param all    layers of all phases
   * @param layers  those of this one
   * @param outputs names of the network's outputs
   */
  Training of(List<CaffeLayer> all, List<CaffeLayer> layers, Wiring wiring, Set<String> outputs) {
    SequencedMap<String, Attr> facts = new LinkedHashMap<>(solver);
    NetState training = new NetState(Phase.TRAINING, state.level(), state.stages());
    all.stream().filter(layer -> training.has(layer.settings()))
        .filter(
            layer -> KnownLayers.find(layer.type()).map(LayerType::use).orElse(new Use.Computes()) instanceof Use.Gives)
        .map(DataLayer::batch)
        .flatMapToLong(OptionalLong::stream).findFirst()
        .ifPresent(batch -> facts.put("batch", Attr.of(batch)));
    for (int place = 0; place < layers.size(); place++) {
      CaffeLayer layer = layers.get(place);
      if (KnownLayers.find(layer.type()).map(LayerType::use).orElse(new Use.Computes()) instanceof Use.Trains loss) {
        for (int i = 0; i < Math.min(loss.predictions(), wiring.bottoms(place).size()); i++) {
          Wiring.State read = wiring.states().get(wiring.bottoms(place).get(i));
          if (outputs.contains(read.name())) {
            loss(layer, loss, outputs.size() == 1 ? "" : read.name() + ".", facts);
          }
        }
      }
    }
    return new Training(facts);
  }

  private static void loss(CaffeLayer layer, Use.Trains loss, String prefix, SequencedMap<String, Attr> facts) {
    facts.putIfAbsent(prefix + "loss", new Attr.Word(loss.loss()));
    if (loss.loss().endsWith("crossentropy")) {
      facts.putIfAbsent(prefix + "from_logits", Attr.of(loss.fromLogits()));
    }
    List<Double> weights = layer.settings().reals("loss_weight");
    if (!weights.isEmpty() && weights.getFirst() != 1) {
      facts.putIfAbsent(prefix + "weight", Attr.of(weights.getFirst()));
    }
  }
}
