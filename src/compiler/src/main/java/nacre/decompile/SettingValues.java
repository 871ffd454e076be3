package nacre.decompile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.op.SettingKind;

/** The shortest way to say the value of a setting: a template, and the leaves in it. */
record SettingValues(String template, List<Leaf> leaves) {
  SettingValues {
    leaves = List.copyOf(leaves);
  }

  /** @param attr in the setting's normal form */
  static SettingValues of(SettingKind kind, Attr attr) {
    return written(shortest(kind, attr));
  }

  private static Attr shortest(SettingKind kind, Attr attr) {
    if (!(attr instanceof Attr.Many(List<Attr> items)) || items.isEmpty()) {
      return attr;
    }
    return switch (kind) {
      case SettingKind.Ints _ -> allEqual(items) ? items.getFirst() : attr;
      case SettingKind.Axes _, SettingKind.NewAxes _ -> items.size() == 1 ? items.getFirst() : attr;
      case SettingKind.Pads _ -> pads(items, attr);
      default -> attr;
    };
  }

  /** One number, or one per axis, where before and after are alike. */
  private static Attr pads(List<Attr> pairs, Attr attr) {
    List<Attr> befores = new ArrayList<>();
    for (Attr pair : pairs) {
      if (!(pair instanceof Attr.Many(List<Attr> two)) || !allEqual(two)) {
        return attr;
      }
      befores.add(two.getFirst());
    }
    return allEqual(befores) ? befores.getFirst() : new Attr.Many(befores);
  }

  private static boolean allEqual(List<Attr> items) {
    return items.stream().distinct().count() == 1;
  }

  private static SettingValues written(Attr attr) {
    return switch (attr) {
      case Attr.Int(long value) -> leaf(new Leaf.Whole(value));
      case Attr.Real(double value) -> leaf(new Leaf.Real(value));
      case Attr.Bool(boolean value) -> leaf(new Leaf.Flag(value));
      case Attr.Size(Dim.Unknown _) -> leaf(new Leaf.Whole(-1));
      case Attr.Size(Dim dim) -> leaf(new Leaf.Size(dim));
      case Attr.Many(List<Attr> items) -> {
        List<SettingValues> all = items.stream().map(SettingValues::written).toList();
        yield new SettingValues(all.stream().map(SettingValues::template).collect(Collectors.joining(", ", "[", "]")),
            all.stream().flatMap(each -> each.leaves().stream()).toList());
      }
      default -> new SettingValues(attr.toString(), Stream.<Leaf>of().toList());
    };
  }

  private static SettingValues leaf(Leaf leaf) {
    return new SettingValues("{}", List.of(leaf));
  }
}
