package nacre.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import nacre.importers.InvalidModelException;
import nacre.ir.Operand;
import nacre.keras.References.Reference;
import nacre.keras.file.JsonValue;
import nacre.keras.file.LayerPlace;

/**
 * Applies a model to operands: all its layers, each when what it reads is there.
 *
 * @param path  of the model in those around it; empty for the outermost
 * @param place where files have it
 * @param rows  the summary of the outermost
 * @param training whether it is applied as in training, if that is said
 */
record Network(Assembly assembly, String path, LayerPlace place, Optional<Rows> rows, Optional<Argument> training) {
  /** Models within models, at most. */
  private static final int MOST_DEPTH = 32;

  /** The outermost model. */
  Network(Assembly assembly, String path, LayerPlace place, Rows rows) {
    this(assembly, path, place, Optional.of(rows), Optional.empty());
  }

  /** A model within another one. */
  Network(Assembly assembly, String path, LayerPlace place, Optional<Argument> training) {
    this(assembly, path, place, Optional.empty(), training);
  }

  List<Operand> apply(LayerConfig model, List<Operand> inputs) {
    if (place.steps().size() > MOST_DEPTH) {
      throw new InvalidModelException("there are more than " + MOST_DEPTH + " models within each other");
    }
    return model.kind().equals("Sequential") ? new Chain(this).apply(model, inputs) : functional(model, inputs);
  }

  /** Applies a layer or a model of the list. */
  List<Operand> apply(Entry entry, int results, Arguments arguments) {
    LayerConfig layer = entry.layer();
    String own = path.isEmpty() ? layer.name() : path + "/" + layer.name();
    LayerPlace there = place.listed(layer.name(), layer.kind(), entry.position());
    Arguments said = arguments.within(training);
    if (!layer.isModel()) {
      return assembly.apply(layer, entry.index(), results, assembly.owner(own, there), said);
    }
    Optional<String> complaint = said.complaint();
    return complaint.isPresent()
        ? assembly.unknown(layer, entry.index(), results, assembly.owner(own, there), said, complaint.get())
        : new Network(assembly, own, there, said.training()).apply(layer, said.operands());
  }

  private List<Operand> functional(LayerConfig model, List<Operand> inputs) {
    List<Entry> entries = Entry.all(model.config().list("layers"));
    assembly.applies(model, 1 + entries.size() + entries.stream().mapToInt(entry -> entry.nodes().size()).sum() / 2);
    Applications applications = new Applications(entries, References.ends(model.config().value("output_layers")));
    Map<Reference, Operand> results = new HashMap<>();
    List<Reference> ends = References.ends(model.config().value("input_layers"));
    if (applications.outputs().isEmpty()) {
      throw new InvalidModelException("model `" + model.name() + "` has no outputs");
    }
    if (ends.size() != inputs.size()) {
      throw new InvalidModelException("model `" + model.name() + "`: found " + inputs.size() + " operands, required "
          + ends.size());
    }
    for (int i = 0; i < inputs.size(); i++) {
      results.put(ends.get(i), inputs.get(i));
    }
    rows.ifPresent(told -> entries.stream().filter(Entry::isInput).forEach(
        entry -> InputSpec.of(entry.layer()).ifPresent(spec -> told.input(entry, spec.shape()))));
    run(applications, results);
    return applications.outputs().stream().map(output -> Optional.ofNullable(results.get(output)).orElseThrow(
        () -> new InvalidModelException("output `" + output.layer() + "`: nothing makes it"))).toList();
  }

  /** In the order of the file, but each behind what it reads. */
  private void run(Applications applications, Map<Reference, Operand> results) {
    PriorityQueue<Applications.Application> ready = new PriorityQueue<>(applications.ready(results.keySet()));
    int done = 0;
    while (!ready.isEmpty()) {
      Applications.Application next = ready.remove();
      done++;
      Entry entry = next.entry();
      try {
        List<Operand> made = apply(entry, applications.read(next), References.resolved(next.slots(), results));
        rows.ifPresent(told -> told.add(entry, made, next.reads()));
        for (int port = 0; port < made.size(); port++) {
          results.put(new Reference(entry.layer().name(), next.node(), port), made.get(port));
        }
      } catch (InvalidModelException e) {
        throw e.text().startsWith("layer ") || e.text().startsWith("model ") ? e
            : new InvalidModelException("layer `" + entry.layer().name() + "`: " + e.text());
      }
      ready.addAll(applications.after(next));
    }
    if (done < applications.size()) {
      throw applications.stuck(results.keySet());
    }
  }

  /** The layers of a model's list, whichever version of Keras wrote it. */
  static List<JsonValue> layers(LayerConfig model) {
    return model.value().isList() ? model.value().list() : model.config().list("layers");
  }

  /** What goes into a model, where it is applied to nothing yet. */
  static List<InputSpec> inputs(LayerConfig model) {
    if (model.kind().equals("Sequential")) {
      return Chain.inputs(model);
    }
    Map<String, Entry> byName = new HashMap<>();
    Entry.all(model.config().list("layers")).forEach(entry -> byName.put(entry.layer().name(), entry));
    List<Reference> ends = References.ends(model.config().value("input_layers"));
    if (ends.isEmpty()) {
      throw new InvalidModelException("model `" + model.name() + "` has no inputs");
    }
    List<InputSpec> specs = new ArrayList<>();
    for (Reference end : ends) {
      Entry entry = byName.get(end.layer());
      if (entry == null) {
        throw new InvalidModelException("input `" + end.layer() + "`: there is no such layer");
      }
      specs.add(InputSpec.of(entry.layer()).orElseThrow(() -> InputSpec.missing(entry.layer().name())));
    }
    return specs;
  }
}
