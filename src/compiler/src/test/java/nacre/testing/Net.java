package nacre.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.ir.Layer;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Param;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.ir.op.Binding;
import nacre.ir.op.CallSite;
import nacre.ir.op.Ops;
import nacre.source.Span;

/**
 * Builds a network for a test without its text: {@code net.call("dense", x, "units", 3, "bias", false)}. Node {@code i}
 * stands on line {@code i + 1} of a text that does not exist, unless {@link #at} says another.
 */
public final class Net {
  private final GraphBuilder builder = new GraphBuilder("Net");
  private final Map<String, Operand> shared = new HashMap<>();
  private final Map<String, Integer> names = new HashMap<>();
  private Optional<Location> place = Optional.empty();
  private Optional<String> layer = Optional.empty();
  private final Map<String, Integer> layers = new HashMap<>();

  /** An input {@code [N, dims...]}. */
  public Value input(String name, long... dims) {
    builder.symbol("N", OptionalLong.empty());
    List<Dim> all = new ArrayList<>(List.of(new Dim.Symbol("N")));
    for (long dim : dims) {
      all.add(Dim.of(dim));
    }
    return builder.input(name, TensorType.of(DType.F32, all), Optional.empty(), Location.NONE);
  }

  /** Where the next node stands. */
  public Net at(Location location) {
    place = Optional.of(location);
    return this;
  }

  /** The next node applies this layer: it shares its parameters with others that do. */
  public Net layer(String path) {
    layer = Optional.of(path);
    return this;
  }

  public Value call(String op, Value x, Object... settings) {
    return call(op, List.of(x), settings);
  }

  /**
   * One call.
   *
   * @param settings names and values: numbers, truth values (switches too), words
   */
  public Value call(String op, List<Value> inputs, Object... settings) {
    Map<String, Attr> said = new LinkedHashMap<>();
    Map<String, Boolean> toggles = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      String name = (String) settings[i];
      boolean toggle =
          Ops.named(op).orElseThrow().params().stream().anyMatch(param -> param.toggle().equals(Optional.of(name)));
      if (toggle) {
        toggles.put(name, (Boolean) settings[i + 1]);
      } else {
        said.put(name, attr(settings[i + 1]));
      }
    }
    List<TensorType> types = inputs.stream().map(input -> (TensorType) builder.type(input).orElseThrow()).toList();
    Binding binding = Ops.named(op).orElseThrow().bind(new CallSite(types, said, Map.of(), toggles, false));
    int count = names.merge(op, 1, Integer::sum);
    String path = count == 1 ? op : op + "_" + (count - 1);
    Location location = place.orElse(new Location.Text(new Span("net", builder.size() + 1, 1, builder.size() + 1, 5)));
    List<Operand> operands = new ArrayList<>(inputs);
    while (!binding.params().isEmpty() && operands.size() < Ops.named(op).orElseThrow().firstParam()) {
      operands.add(Operand.ABSENT);
    }
    for (Binding.Slot slot : binding.params()) {
      operands.add(operand(slot, layer.orElse(path)));
    }
    OptionalInt index = layer.map(name -> OptionalInt.of(declare(name, op))).orElse(OptionalInt.empty());
    place = Optional.empty();
    layer = Optional.empty();
    return builder.add(path, binding.op(), operands, index, location).value();
  }

  private Operand operand(Binding.Slot slot, String owner) {
    return switch (slot) {
      case Binding.Slot.Owned owned -> shared.computeIfAbsent(owner + "." + owned.name(), path -> builder.param(
          new Param(path, owned.type(), owned.role(), !owned.role().isStatistic(), owned.init(), Location.NONE)));
      case Binding.Slot.Absent _ -> Operand.ABSENT;
      case Binding.Slot.Given given -> throw new IllegalArgumentException(given.name());
    };
  }

  /** Makes a layer, applied or not. */
  public int declare(String path, String kind) {
    return layers.computeIfAbsent(path, _ -> builder.layer(new Layer(path, kind, List.of(),
        new Location.Text(new Span("net", 1000 + layers.size(), 1, 1000 + layers.size(), 5)))));
  }

  public Node node(Value value) {
    return builder.node(value.node());
  }

  /** The network with these outputs. */
  public Graph outputs(Value... values) {
    for (Value value : values) {
      builder.output(new Output("y" + value.node(), value, List.of(), OptionalInt.empty(), Location.NONE));
    }
    return builder.build();
  }

  private static Attr attr(Object value) {
    return switch (value) {
      case Integer number -> Attr.of((long) number);
      case Double number -> Attr.of(number);
      case Boolean truth -> Attr.of(truth);
      case String word -> new Attr.Word(word);
      case List<?> items -> new Attr.Many(items.stream().map(Net::attr).toList());
      default -> throw new IllegalArgumentException(String.valueOf(value));
    };
  }
}
