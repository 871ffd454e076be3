package nacre.decompile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import nacre.ir.Attr;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.TypeError;
import nacre.ir.op.Binding;
import nacre.ir.op.CallSite;
import nacre.ir.op.OpSpec;
import nacre.ir.op.SettingKind;

/**
 * What a call says for its settings: attributes of the op, and sizes of the parameters that it owns.
 *
 * @param name what is called: the op, or an alias that says some of the settings itself
 */
record CallSettings(String name, List<Callee.Setting> settings, List<Leaf> leaves, List<Boolean> implied) {

  /** @param given parameters that are handed in: they imply the settings that size them */
  static CallSettings of(Graph graph, Layout layout, Node node, Set<String> given) {
    OpSpec spec = node.op().spec();
    Map<String, Attr> attributes = spec.attributes(node.op());
    Optional<Map.Entry<String, Map<String, Attr>>> alias = spec.aliases().entrySet().stream()
        .filter(each -> attributes.entrySet().containsAll(each.getValue().entrySet())).findFirst();
    Set<String> preset = alias.map(each -> each.getValue().keySet()).orElse(Set.of());
    Collector all = new Collector(graph, layout, node, spec);
    SequencedMap<String, Attr> values = all.values(attributes);
    for (OpSpec.Setting setting : spec.settings()) {
      Attr value = values.get(setting.name());
      if (value != null && !preset.contains(setting.name())) {
        boolean sized = setting.source().map(source -> given.contains(source.param())).orElse(false);
        all.add(setting, value, sized || all.isDefault(setting, value, values));
      }
    }
    all.toggles(given);
    return new CallSettings(alias.map(Map.Entry::getKey).orElse(spec.name()), all.settings, all.leaves, all.implied);
  }

  /**
   * Parameters that must be handed in because the call would make others.
   *
   * @param given those that are handed in anyway
   * @throws Unwritable if the call would make one where there is none
   */
  static Set<String> misfits(Graph graph, Layout layout, Node node, Set<String> given) {
    Collector all = new Collector(graph, layout, node, node.op().spec());
    SequencedMap<String, Attr> values = all.values(node.op().spec().attributes(node.op()));
    all.toggles(given);
    return all.owned(values, given).stream().filter(slot -> !all.fits(slot)).map(Binding.Slot::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Where a node holds its first parameter: after all inputs, of which a list has as many as there are. */
  static int firstParam(Node node) {
    OpSpec spec = node.op().spec();
    boolean list = spec.inputs().stream().anyMatch(input -> input.arity() == OpSpec.Arity.LIST);
    return list ? node.operands().size() - spec.params().size() : spec.firstParam();
  }

  private static boolean isInfinite(Leaf leaf) {
    return leaf instanceof Leaf.Real(double value) && !Double.isFinite(value);
  }

  /** Collects the settings of one call. */
  private record Collector(Graph graph, Layout layout, Node node, OpSpec spec, List<Callee.Setting> settings,
      List<Leaf> leaves, List<Boolean> implied, Map<String, Boolean> toggled) {
    Collector(Graph graph, Layout layout, Node node, OpSpec spec) {
      this(graph, layout, node, spec, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
    }

    /** Those that have a value: sizes of a parameter that is absent have none. */
    SequencedMap<String, Attr> values(Map<String, Attr> attributes) {
      SequencedMap<String, Attr> values = new LinkedHashMap<>();
      for (OpSpec.Setting setting : spec.settings()) {
        Optional.ofNullable(attributes.get(setting.name()))
            .or(() -> setting.source().flatMap(source -> size(setting, source, attributes)))
            .ifPresent(value -> values.put(setting.name(), value));
      }
      return values;
    }

    private Optional<Attr> size(OpSpec.Setting setting, OpSpec.Source source, Map<String, Attr> attributes) {
      Optional<TensorType> type = graph.type(node.operand(operandOf(source.param()))).map(TensorType.class::cast);
      long factor = source.times().map(attributes::get).orElse(Attr.of(1)) instanceof Attr.Int(long times) ? times : 1;
      return type.map(found -> {
        List<Attr> sizes = source.axes().stream()
            .map(axis -> Attr.of(found.dim(axis).known().orElseThrow() * factor)).toList();
        return setting.kind() instanceof SettingKind.Int ? sizes.getFirst() : new Attr.Many(sizes);
      });
    }

    private int operandOf(String param) {
      return firstParam(node) + spec.operandOf(param) - spec.firstParam();
    }

    boolean isDefault(OpSpec.Setting setting, Attr value, Map<String, Attr> values) {
      if (setting.like().isPresent()) {
        return value.equals(values.get(setting.like().get()));
      }
      int rank = Layout.rank(graph, node);
      return setting.fallback().flatMap(fallback -> normal(setting, fallback, rank)).filter(value::equals).isPresent();
    }

    /** Empty for an axis that a tensor of this rank has not. */
    private Optional<Attr> normal(OpSpec.Setting setting, Attr fallback, int rank) {
      try {
        return Optional.of(setting.kind().normalize(setting.name(), fallback, layout.axes(rank)));
      } catch (TypeError _) {
        return Optional.empty();
      }
    }

    void add(OpSpec.Setting setting, Attr value, boolean isImplied) {
      Attr told = setting.kind() instanceof SettingKind.Axis ? layout.told(value, Layout.rank(graph, node)) : value;
      SettingValues written = SettingValues.of(setting.kind(), told);
      if (!isImplied && written.leaves().stream().anyMatch(CallSettings::isInfinite)) {
        throw unwritable("`" + setting.name() + "` is " + value + "; a text has finite numbers only");
      }
      boolean required = setting.fallback().isEmpty() && setting.like().isEmpty();
      settings.add(new Callee.Setting(setting.name(), written.template(), required));
      leaves.addAll(written.leaves());
      implied.add(isImplied);
    }

    /** Whether the parameters that may be left out are there: said once for those with one switch, where they agree. */
    void toggles(Set<String> given) {
      Map<String, List<OpSpec.ParamSpec>> switches = new LinkedHashMap<>();
      spec.params().forEach(param -> param.toggle()
          .ifPresent(toggle -> switches.computeIfAbsent(toggle, _ -> new ArrayList<>()).add(param)));
      switches.forEach((toggle, params) -> {
        boolean agree = params.stream().map(this::isThere).distinct().count() == 1;
        if (agree && params.stream().noneMatch(param -> given.contains(param.name()))) {
          params.forEach(param -> toggled.put(param.name(), isThere(param)));
          flag(toggle, params.getFirst());
        } else {
          params.stream().filter(param -> !given.contains(param.name())).forEach(param -> flag(param.name(), param));
        }
      });
    }

    private boolean isThere(OpSpec.ParamSpec param) {
      return !(node.operand(operandOf(param.name())) instanceof Operand.Absent);
    }

    private void flag(String name, OpSpec.ParamSpec param) {
      settings.add(new Callee.Setting(name, "{}", false));
      leaves.add(new Leaf.Flag(isThere(param)));
      implied.add(isThere(param) == param.present());
      toggled.put(param.name(), isThere(param));
    }

    /** The parameters that a call makes itself, where these are handed in. */
    List<Binding.Slot.Owned> owned(Map<String, Attr> values, Set<String> given) {
      Map<String, TensorType> handedIn = new LinkedHashMap<>();
      given.forEach(param -> handedIn.put(param, type(node.operand(operandOf(param)))));
      List<TensorType> inputs = node.operands().subList(0, Math.min(firstParam(node), node.operands().size())).stream()
          .filter(operand -> !(operand instanceof Operand.Absent)).map(this::type).toList();
      return spec.bind(new CallSite(inputs, values, handedIn, toggled, layout.channelsLast())).params().stream()
          .filter(Binding.Slot.Owned.class::isInstance).map(Binding.Slot.Owned.class::cast).toList();
    }

    /** Whether a parameter is of the type that the call would make. */
    boolean fits(Binding.Slot.Owned slot) {
      Operand operand = node.operand(operandOf(slot.name()));
      if (operand instanceof Operand.Absent) {
        throw unwritable("it has no `" + slot.name() + "`, which `" + spec.name() + "` has in every text");
      }
      return type(operand).equals(slot.type());
    }

    private TensorType type(Operand operand) {
      if (graph.type(operand).orElse(null) instanceof TensorType type) {
        return type;
      }
      throw unwritable("it reads something of unknown type");
    }

    private Unwritable unwritable(String why) {
      return new Unwritable("`" + node.path() + "`: " + why, node.location());
    }
  }
}
