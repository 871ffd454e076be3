package nacre.ir.op;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/** An op with the attributes that a call gives it, and what each of its parameters is at that call. */
public record Binding(Op op, List<Slot> params) {
  /** One parameter of the op at one call. */
  public sealed interface Slot {
    String name();

    /** The call hands it in. */
    record Given(String name) implements Slot {}

    /** Left out. */
    record Absent(String name) implements Slot {}

    /** The layer owns it. */
    record Owned(String name, TensorType type, Role role, Init init) implements Slot {}
  }

  static Binding of(OpSpec spec, CallSite site) {
    int rank = site.inputs().isEmpty() || !site.inputs().getFirst().isRanked() ? -1 : site.inputs().getFirst().rank();
    AxisNames axes = new AxisNames(rank, site.channelsLast());
    Map<String, Attr> values = new LinkedHashMap<>();
    for (OpSpec.Setting setting : spec.settings()) {
      Optional<Attr> like = setting.like().map(values::get);
      values.put(setting.name(), value(spec, setting, site, axes, like));
    }
    Settings settings = new Settings(spec.name(), site.inputs(), values);
    SequencedMap<String, Attr> attributes = new LinkedHashMap<>();
    spec.settings().stream().filter(OpSpec.Setting::attribute)
        .forEach(setting -> attributes.put(setting.name(), values.get(setting.name())));
    List<Slot> slots = new ArrayList<>();
    for (OpSpec.ParamSpec param : spec.params()) {
      slots.add(slot(spec, param, site, settings));
    }
    return new Binding(spec.create(attributes), slots);
  }

  private static Attr value(OpSpec spec, OpSpec.Setting setting, CallSite site, AxisNames axes,
      Optional<Attr> like) {
    Optional<Attr> implied = setting.source().flatMap(source -> implied(setting, source, site));
    Optional<Attr> said = Optional.ofNullable(site.settings().get(setting.name()))
        .map(given -> setting.kind().normalize(setting.name(), given, axes));
    if (said.isPresent() && implied.isPresent() && !said.equals(implied)) {
      throw TypeError.at(setting.name(), "`" + setting.name() + "`: found " + said.get() + ", but the `"
          + setting.source().orElseThrow().param() + "` that is handed in says " + implied.get());
    }
    return said.or(() -> implied).or(() -> like)
        .or(() -> setting.fallback().map(fallback -> setting.kind().normalize(setting.name(), fallback, axes)))
        .orElseThrow(() -> new TypeError("`" + spec.name() + "` needs `" + setting.name() + "`, "
            + setting.kind().required()));
  }

  private static Optional<Attr> implied(OpSpec.Setting setting, OpSpec.Source source, CallSite site) {
    TensorType type = site.given().get(source.param());
    if (type == null) {
      return Optional.empty();
    }
    List<Attr> sizes = new ArrayList<>();
    for (int axis : source.axes()) {
      if (!type.isRanked() || axis >= type.rank() || type.dim(axis).known().isEmpty()) {
        throw TypeError.at(source.param(),
            "`" + source.param() + "`: found " + type + ", required a known extent on axis "
                + axis + ", which gives `" + setting.name() + "`");
      }
      sizes.add(Attr.of(type.dim(axis).known().getAsLong() * factor(source, site)));
    }
    return Optional.of(setting.kind() instanceof SettingKind.Int ? sizes.getFirst() : new Attr.Many(sizes));
  }

  private static long factor(OpSpec.Source source, CallSite site) {
    return source.times().map(site.settings()::get).orElse(Attr.of(1)) instanceof Attr.Int(long factor) ? factor : 1;
  }

  private static Slot slot(OpSpec spec, OpSpec.ParamSpec param, CallSite site, Settings settings) {
    if (site.given().containsKey(param.name())) {
      return new Slot.Given(param.name());
    }
    boolean present = param.toggle()
        .flatMap(toggle -> Optional.ofNullable(site.toggles().get(toggle))
            .or(() -> Optional.ofNullable(site.toggles().get(param.name()))))
        .orElse(param.present()) && param.use().by(settings);
    if (!present) {
      return new Slot.Absent(param.name());
    }
    List<Dim> dims = param.shape().apply(settings);
    if (dims.stream().anyMatch(dim -> dim.known().isEmpty())) {
      throw new TypeError("`" + spec.name() + "`: found " + settings.input(0) + ", which gives `" + param.name()
          + "` the shape " + dims + ", required extents that are numbers");
    }
    DType dtype = param.dtype().orElse(settings.input(0).dtype());
    return new Slot.Owned(param.name(), TensorType.of(dtype, dims), param.role(), init(spec, param, site));
  }

  private static Init init(OpSpec spec, OpSpec.ParamSpec param, CallSite site) {
    boolean first = spec.params().getFirst().equals(param);
    return Optional.ofNullable(site.settings().get(param.name() + "_init"))
        .or(() -> first ? Optional.ofNullable(site.settings().get("init")) : Optional.empty())
        .map(Initializers::of)
        .orElse(param.init());
  }
}
