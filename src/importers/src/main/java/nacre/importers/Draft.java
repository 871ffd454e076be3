package nacre.importers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import nacre.driver.ImportedModel;
import nacre.driver.ImportedWeights;
import nacre.driver.ModelLayer;
import nacre.ir.Dim;
import nacre.ir.GraphBuilder;
import nacre.ir.Input;
import nacre.ir.Layer;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Param;
import nacre.ir.Preprocessing;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.ir.op.Identity;
import nacre.ir.op.InputOp;
import nacre.ir.op.Op;
import nacre.source.Diagnostic;
import nacre.source.Source;

/** The graph in the making, for models whose layers own their parameters. */
public final class Draft {
  /** More nodes than this come from layers that multiply, not from a network. */
  private static final int MOST_NODES = 1 << 20;

  /** A parameter that is there, and as what it was asked for first. */
  private record Known(Operand.ParamRef ref, ParamDraft asked, String layer) {}

  private final String file;
  private final GraphBuilder builder;
  private final Paths paths = new Paths();
  private final Map<String, Long> dims;
  private final Set<String> symbols = new TreeSet<>();
  private final Map<String, Known> params = new HashMap<>();
  private final List<Optional<Supplier<Tensor>>> contents = new ArrayList<>();
  private final Map<String, Integer> layers = new HashMap<>();
  private final Set<String> outputs = new HashSet<>();
  private final BitSet abandoned = new BitSet();
  private final List<ModelLayer> told = new ArrayList<>();
  private Optional<Path> weights = Optional.empty();

  /**
   * @param file  the last part of the file's name, for locations
   * @param model what the model calls itself
   * @param dims  sizes of symbols
   */
  public Draft(String file, String model, Map<String, Long> dims) {
    this.file = file;
    this.builder = new GraphBuilder(Paths.model(model));
    this.dims = Map.copyOf(dims);
  }

  public String file() {
    return file;
  }

  public GraphBuilder builder() {
    return builder;
  }

  Paths paths() {
    return paths;
  }

  /** An extent that the model leaves open: a symbol, or its size where that is said. */
  public Dim symbol(String name) {
    String symbol = Paths.symbol(name);
    symbols.add(symbol);
    Long size = dims.get(symbol);
    if (size != null) {
      return Dim.of(size);
    }
    builder.symbol(symbol, OptionalLong.empty());
    return new Dim.Symbol(symbol);
  }

  /** A type whose open extents are symbols that somebody asked for, as symbols of this model. */
  public TensorType declared(TensorType type) {
    return type.withDims(type.dims().stream()
        .map(dim -> dim instanceof Dim.Symbol(String name) ? symbol(name) : dim).toList());
  }

  public Value input(String name, TensorType type, Optional<Preprocessing> picture, Location location) {
    String path = paths.unique(name);
    Value value = builder.add(path, new InputOp(type), List.of(), OptionalInt.empty(), location).value();
    builder.declare(new Input(path, value, picture, location));
    return value;
  }

  /**
   * One application of a layer. The same path again is the same layer, with the same parameters.
   *
   * @param path what identifies the layer in the model
   */
  public LayerDraft layer(String path, Location location) {
    return new LayerDraft(this, Paths.sanitized(path), paths.unique(path), location);
  }

  /** Adds a row of the summary that the framework itself gives. */
  public void tell(ModelLayer layer) {
    told.add(layer);
  }

  /** @throws InvalidModelException if there is an output of that name already */
  public void output(String name, Operand operand, Location location) {
    if (!outputs.add(name)) {
      throw new InvalidModelException("two outputs have the name `" + name + "`");
    }
    Value value = operand instanceof Value made ? made
        : add(paths.unique(name), new Identity(), List.of(operand), OptionalInt.empty(), location).value();
    builder.output(new Output(name, value, List.of(), OptionalInt.empty(), location));
  }

  Node add(String path, Op op, List<? extends Operand> operands, OptionalInt layer, Location location) {
    if (builder.size() >= MOST_NODES) {
      throw new InvalidModelException("it becomes more than " + MOST_NODES + " nodes");
    }
    op.spec().check(op);
    return builder.add(path, op, operands, layer, location);
  }

  /** Leaves out the nodes from {@code first} on, unless something reads them. */
  void abandon(int first) {
    abandoned.set(first, builder.size());
  }

  /** The parameter of that key, made where it is new. */
  Operand.ParamRef param(String key, String path, ParamDraft param, Location location) {
    Known known = params.computeIfAbsent(key, _ -> {
      Param made = new Param(paths.unique(path), param.type(), param.role(), param.trainable(), param.init(),
          named(location, param.original()));
      contents.add(param.contents());
      return new Known(builder.param(made), param, name(location));
    });
    if (!known.asked().type().equals(param.type())) {
      throw new InvalidModelException("`" + param.original() + "` is shared: `" + known.layer() + "` requires "
          + known.asked().type() + ", `" + name(location) + "` " + param.type());
    }
    return known.ref();
  }

  private Location named(Location location, String original) {
    return new Location.Model(file, original, -1, location.inText());
  }

  private static String name(Location location) {
    return location.model().map(Location.Model::layerPath).orElse("");
  }

  /** The index of the layer of that path, which owns these parameters. */
  OptionalInt layer(String path, String kind, List<Integer> owned, Location location) {
    return owned.isEmpty() ? OptionalInt.empty() : OptionalInt.of(layers.computeIfAbsent(path,
        _ -> builder.layer(new Layer(path, kind, owned.stream().distinct().toList(), location))));
  }

  /** Says that a file beside the model has the contents of its parameters. */
  public void weightsIn(Path other) {
    weights = Optional.of(other);
  }

  /**
   * The model, when all is in it.
   *
   * @throws InvalidModelException if a size was said of a symbol that it does not have
   */
  public ImportedModel model(List<Path> files, List<Source> sources, List<Diagnostic> notes) {
    dims.keySet().stream().filter(dim -> !symbols.contains(dim)).findFirst().ifPresent(dim -> {
      throw InvalidModelException.noSymbolicDim(dim, symbols);
    });
    BitSet wanted = new BitSet();
    wanted.set(0, builder.size());
    wanted.andNot(abandoned);
    Pruned pruned = Pruned.of(builder.build(), wanted);
    return new ImportedModel(pruned.graph(), weights(pruned), files, sources, notes, told);
  }

  /** None unless every parameter has contents. */
  private Optional<ImportedWeights> weights(Pruned pruned) {
    List<Supplier<Tensor>> known = pruned.params().stream().flatMap(index -> contents.get(index).stream()).toList();
    return known.size() < pruned.params().size() ? Optional.empty()
        : Optional.of(new LayerWeights(pruned.graph().params(), known, weights));
  }
}
