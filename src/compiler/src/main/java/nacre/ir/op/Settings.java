package nacre.ir.op;

import java.util.List;
import java.util.Map;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/** The settings of a call in normal form, and the types of its inputs: what parameter shapes are computed from. */
public final class Settings {
  private final String op;
  private final List<TensorType> inputs;
  private final Map<String, Attr> values;

  Settings(String op, List<TensorType> inputs, Map<String, Attr> values) {
    this.op = op;
    this.inputs = List.copyOf(inputs);
    this.values = Map.copyOf(values);
  }

  /** An input of the rank that the op needs; {@code what} names it in the message. */
  public TensorType input(int position, int rank, String what) {
    TensorType type = input(position);
    if (type.rank() != rank) {
      throw new TypeError("`" + op + "`: found " + type + " of rank " + type.rank() + ", required " + what
          + " of rank " + rank);
    }
    return type;
  }

  public TensorType input(int position) {
    TensorType type = inputs.get(position);
    if (!type.isRanked()) {
      throw new TypeError("`" + op + "`: the rank of its input is not known");
    }
    return type;
  }

  public int integer(String setting) {
    return switch (values.get(setting)) {
      case Attr.Int(long value) -> (int) value;
      case null, default -> throw missing(setting);
    };
  }

  /** Whether a setting is this word. */
  public boolean is(String setting, String word) {
    return new Attr.Word(word).equals(values.get(setting));
  }

  public List<Dim> dims(String setting) {
    return switch (values.get(setting)) {
      case Attr.Many(List<Attr> items) -> items.stream()
          .map(item -> item instanceof Attr.Int(long value) ? Dim.of(value) : Dim.UNKNOWN).toList();
      case null, default -> throw missing(setting);
    };
  }

  /** The extent that an integer setting stands for. */
  public Dim dim(String setting) {
    return Dim.of(integer(setting));
  }

  private TypeError missing(String setting) {
    return new TypeError("`" + op + "` needs `" + setting + "`");
  }
}
