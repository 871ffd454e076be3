package nacre.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import nacre.importers.Arrangement;
import nacre.importers.InvalidModelException;
import nacre.importers.LayerDraft;
import nacre.importers.OpenExtent;
import nacre.importers.ParamDraft;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.Cast;
import nacre.ir.op.Op;
import nacre.keras.file.JsonValue;

/** One application of a layer: its settings and operands, and the nodes that become of it. */
public final class Call {
  private final Assembly assembly;
  private final LayerConfig config;
  private final Settings settings;
  private final LayerDraft draft;
  private final Holder holder;
  private final Arguments arguments;
  private final List<Operand> operands;
  private final Set<String> unread = new TreeSet<>();
  private final Set<Integer> constants = new TreeSet<>();

  Call(Assembly assembly, LayerConfig config, Settings settings, LayerDraft draft, Holder holder,
      Arguments arguments) {
    this.assembly = assembly;
    this.config = config;
    this.settings = settings;
    this.draft = draft;
    this.holder = holder;
    this.arguments = arguments;
    this.operands = arguments.operands();
    for (int place = 0; place < arguments.inOrder().size(); place++) {
      if (arguments.inOrder().get(place).isConstant()) {
        constants.add(place);
      }
    }
    arguments.named().forEach((name, argument) -> {
      if (!argument.isNothing()) {
        unread.add(name);
      }
    });
  }

  public Era era() {
    return assembly.era();
  }

  public LayerConfig config() {
    return config;
  }

  public Settings settings() {
    return settings;
  }

  public LayerDraft draft() {
    return draft;
  }

  Holder holder() {
    return holder;
  }

  Set<String> unread() {
    return unread;
  }

  /** Places of constants that nothing asked for. */
  Set<Integer> constants() {
    return constants;
  }

  // What it is applied to.

  public Arguments arguments() {
    return arguments;
  }

  /** The argument under a name, if there is one that says something. */
  public Optional<Argument> argument(String name) {
    return unread.remove(name) ? Optional.ofNullable(arguments.named().get(name)) : Optional.empty();
  }

  /** Whether it is applied as in training; empty where the model leaves that to its use. */
  public Optional<Boolean> training() {
    unread.remove(Arguments.TRAINING);
    return arguments.training().map(argument -> {
      if (argument instanceof Argument.Said(JsonValue value)) {
        return Values.integer(value) != 0;
      }
      throw new UnsupportedException("whether it is applied as in training is computed");
    });
  }

  /** Whether it is applied as in training at inference too. */
  public boolean isTraining() {
    return training().orElse(false);
  }

  /** The argument at a place, which may be a constant. */
  public Argument argument(int place) {
    constants.remove(place);
    return arguments.inOrder().get(place);
  }

  /** All operands. */
  public List<Operand> operands() {
    return operands;
  }

  /** The i-th operand as reals of 32 bits, which layers compute with. */
  public Operand operand(int i) {
    Operand operand = raw(i);
    return type(operand).dtype() == DType.F32 ? operand : draft.add(new Cast(DType.F32), operand);
  }

  /** The i-th operand as it is. */
  public Operand raw(int i) {
    if (i >= operands.size()) {
      throw new InvalidModelException("found " + operands.size() + " operands, required " + (i + 1));
    }
    return operands.get(i);
  }

  /** The only operand. */
  public Operand x() {
    if (operands.size() != 1) {
      throw new InvalidModelException("found " + operands.size() + " operands, required one");
    }
    return operand(0);
  }

  public TensorType type(Operand operand) {
    return draft.type(operand);
  }

  /** Of the i-th operand. */
  public TensorType type(int i) {
    return type(raw(i));
  }

  public int rank() {
    return type(0).rank();
  }

  /** The mask of an operand, for layers that can leave steps out. */
  public Optional<Mask> mask(Operand operand) {
    return assembly.mask(operand);
  }

  /** A place of an axis, counted from the front. */
  public int axis(int said, int rank) {
    int axis = said < 0 ? said + rank : said;
    if (axis < 0 || axis >= rank) {
      throw new InvalidModelException("found axis " + said + " for rank " + rank);
    }
    return axis;
  }

  /** An extent that arrays of this layer have. */
  public int known(Dim extent) {
    long size = extent.known().orElseThrow(() -> OpenExtent.refused(extent));
    if (size > Integer.MAX_VALUE) {
      throw new UnsupportedException("one of its extents is " + size);
    }
    return (int) size;
  }

  /** @throws InvalidModelException if the operand has another rank */
  public TensorType requireRank(int least, int most) {
    TensorType type = type(0);
    if (type.rank() < least || type.rank() > most) {
      throw new InvalidModelException("found " + type + ", required a rank " + (least == most ? "of " + least
          : most == Integer.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most));
    }
    return type;
  }

  // Its arrays.

  /** An array in the form of Keras 2 and 3. */
  public Variable variable(String name, List<Integer> shape) {
    return holder.variable(name, shape, true);
  }

  /** An array that training counts instead of learns. */
  public Variable statistic(String name, List<Integer> shape) {
    return holder.variable(name, shape, false);
  }

  /** A parameter that an array is, in another order. */
  public Operand param(Role role, String word, Variable variable, Arrangement arrangement) {
    int[] shape = variable.shape().stream().mapToInt(Integer::intValue).toArray();
    List<Dim> dims = new ArrayList<>();
    for (int extent : arrangement.extents(shape)) {
      dims.add(Dim.of(extent));
    }
    return param(role, word, dims, List.of(variable), arrays -> arrangement.of(arrays.getFirst()));
  }

  /** A parameter that an array is. */
  public Operand param(Role role, String word, Variable variable) {
    return param(role, word, variable, Arrangement.AS_STORED);
  }

  /** A parameter that is made of arrays. */
  public Operand param(Role role, String word, List<? extends Dim> dims, List<Variable> of,
      Function<List<Tensor>, Tensor> made) {
    TensorType type = TensorType.of(DType.F32, dims);
    Optional<Supplier<Tensor>> contents = assembly.hasWeights()
        ? Optional.of(() -> made.apply(of.stream().map(Variable::contents).toList()))
        : Optional.empty();
    String name = of.getFirst().name();
    Init init = Initializers.of(config.config(), name.substring(name.lastIndexOf('/') + 1), role);
    boolean learns = !role.isStatistic() && of.stream().allMatch(Variable::isTrainable) && isTrainable();
    return draft.param(
        new ParamDraft(role, word, type, init, learns, holder.owner().path() + "/" + name, contents));
  }

  /** Whether training changes it. */
  public boolean isTrainable() {
    return config.config().optional("trainable").filter(JsonValue::isFlag).map(JsonValue::flag).orElse(true);
  }

  /** Whether kernels are stored the other way round, as Theano's convolution reads them. */
  public boolean flips() {
    return assembly.flips();
  }

  // Nodes.

  /** Adds a node on the way to the result, or behind it. */
  public Operand add(Op op, Operand... by) {
    return draft.add(op, by);
  }

  /**
   * Says that it will become so many nodes for each of its steps or places.
   *
   * @throws UnsupportedException if these are too many
   */
  public void unrolls(long steps, int nodes) {
    assembly.unrolls(steps, nodes);
  }

  /** Adds the node that stands for this application. */
  public Operand main(Op op, Operand... by) {
    return draft.main(op, by);
  }

  /** The same call for a part of the layer that has a name of its own, and owns parameters with it. */
  public Call part(String name) {
    return new Call(assembly, config, settings, draft.part(name), holder, arguments);
  }

  /** The same call, its arrays held by an object of Python's. */
  public Call held(String attribute) {
    return new Call(assembly, config, settings, draft, holder.held("", attribute), arguments);
  }

  /**
   * Applies a layer within this one.
   *
   * @param part      what it is called here
   * @param attribute what Python calls it
   * @throws UnsupportedException if it is not known
   */
  public List<Operand> inner(LayerConfig layer, String part, String attribute, Arguments to) {
    return assembly.inner(this, layer, part, attribute, to);
  }

  public List<Operand> inner(LayerConfig layer, String part, String attribute, List<Operand> to) {
    return inner(layer, part, attribute, Arguments.of(to));
  }

  /** Says that steps of a result are to be left out. */
  public void masks(Operand result, Function<Call, Operand> values) {
    assembly.masks(result, new Mask(config.name(), values));
  }
}
