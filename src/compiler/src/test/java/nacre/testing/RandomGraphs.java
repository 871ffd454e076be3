package nacre.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.ir.Init;
import nacre.ir.Layer;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;
import nacre.ir.Value;
import nacre.ir.op.Binding;
import nacre.ir.op.CallSite;
import nacre.ir.op.Clip;
import nacre.ir.op.Op;
import nacre.ir.op.OpSpec;
import nacre.ir.op.Ops;
import nacre.ir.op.Sensitive;

/**
 * Legal graphs of reals over every op that a text may call, drawn from a seed: small, with a symbolic batch of at most 4
 * on axis 0 of every value that others read, residual sums, shared parameters, layers never applied, several inputs and
 * outputs, and nodes that nobody reads.
 * An op that is added later takes part by itself. The same seed gives the same graph.
 */
public final class RandomGraphs {
  private static final Dim BATCH = new Dim.Symbol("N");
  private static final int MOST_ELEMENTS = 600;
  private static final int ATTEMPTS = 400;

  private static final List<OpSpec> ALL = Ops.all().stream().filter(spec -> !spec.inputs().isEmpty()).toList();
  private static final List<String> OFTEN = List.of("conv2d", "conv2d", "conv2d", "batch_norm", "add", "relu", "dense");

  private final Draw draw;
  private final GraphBuilder builder;
  private final RandomSettings settings;
  private final boolean channelsLast;
  private int draws;
  private final List<Value> values = new ArrayList<>();
  private final List<Param> params = new ArrayList<>();

  private RandomGraphs(long seed) {
    draw = new Draw(seed);
    builder = new GraphBuilder("Random" + Long.toUnsignedString(seed));
    settings = new RandomSettings(draw);
    channelsLast = draw.chance(0.4);
  }

  /** A graph of about {@code size} nodes. */
  public static Graph graph(long seed, int size) {
    RandomGraphs random = new RandomGraphs(seed);
    random.inputs();
    for (int i = 0; i < ATTEMPTS && random.builder.size() < size; i++) {
      random.tryNode(random.op());
    }
    random.outputs();
    return random.builder.build();
  }

  private void inputs() {
    builder.symbol("N", OptionalLong.of(4));
    int count = 1 + draw.below(2);
    for (int i = 0; i < count; i++) {
      int channels = 1 + draw.below(5);
      int height = 3 + draw.below(5);
      int width = 3 + draw.below(5);
      List<Dim> picture = channelsLast
          ? List.of(BATCH, Dim.of(height), Dim.of(width), Dim.of(channels))
          : List.of(BATCH, Dim.of(channels), Dim.of(height), Dim.of(width));
      List<Dim> dims = i > 0 && draw.chance(0.5) ? List.of(BATCH, Dim.of(2 + draw.below(16))) : picture;
      values.add(builder.input("x" + i, TensorType.of(DType.F32, dims), Optional.empty(), Location.NONE));
    }
  }

  /** Any op; what networks are made of more often. */
  private OpSpec op() {
    return draw.chance(0.4) ? Ops.named(draw.of(OFTEN)).orElseThrow() : draw.of(ALL);
  }

  /** Adds a use of the op if what is drawn makes sense. */
  private void tryNode(OpSpec spec) {
    String path = spec.name() + "_" + draws++;
    try {
      List<Operand> operands = operands(spec);
      List<TensorType> types = operands.stream().map(this::type).toList();
      CallSite site = new CallSite(types, settings.of(spec, types.getFirst()), Map.of(), toggles(spec), channelsLast);
      Binding binding = spec.bind(site);
      List<Operand> all = calm(binding.op(), operands);
      List<Integer> owned = new ArrayList<>();
      binding.params().forEach(slot -> all.add(param(path, slot, owned)));
      OptionalInt layer = owned.isEmpty()
          ? OptionalInt.empty()
          : OptionalInt.of(builder.layer(new Layer(path, spec.name(), owned, Location.NONE)));
      keep(builder.add(path, binding.op(), all, layer, Location.NONE));
    } catch (TypeError e) {
      return; // what was drawn does not fit together: the next draw will
    }
  }

  /** Operands are kept where the op is calm: elsewhere a last bit becomes anything. */
  private List<Operand> calm(Op op, List<Operand> operands) {
    List<Operand> calm = new ArrayList<>(operands);
    for (int i = 0; i < operands.size() && op instanceof Sensitive; i++) {
      Sensitive.Calm bounds = ((Sensitive) op).calm(i)
          .orElseThrow(() -> new TypeError("an op that is never calm makes graphs that cannot be compared"));
      if (!bounds.equals(Sensitive.Calm.EVERYWHERE)) {
        calm.set(i, builder.add("clip_" + draws++, new Clip(bounds.least(), bounds.most()), List.of(operands.get(i)),
            OptionalInt.empty(), Location.NONE).value());
      }
    }
    return calm;
  }

  /** Later nodes may read a node of reals that is small and has the batch where it belongs. */
  private void keep(Node node) {
    if (node.type() instanceof TensorType type && type.dtype().isReal() && type.isRanked() && type.rank() > 0 && type.dim(0).equals(BATCH)
        && type.dims().stream().skip(1).allMatch(dim -> dim instanceof Dim.Known)
        && type.dims().stream().skip(1).mapToLong(dim -> dim.known().orElseThrow()).reduce(1, (a, b) -> a * b)
            <= MOST_ELEMENTS) {
      values.add(node.value());
    }
  }

  private List<Operand> operands(OpSpec spec) {
    Value first = value();
    return switch (spec.inputs().size()) {
      case 1 -> spec.inputs().getFirst().arity() == OpSpec.Arity.LIST ? several(first) : List.of(first);
      case 2 -> List.of(first, second(spec, first));
      default -> spec.inputs().stream().<Operand>map(_ -> value()).toList();
    };
  }

  /** One of the latest values as a rule, so that graphs get deep. */
  private Value value() {
    return draw.chance(0.6) ? values.get(Math.max(0, values.size() - 1 - draw.below(3))) : draw.of(values);
  }

  private List<Operand> several(Value first) {
    List<Operand> list = new ArrayList<>(List.of(first));
    List<Value> alike = values.stream().filter(value -> type(value).rank() == type(first).rank()).toList();
    for (int count = draw.below(3); count > 0; count--) {
      list.add(draw.of(alike));
    }
    return list;
  }

  private Operand second(OpSpec spec, Value first) {
    List<Value> alike = values.stream().filter(value -> type(value).equals(type(first))).toList();
    if (spec.name().equals("matmul")) {
      return own(List.of(type(first).dims().getLast(), Dim.of(1 + draw.below(6))));
    }
    return draw.chance(0.75) ? draw.of(alike) : own(List.of(type(first).dims().getLast()));
  }

  /** A parameter that belongs to no layer. */
  private Operand own(List<Dim> dims) {
    if (dims.stream().anyMatch(dim -> dim.known().isEmpty())) {
      throw new TypeError("no parameter is as large as the batch");
    }
    return declare(
        new Param("own_" + params.size(), TensorType.of(DType.F32, dims), Role.OWN, true, new Init.Normal(0.5),
            Location.NONE));
  }

  /** A new parameter, or now and then one like it that another layer has already. */
  private Operand param(String path, Binding.Slot slot, List<Integer> owned) {
    return switch (slot) {
      case Binding.Slot.Given _, Binding.Slot.Absent _ -> Operand.ABSENT;
      case Binding.Slot.Owned(String name, TensorType type, Role role, Init init) -> {
        List<Integer> shareable = shareable(type, role);
        if (!shareable.isEmpty() && draw.chance(0.25)) {
          yield new Operand.ParamRef(draw.of(shareable));
        }
        Operand.ParamRef ref =
            declare(new Param(path + "." + name, type, role, !role.isStatistic(), init, Location.NONE));
        owned.add(ref.index());
        yield ref;
      }
    };
  }

  private List<Integer> shareable(TensorType type, Role role) {
    List<Integer> shareable = new ArrayList<>();
    for (int i = 0; i < params.size(); i++) {
      if (params.get(i).type().equals(type) && params.get(i).role() == role) {
        shareable.add(i);
      }
    }
    return shareable;
  }

  private Operand.ParamRef declare(Param param) {
    params.add(param);
    return builder.param(param);
  }

  private Map<String, Boolean> toggles(OpSpec spec) {
    Map<String, Boolean> toggles = new LinkedHashMap<>();
    spec.params().forEach(param -> param.toggle().ifPresent(toggle -> toggles.put(toggle, draw.chance(0.6))));
    return toggles;
  }

  /** The last values, and now and then one in the middle; what no output reaches stays as dead code. */
  private void outputs() {
    Set<Value> chosen = new HashSet<>();
    int count = 1 + draw.below(3);
    for (int i = 0; i < count; i++) {
      Value value = i == 0 ? values.getLast() : draw.of(values);
      if (chosen.add(value)) {
        builder.output(new Output("y" + i, value, List.of(), OptionalInt.empty(), Location.NONE));
      }
    }
  }

  private TensorType type(Operand operand) {
    Type type = builder.type(operand).orElseThrow();
    return (TensorType) type;
  }
}
