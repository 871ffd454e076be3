package nacre.ir.op;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Role;
import nacre.ir.TypeError;

/**
 * What texts and documentation see of an op: its inputs, its settings with their defaults, and the parameters that a
 * use of it owns. A call fills inputs and then settings by position, then anything by name.
 *
 * @param type    the op's record; its components are exactly the settings that are attributes
 * @param aliases other names with some settings preset, such as {@code relu6}
 */
public record OpSpec(String name, Class<? extends Op> type, String summary, List<In> inputs, List<Setting> settings,
    List<ParamSpec> params, SequencedMap<String, Map<String, Attr>> aliases) {

  /** How many values fill an input. */
  public enum Arity {
    ONE, OPTIONAL, LIST
  }

  /** An input. A list, if there is one, is the only input. */
  public record In(String name, Arity arity, String doc) {
    /** As calls are shown. */
    public String shown() {
      return switch (arity) {
        case ONE -> name;
        case OPTIONAL -> name + "=none";
        case LIST -> "[" + name + ", ...]";
      };
    }
  }

  /**
   * A static setting.
   *
   * @param fallback  what holds where nothing is said; empty if something must be said
   * @param like      an earlier setting that it takes after where nothing is said
   * @param source    the parameter whose shape implies the setting, if that parameter is handed in
   * @param attribute true if it is a component of the op, false if it only sizes parameters
   */
  public record Setting(String name, SettingKind kind, Optional<Attr> fallback, Optional<String> like,
      Optional<Source> source, boolean attribute, String doc) {}

  /**
   * Axes of a parameter's shape that give a setting.
   *
   * @param times a setting by which the extents are multiplied, 1 unless said
   */
  public record Source(String param, List<Integer> axes, Optional<String> times) {
    Source(String param, List<Integer> axes) {
      this(param, axes, Optional.empty());
    }

    Source(String param, List<Integer> axes, String times) {
      this(param, axes, Optional.of(times));
    }
  }

  /**
   * A parameter that a use owns unless it is handed in.
   *
   * @param toggle  the setting {@code toggle=false} that leaves it out; empty if it is always there
   * @param present whether it is there where nothing is said
   * @param use     which settings need it at all
   * @param dtype   its element type, or that of the first input
   */
  public record ParamSpec(String name, Role role, Init init, Optional<String> toggle, boolean present, Use use,
      Optional<DType> dtype, Function<Settings, List<Dim>> shape, String doc) {}

  /** Whether a call has a parameter. */
  public interface Use {
    boolean by(Settings settings);
  }

  private static final Use ALWAYS = _ -> true;

  static Builder of(String name, Class<? extends Op> type, String summary) {
    return new Builder(name, type, summary);
  }

  /** The op and the parameters of one call. */
  public Binding bind(CallSite site) {
    return Binding.of(this, site);
  }

  /**
   * The op with the given attributes, all of them and no others, in normal form: what the textual IR says.
   *
   * @throws TypeError if one is missing, unknown or not in normal form
   */
  public Op create(Map<String, Attr> attributes) {
    List<Setting> own = settings.stream().filter(Setting::attribute).toList();
    attributes.keySet().stream().filter(said -> own.stream().noneMatch(setting -> setting.name().equals(said)))
        .findFirst().ifPresent(said -> {
          throw TypeError.at(said, "`" + name + "` has no attribute `" + said + "`");
        });
    for (Setting setting : own) {
      Attr attr = attributes.get(setting.name());
      if (attr == null) {
        throw new TypeError("`" + name + "` needs `" + setting.name() + "`, " + setting.kind().required());
      }
      setting.kind().check(setting.name(), attr);
    }
    return RecordCodec.decode(type, attributes);
  }

  /** The attributes of an op of this kind, by name; those of an operation that nobody knows as its file has them. */
  public SequencedMap<String, Attr> attributes(Op op) {
    return op instanceof OpaqueOp opaque ? opaque.attributes() : RecordCodec.encode(op);
  }

  /**
   * Checks that a text could say the attributes of an op: each is in normal form.
   *
   * @throws TypeError if one is not
   */
  public void check(Op op) {
    List<Setting> own = settings.stream().filter(Setting::attribute).toList();
    if (!own.isEmpty()) {
      SequencedMap<String, Attr> attributes = attributes(op);
      own.forEach(setting -> setting.kind().check(setting.name(),
          Objects.requireNonNull(attributes.get(setting.name()))));
    }
  }

  /** The call with all that it may say, defaults filled in. */
  public String call() {
    SequencedSet<String> words = new LinkedHashSet<>();
    inputs.forEach(input -> words.add(input.shown()));
    settings.forEach(setting -> words.add(setting.name() + setting.fallback().map(value -> "=" + value)
        .or(() -> setting.like().map(earlier -> "=" + earlier)).orElse("")));
    params.forEach(param -> param.toggle().ifPresent(toggle -> words.add(toggle + "=" + param.present())));
    return name + "(" + String.join(", ", words) + ")";
  }

  /** Where a node holds its first parameter; its inputs come before. */
  public int firstParam() {
    return inputs.size();
  }

  /** Where a node holds the parameter. */
  public int operandOf(String param) {
    for (int i = 0; i < params.size(); i++) {
      if (params.get(i).name().equals(param)) {
        return firstParam() + i;
      }
    }
    throw new IllegalArgumentException("`" + name + "` has no parameter `" + param + "`");
  }

  /** Collects a spec, in the order in which a call is filled. */
  static final class Builder {
    private final String name;
    private final Class<? extends Op> type;
    private final String summary;
    private final List<In> inputs = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();
    private final List<ParamSpec> params = new ArrayList<>();
    private final SequencedMap<String, Map<String, Attr>> aliases = new LinkedHashMap<>();

    private Builder(String name, Class<? extends Op> type, String summary) {
      this.name = name;
      this.type = type;
      this.summary = summary;
    }

    Builder input(String input, String doc) {
      inputs.add(new In(input, Arity.ONE, doc));
      return this;
    }

    Builder optionalInput(String input, String doc) {
      inputs.add(new In(input, Arity.OPTIONAL, doc));
      return this;
    }

    Builder inputList(String input, String doc) {
      inputs.add(new In(input, Arity.LIST, doc));
      return this;
    }

    /** A setting that sizes parameters and is implied by {@code axes} of a parameter that is handed in. */
    Builder size(String setting, SettingKind kind, String param, List<Integer> axes, String doc) {
      return size(setting, kind, new Source(param, axes), doc);
    }

    /** A setting that sizes parameters and is implied by a parameter that is handed in. */
    Builder size(String setting, SettingKind kind, Source source, String doc) {
      settings.add(new Setting(setting, kind, Optional.empty(), Optional.empty(), Optional.of(source), false, doc));
      return this;
    }

    /** An attribute that must be said. */
    Builder attribute(String setting, SettingKind kind, String doc) {
      settings.add(new Setting(setting, kind, Optional.empty(), Optional.empty(), Optional.empty(), true, doc));
      return this;
    }

    Builder attribute(String setting, SettingKind kind, Attr fallback, String doc) {
      settings.add(new Setting(setting, kind, Optional.of(fallback), Optional.empty(), Optional.empty(), true, doc));
      return this;
    }

    /** An attribute that takes after an earlier one where nothing is said. */
    Builder attributeLike(String setting, SettingKind kind, String earlier, String doc) {
      settings.add(new Setting(setting, kind, Optional.empty(), Optional.of(earlier), Optional.empty(), true, doc));
      return this;
    }

    Builder param(String param, Role role, Init init, Function<Settings, List<Dim>> shape, String doc) {
      return param(param, role, init, ALWAYS, shape, doc);
    }

    /** A parameter that only some calls have. */
    Builder param(String param, Role role, Init init, Use use, Function<Settings, List<Dim>> shape, String doc) {
      params.add(new ParamSpec(param, role, init, Optional.empty(), true, use, Optional.empty(), shape, doc));
      return this;
    }

    /** A parameter that {@code toggle=false} leaves out. */
    Builder param(String param, Role role, Init init, String toggle, Function<Settings, List<Dim>> shape, String doc) {
      return param(param, role, init, toggle, ALWAYS, shape, doc);
    }

    /** A parameter that only some calls have, and that {@code toggle=false} leaves out of these. */
    Builder param(String param, Role role, Init init, String toggle, Use use, Function<Settings, List<Dim>> shape,
        String doc) {
      params.add(new ParamSpec(param, role, init, Optional.of(toggle), true, use, Optional.empty(), shape, doc));
      return this;
    }

    /** A parameter of an element type of its own, always there. */
    Builder param(String param, Role role, Init init, DType dtype, Function<Settings, List<Dim>> shape, String doc) {
      params.add(new ParamSpec(param, role, init, Optional.empty(), true, ALWAYS, Optional.of(dtype), shape, doc));
      return this;
    }

    Builder alias(String other, Map<String, Attr> preset) {
      aliases.put(other, Map.copyOf(preset));
      return this;
    }

    OpSpec build() {
      return new OpSpec(name, type, summary, List.copyOf(inputs), List.copyOf(settings), List.copyOf(params), aliases);
    }
  }
}
