package nacre.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.op.AxisNames;
import nacre.ir.op.Op;
import nacre.ir.op.OpSpec;
import nacre.ir.op.SettingKind;

/**
 * The settings of an op as one would write them in a call: those that must be said in their order, then by name those that
 * are not defaults; one number for equal ones of all axes.
 */
final class SettingsText {
  private final Op op;
  private final List<Optional<Type>> operands;
  private final Map<String, Attr> attributes;

  private SettingsText(Op op, List<Optional<Type>> operands) {
    this.op = op;
    this.operands = operands;
    this.attributes = op.spec().settings().isEmpty() ? Map.of() : op.spec().attributes(op);
  }

  /**
   * The settings in the order of the signature.
   *
   * @param operands the types of inputs and parameters
   * @param rank     of the first input
   */
  static List<String> of(Op op, List<Optional<Type>> operands, int rank) {
    SettingsText text = new SettingsText(op, operands);
    List<String> said = new ArrayList<>();
    for (OpSpec.Setting setting : op.spec().settings()) {
      Optional<Attr> value = setting.attribute()
          ? text.unusual(setting, rank)
          : setting.source().flatMap(text::size);
      if (value.isPresent()) {
        String written = compact(setting.kind(), value.get()).toString();
        boolean required = setting.fallback().isEmpty() && setting.like().isEmpty();
        said.add(required ? written : setting.name() + "=" + written);
      }
    }
    return said;
  }

  /** A setting that is not what holds where nothing is said. */
  private Optional<Attr> unusual(OpSpec.Setting setting, int rank) {
    Attr value = attributes.getOrDefault(setting.name(), Attr.NONE);
    Optional<Attr> usual = setting.like().map(attributes::get).or(() -> setting.fallback()
        .map(fallback -> setting.kind().normalize(setting.name(), fallback, new AxisNames(rank, false))));
    return usual.filter(value::equals).isPresent() ? Optional.empty() : Optional.of(value);
  }

  /** A size that only the shape of a parameter tells. */
  private Optional<Attr> size(OpSpec.Source source) {
    int operand = op.spec().operandOf(source.param());
    Optional<Type> type = operand < operands.size() ? operands.get(operand) : Optional.empty();
    if (!(type.orElse(Type.POISON) instanceof TensorType param && param.isRanked())) {
      return Optional.empty();
    }
    List<Attr> sizes = source.axes().stream().map(axis -> attr(param.dim(axis))).toList();
    return Optional.of(sizes.size() == 1 ? sizes.getFirst() : new Attr.Many(sizes));
  }

  private static Attr attr(Dim dim) {
    return dim instanceof Dim.Known(long size) ? Attr.of(size) : new Attr.Size(dim);
  }

  private static Attr compact(SettingKind kind, Attr value) {
    return switch (kind) {
      case SettingKind.Ints _ -> one(value);
      case SettingKind.Pads _ when value instanceof Attr.Many(List<Attr> pairs)
          && pairs.stream().noneMatch(pair -> one(pair).equals(pair)) ->
          one(new Attr.Many(pairs.stream().map(SettingsText::one).toList()));
      default -> value;
    };
  }

  /** The element of a list whose elements are equal. */
  private static Attr one(Attr value) {
    return value instanceof Attr.Many(List<Attr> items) && items.stream().distinct().count() == 1
        ? items.getFirst()
        : value;
  }
}
