package nacre.syntax.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.TypeError;
import nacre.ir.op.Binding;
import nacre.ir.op.CallSite;
import nacre.ir.op.OpSpec;

/** Uses ops: binds what is said to the op's signature, makes or shares its layer, adds the node. */
final class OpCaller {
  private final Expansion expansion;

  OpCaller(Expansion expansion) {
    this.expansion = expansion;
  }

  Datum call(Callee.OfOp op, SequencedMap<String, Given> given, Use use, Instance instance) {
    use.layer().ifPresent(DeclaredLayer::apply);
    if (given.values().stream().anyMatch(argument -> argument.value().poisoned())) {
      return Datum.POISON;
    }
    OpArguments said = OpArguments.of(op, given, use.span(), expansion.channelsLast);
    NodeSite site = expansion.tensors.site(use, given, instance);
    List<List<Operand>> inputs = inputs(op.spec(), said, site);
    List<TensorType> types = inputs.stream().flatMap(List::stream).map(expansion.tensors::type).toList();
    Binding binding = bind(op.spec(), new CallSite(types, said.settings(), said.givenTypes(), said.toggles(),
        said.channelsLast()), site);
    requireOwned(op.spec(), binding, given);
    Optional<Layers.Applied> layer = layer(op, binding, use, instance, site);
    return expansion.tensors.add(binding.op(), operands(op.spec(), inputs, binding, said, layer), Layers.index(layer),
        site);
  }

  /** The operands of each input; none for one that is left out. */
  private List<List<Operand>> inputs(OpSpec spec, OpArguments said, NodeSite site) {
    Optional<TensorType> like = said.firstTensor();
    List<List<Operand>> operands = new ArrayList<>();
    for (OpSpec.In input : spec.inputs()) {
      Optional<Given> given = said.input(input.name());
      operands.add(switch (input.arity()) {
        case LIST -> list(input.name(), said.list(input), like, site);
        case ONE, OPTIONAL -> given.stream().filter(argument -> !(argument.value() instanceof Datum.None))
            .map(argument -> expansion.tensors.operand(input.name(), argument, like, site)).toList();
      });
    }
    return operands;
  }

  private List<Operand> list(String input, List<Given> items, Optional<TensorType> like, NodeSite site) {
    List<Operand> operands = new ArrayList<>();
    for (Given item : items) {
      String name = operands.isEmpty() ? input : input + "_" + operands.size();
      operands.add(expansion.tensors.operand(name, item, like, site));
    }
    return operands;
  }

  private Binding bind(OpSpec spec, CallSite call, NodeSite site) {
    try {
      return spec.bind(call);
    } catch (TypeError e) {
      throw expansion.tensors.failure(e, site);
    } catch (ArithmeticException e) {
      throw expansion.tensors.failure(new TypeError("the extents of its parameters do not fit into 64 bits"), site);
    } catch (IllegalArgumentException e) {
      throw expansion.tensors.failure(new TypeError(String.valueOf(e.getMessage())), site);
    }
  }

  /** Only what the layer owns has an initial value. */
  private static void requireOwned(OpSpec spec, Binding binding, SequencedMap<String, Given> given) {
    for (Binding.Slot slot : binding.params()) {
      boolean first = spec.params().getFirst().name().equals(slot.name());
      Optional<String> name = Stream.of(slot.name() + Signature.INIT_OF, first ? Signature.INIT : "")
          .filter(given::containsKey).findFirst();
      if (name.isPresent() && !(slot instanceof Binding.Slot.Owned)) {
        String why = slot instanceof Binding.Slot.Given ? "is handed in" : "is left out";
        throw Failure.of(ErrorKind.INVALID_ARGUMENT, Optional.ofNullable(given.get(name.get())).orElseThrow().span(),
            "`" + name.get() + "`: found an initial value, but `" + slot.name() + "` " + why + "; leave it out too");
      }
    }
  }

  private Optional<Layers.Applied> layer(Callee.OfOp op, Binding binding, Use use, Instance instance, NodeSite site) {
    if (op.spec().params().isEmpty() && use.layer().isEmpty()) {
      return Optional.empty();
    }
    List<Binding.Slot.Owned> owned = binding.params().stream().filter(Binding.Slot.Owned.class::isInstance)
        .map(Binding.Slot.Owned.class::cast).toList();
    return Optional.of(expansion.layers.apply(op, owned, use, instance, site.location()));
  }

  private static List<Operand> operands(OpSpec spec, List<List<Operand>> inputs, Binding binding, OpArguments said,
      Optional<Layers.Applied> layer) {
    List<Operand> operands = new ArrayList<>();
    for (List<Operand> input : inputs) {
      operands.addAll(input.isEmpty() ? List.of(Operand.ABSENT) : input);
    }
    Map<String, Operand.ParamRef> own = layer.map(Layers.Applied::params).orElse(new LinkedHashMap<>());
    for (Binding.Slot slot : binding.params()) {
      operands.add(switch (slot) {
        case Binding.Slot.Given(String name) -> said.givenOperand(name);
        case Binding.Slot.Absent _ -> Operand.ABSENT;
        case Binding.Slot.Owned owned -> Optional.<Operand>ofNullable(own.get(owned.name()))
            .orElseThrow(() -> new IllegalStateException("no parameter for " + owned + " of `" + spec.name() + "`"));
      });
    }
    return operands;
  }
}
