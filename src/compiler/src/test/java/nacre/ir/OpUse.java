package nacre.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.ir.op.Binding;
import nacre.ir.op.CallSite;
import nacre.ir.op.Op;
import nacre.ir.op.OpSpec;
import nacre.ir.op.Ops;

/** The call of a case, bound: the op, and its operands with the parameters that the layer makes itself among them. */
public final class OpUse {
  private final OpCase one;
  private final OpSpec spec;
  private final List<OpCase.Given> inputs = new ArrayList<>();
  private final Map<String, OpCase.Given> params = new LinkedHashMap<>();
  private final Op op;
  private final int inputOperands;
  private final List<Optional<OpCase.Given>> operands = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  public OpUse(OpCase one) {
    this.one = one;
    String name = one.call.orElseThrow().op();
    this.spec = Ops.named(name).orElseThrow();
    for (OpCase.Given given : one.given) {
      if (spec.params().stream().anyMatch(param -> param.name().equals(given.name()))) {
        params.put(given.name(), given);
      } else {
        assertThat(spec.inputs()).anyMatch(input -> input.name().equals(given.name()));
        inputs.add(given);
      }
    }
    Binding binding = bind(name);
    this.op = binding.op();
    for (OpSpec.In input : spec.inputs()) {
      List<OpCase.Given> given = inputs.stream().filter(value -> value.name().equals(input.name())).toList();
      given.forEach(value -> add(input.name(), Optional.of(value)));
      if (given.isEmpty()) {
        add(input.name(), Optional.empty());
      }
    }
    this.inputOperands = operands.size();
    List<OpCase.Given> owned = new ArrayList<>();
    for (Binding.Slot slot : binding.params()) {
      if (slot instanceof Binding.Slot.Owned(String param, TensorType type, Role _, Init _)) {
        OpCase.Given own = new OpCase.Given(param, type, Optional.empty());
        owned.add(own);
        add(param, Optional.of(own));
      } else {
        add(slot.name(), Optional.ofNullable(params.get(slot.name())));
      }
    }
    if (one.error.isEmpty()) {
      assertThat(owned).as("parameters of its own").isEqualTo(one.owned);
    }
  }

  private void add(String name, Optional<OpCase.Given> operand) {
    names.add(name);
    operands.add(operand);
  }

  private Binding bind(String name) {
    OpCase.Call call = one.call.orElseThrow();
    Map<String, Attr> settings = new LinkedHashMap<>(spec.aliases().getOrDefault(name, Map.of()));
    Map<String, Boolean> toggles = new LinkedHashMap<>();
    call.settings().forEach((setting, attr) -> {
      boolean toggle = spec.params().stream().anyMatch(param -> param.toggle().equals(Optional.of(setting)));
      if (toggle && attr instanceof Attr.Bool(boolean on)) {
        toggles.put(setting, on);
      } else {
        settings.put(setting, attr);
      }
    });
    Map<String, TensorType> given = new LinkedHashMap<>();
    params.forEach((param, tensor) -> given.put(param, tensor.type()));
    return spec.bind(new CallSite(inputs.stream().map(OpCase.Given::type).toList(), settings, given, toggles,
        call.channelsLast()));
  }

  public Op op() {
    return op;
  }

  /** What the case hands in, or the parameters that the layer owns; empty for absent ones. */
  public List<Optional<OpCase.Given>> operands() {
    return operands;
  }

  /** The operands' names. */
  public List<String> names() {
    return names;
  }

  /** How many operands are inputs, absent ones counted; the others are parameters. */
  public int inputs() {
    return inputOperands;
  }
}
