package nacre.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.TensorType;
import nacre.ir.op.OpSpec;
import nacre.ir.op.SettingKind;

/** Draws settings of a call by their kinds alone. Not every draw is legal for the op; whoever binds it finds out. */
final class RandomSettings {
  private final Draw draw;

  RandomSettings(Draw draw) {
    this.draw = draw;
  }

  /** What must be said always, anything else half of the time. */
  Map<String, Attr> of(OpSpec spec, TensorType first) {
    Map<String, Attr> settings = new LinkedHashMap<>();
    for (OpSpec.Setting setting : spec.settings()) {
      if (setting.fallback().isEmpty() && setting.like().isEmpty() || draw.chance(0.5)) {
        settings.put(setting.name(), attr(setting.kind(), first));
      }
    }
    return settings;
  }

  private Attr attr(SettingKind kind, TensorType x) {
    return switch (kind) {
      case SettingKind.Int(long min) -> Attr.of(min == Long.MIN_VALUE ? (long) draw.below(3) : min + draw.below(6));
      case SettingKind.Real _ -> Attr.of((double) (float) draw.uniform(0, 1));
      case SettingKind.Bool _ -> Attr.of(draw.chance(0.5));
      case SettingKind.Word(List<String> choices) -> new Attr.Word(draw.of(choices));
      case SettingKind.Ints(int count, int min) -> numbers(count, min);
      case SettingKind.IntList _ -> Attr.ints(batchFirst(x.rank()));
      case SettingKind.RealList _ -> new Attr.Many(List.of());
      case SettingKind.Extents _ -> extents(x);
      case SettingKind.Pads(int axes) -> draw.chance(0.3) ? new Attr.Word("same") : pairs(axes);
      case SettingKind.Borders _ -> borders(x.rank());
      case SettingKind.Axes _ -> Attr.ints(List.of(draw.below(Math.max(1, x.rank()))));
      case SettingKind.NewAxis _ -> Attr.of(1L + draw.below(x.rank()));
      case SettingKind.NewAxes _ -> Attr.ints(List.of(1 + draw.below(x.rank())));
      case SettingKind.Text _ -> new Attr.Text("");
      case SettingKind.Axis _ -> Attr.of((long) draw.below(Math.max(1, x.rank())));
    };
  }

  private Attr numbers(int count, int min) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(min + draw.below(3));
    }
    return Attr.ints(numbers);
  }

  private Attr pairs(int axes) {
    List<Attr> pairs = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      pairs.add(numbers(2, 0));
    }
    return new Attr.Many(pairs);
  }

  private Attr borders(int rank) {
    List<Attr> pairs = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      pairs.add(axis == 0 ? Attr.ints(List.of(0, 0)) : numbers(2, 0));
    }
    return new Attr.Many(pairs);
  }

  private List<Integer> batchFirst(int rank) {
    List<Integer> axes = new ArrayList<>(List.of(0));
    draw.permutation(rank).stream().filter(axis -> axis != 0).forEach(axes::add);
    return axes;
  }

  /** The batch, perhaps another extent of the operand, and what is left. */
  private Attr extents(TensorType x) {
    List<Attr> extents = new ArrayList<>(List.of(new Attr.Size(x.dim(0)), Attr.of(-1L)));
    if (draw.chance(0.7) && x.rank() > 1 && x.dim(draw.below(x.rank())) instanceof Dim.Known(long size)) {
      extents.add(1 + draw.below(2), Attr.of(size));
    }
    return new Attr.Many(extents);
  }
}
