package nacre.caffe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import nacre.caffe.LayerType.Use;
import nacre.caffe.text.LocatedException;
import nacre.caffe.text.TextField;
import nacre.caffe.text.TextMessage;
import nacre.caffe.text.TextScalar;
import nacre.driver.ImportedModel;
import nacre.importers.Draft;
import nacre.importers.InvalidModelException;
import nacre.importers.LayerDraft;
import nacre.importers.Paths;
import nacre.importers.UnsupportedException;
import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Location;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Preprocessing;
import nacre.ir.TensorType;
import nacre.ir.TypeError;
import nacre.ir.op.OpaqueOp;
import nacre.source.Diagnostic;
import nacre.source.Nearest;

/** Makes a graph of a network's text, in NCHW as it is written. */
final class NetImport {
  private static final List<String> FIELDS = List.of("name", "input", "input_dim", "input_shape", "layer", "layers",
      "state", "force_backward", "debug_info");

  /** Types that compute one thing in training and another at inference. */
  private static final Set<String> PHASED = Set.of("Dropout", "BatchNorm");

  /** Types whose results have the batch of what they read, whatever it is, so that it cannot be why they do not fit. */
  private static final Set<String> IMAGE_BY_IMAGE = Set.of("Convolution", "Deconvolution", "Pooling");

  private final Net net;
  private final Draft draft;
  private final Map<String, TensorType> types;
  private final Optional<BlobFile> weights;
  private final NetState state;
  private final Paths names = new Paths();
  private final Paths results = new Paths();
  private final Map<Integer, Operand> operands = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Optional<CaffeLayer>> outputs = new HashMap<>();
  private final List<Diagnostic> notes = new ArrayList<>();

  /**
   * @param types types of inputs, in place of those that the text says
   * @param state in which state the network is meant
   */
  NetImport(Net net, Draft draft, NetState state, Map<String, TensorType> types, Optional<BlobFile> weights) {
    this.net = net;
    this.draft = draft;
    this.types = types;
    this.weights = weights;
    this.state = state.with(net.settings().inner("state"));
  }

  /** @param solver what the solver tells of the training */
  void run(SequencedMap<String, Attr> solver) {
    List<CaffeLayer> all = layers();
    List<String> inputs = inputs(all);
    List<CaffeLayer> layers = present(all, inputs);
    if (layers.isEmpty()) {
      throw new LocatedException(net.message().span(), "found no layer in this phase, required at least one");
    }
    Wiring wiring = new Wiring(inputs, layers, NetImport::use);
    operands.putAll(new DeclaredInputs(net, draft, types).of(inputs));
    List<Boolean> needed = wiring.needed();
    for (int place = 0; place < layers.size(); place++) {
      if (needed.get(place)) {
        layer(layers.get(place), place, wiring);
      }
    }
    outputs(layers, wiring, needed);
    draft.builder().training(new TrainingFacts(state, solver).of(all, layers, outputs));
    if (!problems.isEmpty()) {
      throw InvalidModelException.of(
          "the weights in " + weights.orElseThrow().file() + " are not those of " + net.source().name(), problems);
    }
  }

  private List<CaffeLayer> layers() {
    List<CaffeLayer> layers = new ArrayList<>();
    for (TextField field : net.message().fields()) {
      if (!FIELDS.contains(field.name())) {
        throw new LocatedException(field.span(), "found the field `" + field.name() + "`, required one of a network"
            + Nearest.hint(field.name(), FIELDS));
      }
      if (field.name().startsWith("layer")) {
        layers.add(CaffeLayer.of(field, layers.size()));
      }
    }
    return OldPadding.moved(layers);
  }

  /** Inputs that the network declares; one that a layer gives is said twice. */
  private List<String> inputs(List<CaffeLayer> all) {
    Set<String> given = new HashSet<>();
    all.stream().filter(layer -> layer.type().equals("Input")).forEach(layer -> given.addAll(layer.tops()));
    boolean shapeless = !net.settings().has("input_dim") && !net.settings().has("input_shape");
    List<String> inputs = net.settings().texts("input");
    return shapeless ? inputs.stream().filter(input -> !given.contains(input)).toList() : inputs;
  }

  /** The layers of this phase. What no layer of it gives is taken from the first layer of data that is left out. */
  private List<CaffeLayer> present(List<CaffeLayer> all, List<String> inputs) {
    Set<String> made = new HashSet<>(inputs);
    Set<String> read = new HashSet<>();
    Set<CaffeLayer> present = new LinkedHashSet<>();
    all.stream().filter(layer -> state.has(layer.settings())).forEach(layer -> {
      present.add(layer);
      made.addAll(layer.tops());
      read.addAll(layer.bottoms());
    });
    for (CaffeLayer layer : all) {
      boolean wanted = layer.tops().stream().anyMatch(top -> read.contains(top) && !made.contains(top));
      if (!present.contains(layer) && use(layer) instanceof Use.Gives && wanted
          && layer.tops().stream().noneMatch(made::contains)) {
        present.add(layer);
        made.addAll(layer.tops());
        notes.add(ImportedModel.note(layer.span(),
            "no layer of data is there in this phase; that of another stands for it"));
      }
    }
    return all.stream().filter(present::contains).toList();
  }

  List<Diagnostic> notes() {
    return notes;
  }

  private static Use use(CaffeLayer layer) {
    return KnownLayers.find(layer.type()).map(LayerType::use).orElse(new Use.Computes());
  }

  private Location location(CaffeLayer layer) {
    return new Location.Model(draft.file(), layer.name(), layer.index(), Optional.of(layer.span()));
  }

  private void layer(CaffeLayer layer, int place, Wiring wiring) {
    Optional<LayerType> type = KnownLayers.find(layer.type());
    if (type.isPresent() && type.get().use() instanceof Use.Gives) {
      data(layer, wiring.tops(place), wiring);
      return;
    }
    List<Operand> bottoms = wiring.bottoms(place).stream().map(operands::get).toList();
    LayerDraft made = draft.layer(names.unique(layer.name()), location(layer));
    List<Operand> results;
    try {
      results =
          mapped(layer, type.orElseThrow(() -> new UnsupportedException("no layer of this type is known"
              + Nearest.hint(layer.type(), KnownLayers.names()))), made, bottoms, wiring.read(place));
    } catch (UnsupportedException e) {
      results = opaque(layer, made, bottoms, e.reason());
    } catch (TypeError e) {
      results = refused(layer, made, bottoms, e.text());
    } catch (ArithmeticException e) {
      results = refused(layer, made, bottoms, "its extents are beyond what numbers hold");
    } catch (IllegalArgumentException e) {
      results = refused(layer, made, bottoms, String.valueOf(e.getMessage()));
    } catch (InvalidModelException e) {
      throw layer.problem(e.text());
    }
    List<Integer> tops = wiring.tops(place);
    for (int i = 0; i < Math.min(tops.size(), results.size()); i++) {
      operands.put(tops.get(i), results.get(i));
    }
    if (results.size() < tops.size()) {
      notes.add(ImportedModel.note(layer.span(), "the result `" + layer.tops().get(results.size())
          + "` is left out: nothing reads it, and Nacre does not make it"));
    }
  }

  private List<Operand> mapped(CaffeLayer layer, LayerType type, LayerDraft made, List<Operand> bottoms,
      Set<Integer> read) {
    count(layer, bottoms.size(), "bottom", type.bottoms());
    count(layer, layer.tops().size(), "top", type.tops());
    if (!state.agrees(layer.settings()) && PHASED.contains(type.name())) {
      throw new UnsupportedException("it computes in another phase than its network");
    }
    type.passOver(layer.settings());
    LayerBlobs blobs = LayerBlobs.of(weights, layer.name());
    Call call = new Call(layer, made, bottoms, blobs, read);
    type.mapping().accept(call);
    List<Operand> results = call.results();
    problems.addAll(blobs.problems());
    return results;
  }

  private static void count(CaffeLayer layer, int found, String what, LayerType.Count required) {
    if (!required.has(found)) {
      String reason = "found " + found + " `" + what + "`, required " + required;
      throw KnownLayers.isOfForks(layer.type()) ? new UnsupportedException(reason) : layer.problem(reason);
    }
  }

  /** Settings or operands that no op takes: the model's error, unless Nacre may be what is narrow. */
  private List<Operand> refused(CaffeLayer layer, LayerDraft made, List<Operand> bottoms, String reason) {
    for (Operand bottom : bottoms) {
      if (!(draft.builder().type(bottom).orElseThrow() instanceof TensorType type) || !type.isRanked()) {
        return opaque(layer, made, bottoms, OpaqueOp.DOWNSTREAM);
      }
      long batch = IMAGE_BY_IMAGE.contains(layer.type()) ? 1 : 0;
      if (!type.dims().stream().skip(batch).allMatch(dim -> dim instanceof Dim.Known)) {
        return opaque(layer, made, bottoms, reason);
      }
    }
    throw layer.problem(reason);
  }

  private static List<Operand> opaque(CaffeLayer layer, LayerDraft made, List<Operand> bottoms, String reason) {
    made.abandon();
    return made.main(new OpaqueOp("caffe", layer.type(), 1, OpaqueSettings.of(layer, reason), List.of(),
        layer.tops().size()), bottoms);
  }

  private void data(CaffeLayer layer, List<Integer> tops, Wiring wiring) {
    try {
      given(layer, tops, wiring);
    } catch (UnsupportedException e) {
      throw layer.problem(e.reason());
    }
  }

  private void given(CaffeLayer layer, List<Integer> tops, Wiring wiring) {
    DataLayer data = new DataLayer(layer, draft);
    boolean pictured = false;
    for (int top = 0; top < tops.size(); top++) {
      Wiring.State made = wiring.states().get(tops.get(top));
      boolean wanted = made.readings().contains(Wiring.Reading.VALUE)
          || made.readings().contains(Wiring.Reading.PREDICTION) || layer.type().equals("Input");
      if (wanted) {
        TensorType type = draft.declared(types.getOrDefault(made.name(), data.type(top)));
        Optional<Preprocessing> picture = top == 0 ? data.picture(type) : Optional.empty();
        pictured |= picture.isPresent();
        operands.put(tops.get(top), draft.input(made.name(), type, picture, location(layer)));
      }
    }
    notes.addAll(data.notes(pictured));
  }

  /** What nobody reads but losses and accuracies; in training what a loss reads, too. */
  private void outputs(List<CaffeLayer> layers, Wiring wiring, List<Boolean> needed) {
    for (int id = 0; id < wiring.states().size(); id++) {
      Wiring.State made = wiring.states().get(id);
      boolean node = made.producer() >= 0 && needed.get(made.producer())
          && !(use(layers.get(made.producer())) instanceof Use.Gives);
      if (isOutput(made) && operands.containsKey(id) && (node || made.readings().contains(Wiring.Reading.PREDICTION))) {
        Location location = made.producer() < 0 ? new Location.Model(draft.file(), made.name(), -1)
            : location(layers.get(made.producer()));
        outputs.putIfAbsent(made.name(),
            made.producer() < 0 ? Optional.empty() : Optional.of(layers.get(made.producer())));
        draft.output(results.exact(made.name()), operands.get(id), location);
      }
    }
  }

  private boolean isOutput(Wiring.State made) {
    boolean read = made.readings().contains(Wiring.Reading.VALUE) || made.readings().contains(Wiring.Reading.DROPPED);
    return !read || made.readings().contains(Wiring.Reading.KEPT)
        || state.phase() == Phase.TRAINING && made.readings().contains(Wiring.Reading.PREDICTION);
  }

  /** Layers of the weight file that the network has not got; Caffe passes over them. */
  List<String> unusedWeights() {
    List<String> known = net.message().fields().stream().map(TextField::value)
        .filter(TextMessage.class::isInstance).map(TextMessage.class::cast)
        .flatMap(layer -> Stream.concat(layer.all("name"),
            layer.all("layer").map(TextField::value).filter(TextMessage.class::isInstance)
                .flatMap(inside -> ((TextMessage) inside).all("name"))))
        .map(TextField::value).filter(TextScalar.class::isInstance).map(name -> ((TextScalar) name).text())
        .toList();
    return weights.map(file -> file.layers().keySet().stream().filter(layer -> !known.contains(layer)).toList())
        .orElse(List.of());
  }
}
