package nacre.keras.layers;

import java.util.ArrayList;
import java.util.List;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.Concat;
import nacre.ir.op.Einsum;
import nacre.ir.op.Padding;
import nacre.ir.op.Reshape;
import nacre.ir.op.Slice;
import nacre.keras.Call;
import nacre.keras.Kind;

/** Convolutions whose weights are others at each place: a product per place of all that its window holds. */
final class LocalConvolutions {
  static final List<Kind> ALL = List.of(local("LocallyConnected1D", 1), local("LocallyConnected2D", 2));

  private LocalConvolutions() {}

  private static Kind local(String name, int axes) {
    return Window.taken(Kind.of(name, call -> local(call, axes)))
        .takes("filters", "activation", "use_bias", "implementation").formerly("nb_filter", "filters")
        .formerly("bias", "use_bias")
        .limit("channels come before the picture", Window::isChannelsFirst)
        .limit("its weights are stored for all places at once",
            call -> call.settings().integer("implementation", 1) != 1);
  }

  private static Operand local(Call call, int axes) {
    Window window = Window.of(call, axes);
    if (!(window.padding() instanceof Padding.Explicit none) || none.before().stream().anyMatch(n -> n != 0)) {
      throw new UnsupportedException("its window reaches beyond the border");
    }
    Operand x = call.x();
    TensorType type = call.type(x);
    int filters = call.settings().positive("filters");
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < axes; i++) {
      int extent = call.known(type.dim(1 + i));
      int reach = (window.kernel().get(i) - 1) * window.dilation().get(i) + 1;
      if (reach > extent) {
        throw new InvalidModelException("found " + type + ", required a window of at least " + window.kernel());
      }
      places.add((extent - reach) / window.stride().get(i) + 1);
    }
    int count = places.stream().reduce(1, Math::multiplyExact);
    int inside = window.kernel().stream().reduce(call.known(type.dims().getLast()), Math::multiplyExact);
    Operand kernel = call.param(Role.WEIGHT, "weight", call.variable("kernel", List.of(count, inside, filters)));
    Operand windows = call.add(new Reshape(List.of(type.dim(0), Dim.of(count), Dim.of(inside))),
        windows(call, x, window, places));
    List<Dim> result = new ArrayList<>(List.of(type.dim(0)));
    places.forEach(place -> result.add(Dim.of(place)));
    result.add(Dim.of(filters));
    Operand y = call.add(new Reshape(result), call.main(new Einsum("npi,pif->npf"), windows, kernel));
    if (call.settings().flag("use_bias", true)) {
      List<Integer> shape = new ArrayList<>(places);
      shape.add(filters);
      Call bias = call.part("bias");
      y = bias.main(new Add(), y, bias.param(Role.BIAS, "bias", bias.variable("bias", shape)));
    }
    return Functions.activated(call, y);
  }

  /** All elements of each window behind each other, as the picture holds them. */
  private static Operand windows(Call call, Operand x, Window window, List<Integer> places) {
    int axes = places.size();
    int all = window.kernel().stream().reduce(1, Math::multiplyExact);
    List<Operand> parts = new ArrayList<>();
    for (int place = 0; place < all; place++) {
      List<Integer> starts = new ArrayList<>();
      List<Integer> ends = new ArrayList<>();
      List<Integer> over = new ArrayList<>();
      int rest = place;
      for (int i = axes - 1; i >= 0; i--) {
        int start = rest % window.kernel().get(i) * window.dilation().get(i);
        rest /= window.kernel().get(i);
        starts.addFirst(start);
        ends.addFirst(start + (places.get(i) - 1) * window.stride().get(i) + 1);
        over.addFirst(1 + i);
      }
      parts.add(call.add(new Slice(starts, ends, over, window.stride()), x));
    }
    return call.draft().add(new Concat(axes + 1), parts).getFirst();
  }
}
