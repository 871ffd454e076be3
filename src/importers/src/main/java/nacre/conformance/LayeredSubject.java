package nacre.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nacre.driver.Compiler;
import nacre.driver.ImportedModel;
import nacre.driver.LoadedFile;
import nacre.driver.ModelLayer;
import nacre.driver.RejectedException;
import nacre.ir.Dim;
import nacre.ir.Input;
import nacre.ir.Location;
import nacre.ir.Output;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.OpaqueOp;
import nacre.source.Diagnostic;
import nacre.source.InputException;
import nacre.source.Severity;
import nacre.syntax.resolve.ResolveOptions;

/** A model of a framework whose networks are made of layers. */
record LayeredSubject(Path model, Reader reader, Supplier<Gold> gold) implements Case.Subject {
  /** How the model is read. */
  @FunctionalInterface
  interface Reader {
    /**
     * @param types of inputs, for frameworks whose models take other shapes than they say
     * @throws InputException if it is none
     */
    ImportedModel read(ResolveOptions options, Map<String, TensorType> types);

    /** The kinds of layers that the model uses. */
    default Collection<String> layers(ImportedModel read) {
      return read.layers().stream().map(ModelLayer::type).toList();
    }
  }

  /** A model that is read as every command reads it. */
  LayeredSubject(Path model, Supplier<Gold> gold) {
    this(model, (options, _) -> loaded(model, options), gold);
  }

  @Override
  public Verdict tried(Trial trial) {
    ImportedModel open = reader.read(ResolveOptions.none(), Map.of());
    trial.uses(reader.layers(open));
    Gold known = gold.get();
    ImportedModel fitted = fitted(open, named(open, known), trial.batch());
    List<Verdict.Lack> lacks = lacks(fitted);
    if (!lacks.isEmpty()) {
      return new Verdict.Unsupported(lacks);
    }
    if (fitted.weights().isEmpty()) {
      throw new InputException(model + ": found no weights, required some to compare results");
    }
    try {
      return compared(trial, fitted, known);
    } catch (RejectedException e) {
      return trial.refused(e);
    }
  }

  private Verdict compared(Trial trial, ImportedModel fitted, Gold known) {
    Comparison comparison = new Comparison(Tolerance.STORED);
    Map<String, Tensor> inputs = named(fitted, known);
    List<String> outputs = fitted.graph().outputs().stream().map(Output::name).toList();
    List<Tensor> expected = Gold.tensors(Gold.ordered(known.outputs(), outputs));
    Verdict verdict = trial.compared(model, fitted, inputs, expected, comparison);
    return verdict instanceof Verdict.Passed && trial.mode() == Mode.REFERENCE
        ? Layers.objection(fitted, inputs, known.layers(), comparison)
            .<Verdict>map(said -> new Verdict.Failed(said, Optional.of(comparison.worst()))).orElse(verdict)
        : verdict;
  }

  /** The model for these inputs. */
  private ImportedModel fitted(ImportedModel open, Map<String, Tensor> inputs, Batch batch) {
    Map<String, TensorType> types = open.graph().inputs().stream().collect(Collectors.toMap(LayeredSubject::original,
        input -> batch.type(Objects.requireNonNull(inputs.get(input.name())).type())));
    return reader.read(ResolveOptions.none().withDims(sizes(open, inputs, batch)), types);
  }

  private static ImportedModel loaded(Path model, ResolveOptions options) {
    LoadedFile file = Compiler.load(model, options);
    return file.imported().filter(_ -> !file.hasErrors())
        .orElseThrow(() -> new InputException(file.diagnostics().stream()
            .filter(diagnostic -> diagnostic.severity() == Severity.ERROR).map(Diagnostic::message).findFirst()
            .orElse(model + ": this is no model")));
  }

  /** The inputs of the graph, of its element types. */
  private Map<String, Tensor> named(ImportedModel read, Gold known) {
    List<Input> inputs = read.graph().inputs();
    List<Gold.Named> given = Gold.ordered(known.inputs(), inputs.stream().map(LayeredSubject::original).toList());
    if (given.size() != inputs.size()) {
      throw new InputException(model + ": found " + given.size() + " inputs with contents, required "
          + inputs.size());
    }
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (int i = 0; i < given.size(); i++) {
      named.put(inputs.get(i).name(), Contents.as(type(read, inputs.get(i)).dtype(), given.get(i).tensor()));
    }
    return named;
  }

  private static String original(Input input) {
    return input.location().model().map(Location.Model::layerPath).orElse(input.name());
  }

  private static TensorType type(ImportedModel read, Input input) {
    return (TensorType) read.graph().producer(input.value()).type();
  }

  /** What the inputs say of open extents; those of first axes may stay open. */
  private static Map<String, Long> sizes(ImportedModel read, Map<String, Tensor> inputs, Batch batch) {
    Map<String, Long> sizes = new TreeMap<>();
    for (Input input : read.graph().inputs()) {
      TensorType type = type(read, input);
      Tensor given = inputs.get(input.name());
      for (int axis = batch == Batch.OPEN ? 1 : 0; given != null && axis < Math.min(type.rank(), given.rank()); axis++) {
        if (type.dim(axis) instanceof Dim.Symbol(String symbol)) {
          sizes.put(symbol, (long) given.dim(axis));
        }
      }
    }
    return sizes;
  }

  private static List<Verdict.Lack> lacks(ImportedModel read) {
    List<Verdict.Lack> lacks = new ArrayList<>();
    read.graph().nodes().forEach(node -> {
      if (node.op() instanceof OpaqueOp opaque && !opaque.isDownstream()) {
        lacks.add(new Verdict.Lack(opaque.opaqueName(), opaque.reason().orElse("it is not known")));
      }
    });
    return lacks.stream().distinct().toList();
  }
}
