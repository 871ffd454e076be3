package nacre.keras;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import nacre.driver.ImportedModel;
import nacre.importers.Draft;
import nacre.importers.InvalidModelException;
import nacre.ir.Dim;
import nacre.ir.Location;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.keras.file.Config;
import nacre.keras.file.JsonValue;
import nacre.keras.file.KerasContents;
import nacre.keras.file.LayerPlace;

/** Makes a graph of a model. */
final class ModelImport {
  /** What Nacre's own texts call the batch. */
  private static final String BATCH = "N";

  private final KerasContents contents;
  private final LayerConfig model;
  private final Draft draft;
  private final Assembly assembly;

  ModelImport(KerasContents contents, Map<String, Long> dims) {
    this.contents = contents;
    this.model = LayerConfig.of(contents.model(), "model");
    this.draft = new Draft(contents.file(), contents.file(), dims);
    boolean theano = contents.backend().filter("theano"::equals).isPresent();
    this.assembly = new Assembly(draft, era(), contents.layers().isPresent(), theano);
  }

  private Era era() {
    Era fallback = Words.isThird(model) ? Era.THIRD : Words.isFirst(model) ? Era.FIRST : Era.USUAL;
    Era said = contents.version().map(version -> Era.of(version, fallback)).orElse(fallback);
    return said.isFirst() && Words.agreeOnChannelsFirst(contents.model()) ? said.withChannelsFirst() : said;
  }

  ImportedModel run() {
    if (!model.isModel()) {
      throw new InvalidModelException("`" + model.kind() + "` is a class that somebody wrote in Python, which is never "
          + "run; required a Sequential or functional model");
    }
    List<Operand> inputs = specs().stream().map(this::input).toList();
    Rows rows = new Rows(assembly);
    List<Operand> results = new Network(assembly, "", LayerPlace.MODEL, rows).apply(model, inputs);
    List<String> names = outputs();
    Set<String> taken = new HashSet<>();
    List<String> given = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      String name = unique(i < names.size() ? names.get(i) : "output", taken);
      given.add(name);
      draft.output(name, results.get(i), new Location.Model(draft.file(), name, -1));
    }
    contents.training().ifPresent(training -> draft.builder().training(TrainingFacts.of(training, names, given)));
    contents.layers().ifPresent(stored -> new Binding(stored).bind(assembly.owners()));
    rows.tell(draft);
    contents.files().stream().skip(1).forEach(draft::weightsIn);
    return draft.model(contents.files().stream().skip(1).toList(), List.of(), List.of())
        .with(new KerasWords(era().isFirst() ? 1 : era().isThird() ? 3 : 2));
  }

  private static String unique(String name, Set<String> taken) {
    String unique = name;
    for (int i = 1; !taken.add(unique); i++) {
      unique = name + "_" + i;
    }
    return unique;
  }

  private List<InputSpec> specs() {
    try {
      return Network.inputs(model);
    } catch (InvalidModelException e) {
      return contents.layers().flatMap(stored -> StoredShapes.input(model, stored)).map(List::of)
          .orElseThrow(() -> e);
    }
  }

  private Operand input(InputSpec spec) {
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < spec.shape().size(); axis++) {
      OptionalLong extent = spec.shape().get(axis);
      dims.add(extent.isPresent() ? Dim.of(extent.getAsLong())
          : draft.symbol(axis == 0 ? BATCH : spec.name() + "_" + axis));
    }
    return draft.input(spec.name(), TensorType.of(spec.dtype(), dims), Optional.empty(),
        new Location.Model(draft.file(), spec.name(), -1));
  }

  /** What the model calls its outputs: the layers that make them. */
  private List<String> outputs() {
    if (model.kind().equals("Sequential")) {
      JsonValue last = Network.layers(model).getLast();
      return List.of(LayerConfig.of(last, "output").name());
    }
    Config config = model.config();
    return References.ends(config.value("output_layers")).stream().map(References.Reference::layer).toList();
  }
}
