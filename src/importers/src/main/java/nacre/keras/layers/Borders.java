package nacre.keras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nacre.importers.InvalidModelException;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.op.Pad;
import nacre.ir.op.Padding;
import nacre.ir.op.Slice;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Values;
import nacre.keras.file.Config;
import nacre.keras.file.JsonValue;

/** Borders that are put around, or cut off. */
final class Borders {
  static final List<Kind> ALL = List.of(padding("ZeroPadding1D", 1), padding("ZeroPadding2D", 2),
      padding("ZeroPadding3D", 3), cropping("Cropping1D", 1), cropping("Cropping2D", 2), cropping("Cropping3D", 3));

  /** How Keras 1 names four sides. */
  private static final List<List<String>> SIDES =
      List.of(List.of("top_pad", "bottom_pad"), List.of("left_pad", "right_pad"));

  /** Elements at the start and at the end of an axis. */
  private record Sides(int before, int after) {}

  private Borders() {}

  private static Kind padding(String name, int axes) {
    return Kind.of(name, call -> padding(call, axes)).takes("padding", "data_format")
        .formerly("dim_ordering", "data_format");
  }

  private static Kind cropping(String name, int axes) {
    return Kind.of(name, call -> cropping(call, axes)).takes("cropping", "data_format")
        .formerly("dim_ordering", "data_format");
  }

  private static Operand padding(Call call, int axes) {
    int rank = call.requireRank(axes + 2, axes + 2).rank();
    List<Sides> sides = sides(call, "padding", axes);
    List<Integer> before = new ArrayList<>(Collections.nCopies(rank, 0));
    List<Integer> after = new ArrayList<>(before);
    List<Integer> spatial = Window.spatial(rank, Window.channels(call, rank));
    for (int i = 0; i < axes; i++) {
      before.set(spatial.get(i), sides.get(i).before());
      after.set(spatial.get(i), sides.get(i).after());
    }
    return call.main(new Pad(new Padding.Explicit(before, after), Pad.Mode.CONSTANT, 0), call.raw(0));
  }

  private static Operand cropping(Call call, int axes) {
    TensorType x = call.requireRank(axes + 2, axes + 2);
    List<Sides> sides = sides(call, "cropping", axes);
    List<Integer> spatial = Window.spatial(x.rank(), Window.channels(call, x.rank()));
    List<Integer> starts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      Sides cut = sides.get(i);
      int axis = spatial.get(i);
      x.dim(axis).known().ifPresent(extent -> {
        if (extent <= (long) cut.before() + cut.after()) {
          throw new InvalidModelException("found " + x + ", required more than " + cut.before() + " and "
              + cut.after() + " elements on axis " + axis);
        }
      });
      starts.add(cut.before());
      ends.add(cut.after() == 0 ? Integer.MAX_VALUE : -cut.after());
    }
    return call.main(new Slice(starts, ends, spatial, List.of()), call.raw(0));
  }

  /** One number for all sides, one for each axis, or two for each. Keras 1 also has names for them, or lists all four. */
  private static List<Sides> sides(Call call, String setting, int axes) {
    JsonValue value = call.settings().required(setting);
    List<Sides> sides = new ArrayList<>();
    if (value.isObject()) {
      named(value.object(), sides);
    } else if (!value.isList()) {
      sides.addAll(Collections.nCopies(axes, same(value)));
    } else {
      List<JsonValue> items = value.list();
      if (axes == 1 && items.size() == 2) {
        sides.add(new Sides(Values.integer(items.get(0)), Values.integer(items.get(1))));
      } else if (axes == 2 && items.size() == 4) {
        sides.add(new Sides(Values.integer(items.get(0)), Values.integer(items.get(1))));
        sides.add(new Sides(Values.integer(items.get(2)), Values.integer(items.get(3))));
      } else {
        items.forEach(item -> sides.add(Values.isList(item) ? pair(item) : same(item)));
      }
    }
    if (sides.size() != axes || sides.stream().anyMatch(side -> side.before() < 0 || side.after() < 0)) {
      throw value.problem("numbers from 0 on for " + axes + (axes == 1 ? " axis" : " axes"));
    }
    return sides;
  }

  private static void named(Config names, List<Sides> into) {
    for (List<String> axis : SIDES) {
      into.add(new Sides(Math.toIntExact(names.whole(axis.get(0), 0)), Math.toIntExact(names.whole(axis.get(1), 0))));
    }
  }

  private static Sides same(JsonValue value) {
    int both = Values.integer(value);
    return new Sides(both, both);
  }

  private static Sides pair(JsonValue value) {
    List<JsonValue> both = Values.items(value);
    if (both.size() != 2) {
      throw value.problem("two numbers");
    }
    return new Sides(Values.integer(both.get(0)), Values.integer(both.get(1)));
  }
}
