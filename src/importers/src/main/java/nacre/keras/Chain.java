package nacre.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nacre.importers.InvalidModelException;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.keras.file.Config;
import nacre.keras.file.JsonValue;

/** A Sequential: each layer reads the results of the one before. */
record Chain(Network network) {
  private static final String BRANCHES = "layers";

  List<Operand> apply(LayerConfig model, List<Operand> inputs) {
    List<Operand> operands = inputs;
    List<Entry> entries = Entry.all(Network.layers(model));
    network.assembly().applies(model, 1 + entries.size());
    for (Entry entry : entries) {
      if (!entry.isInput()) {
        List<Operand> made = network.apply(entry, 1, Arguments.of(branched(entry.layer(), operands)));
        network.rows().ifPresent(rows -> rows.add(entry, made, List.of()));
        operands = made;
      }
    }
    return operands;
  }

  /** In Keras 1 a chain may begin with a Merge, which has the chains that it merges inside it. */
  private List<Operand> branched(LayerConfig layer, List<Operand> operands) {
    List<LayerConfig> branches = branches(layer);
    List<Operand> merged = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < branches.size(); i++) {
      int count = Network.inputs(branches.get(i)).size();
      if (next + count > operands.size()) {
        throw new InvalidModelException("layer `" + layer.name() + "`: there are more branches than operands");
      }
      Network branch = new Network(network.assembly(), layer.name() + "/" + branches.get(i).name(),
          network.place().held(branches.get(i).name(), BRANCHES), network.training());
      merged.addAll(branch.apply(branches.get(i), operands.subList(next, next + count)));
      next += count;
    }
    return branches.isEmpty() ? operands : merged;
  }

  private static List<LayerConfig> branches(LayerConfig layer) {
    if (!layer.kind().equals("Merge") || !layer.config().has(BRANCHES)) {
      return List.of();
    }
    List<LayerConfig> branches = new ArrayList<>();
    for (JsonValue branch : layer.config().list(BRANCHES)) {
      LayerConfig config = LayerConfig.of(branch, "branch_" + branches.size());
      if (!config.isModel()) {
        throw branch.problem("a model");
      }
      branches.add(config);
    }
    return branches;
  }

  /** What goes into a chain: what its first layer says, or the model itself. */
  static List<InputSpec> inputs(LayerConfig model) {
    List<JsonValue> layers = Network.layers(model);
    if (layers.isEmpty()) {
      throw new InvalidModelException("model `" + model.name() + "` has no layers");
    }
    LayerConfig first = LayerConfig.of(layers.getFirst(), "layer_0");
    List<LayerConfig> branches = first.value().isObject() ? branches(first) : List.of();
    if (!branches.isEmpty()) {
      return branches.stream().flatMap(branch -> Network.inputs(branch).stream()).toList();
    }
    if (first.isModel()) {
      return Network.inputs(first);
    }
    return List.of(InputSpec.of(first).or(() -> built(model, first)).map(spec -> named(first, spec))
        .orElseThrow(() -> InputSpec.missing(first.name())));
  }

  private static InputSpec named(LayerConfig first, InputSpec spec) {
    return first.kind().equals("InputLayer") ? spec
        : new InputSpec(first.name() + "_input", spec.shape(), spec.dtype());
  }

  /** Where nothing was said, the model may have been built all the same, by being used. */
  private static Optional<InputSpec> built(LayerConfig model, LayerConfig first) {
    Optional<JsonValue> said = model.value().isObject() ? model.config().optional("build_input_shape")
        : Optional.empty();
    return said.or(() -> shape(model.entry())).or(() -> shape(first.entry())).filter(Values::isList)
        .map(InputSpec::extents).map(shape -> spec(first, shape));
  }

  private static Optional<JsonValue> shape(Config entry) {
    return entry.optionalObject("build_config").flatMap(config -> config.optional("input_shape"));
  }

  /** The batch that a model was built with says nothing about others. */
  private static InputSpec spec(LayerConfig first, List<OptionalLong> shape) {
    List<OptionalLong> open = new ArrayList<>(shape);
    if (!open.isEmpty()) {
      open.set(0, OptionalLong.empty());
    }
    return new InputSpec(first.name(), open,
        first.kind().equals("Embedding") ? DType.I32 : DType.F32);
  }
}
