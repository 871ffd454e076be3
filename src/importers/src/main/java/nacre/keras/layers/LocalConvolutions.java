package nacre.keras.layers;

import java.util.ArrayList;
import java.util.List;
import nacre.importers.Arrangement;
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
    List<Integer> places = places(call, window, type);
    int count = places.stream().reduce(1, Math::multiplyExact);
    int inside = window.kernel().stream().reduce(call.known(type.dim(window.channels())), Math::multiplyExact);
    long windows = window.kernel().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    call.unrolls(windows, 2);
    Operand kernel = call.param(Role.WEIGHT, "weight", call.variable("kernel", List.of(count, inside, filters)));
    boolean first = window.channels() == 1;
    Operand y = call.main(new Einsum(first ? "nip,pif->nfp" : "npi,pif->npf"),
        windows(call, x, window, places), kernel);
    List<Integer> result = new ArrayList<>(places);
    result.add(first ? 0 : axes, filters);
    List<Dim> dims = new ArrayList<>(List.of(type.dim(0)));
    result.forEach(extent -> dims.add(Dim.of(extent)));
    y = call.add(new Reshape(dims), y);
    if (call.settings().flag("use_bias", true)) {
      Call bias = call.part("bias");
      List<Integer> stored = new ArrayList<>(places);
      stored.add(filters);
      Arrangement order = new Arrangement(List.of(), first ? axes == 1 ? List.of(1, 0) : List.of(2, 0, 1) : List.of(),
          List.of());
      y = bias.main(new Add(), y, bias.param(Role.BIAS, "bias", bias.variable("bias", stored), order));
    }
    return Functions.activated(call, y);
  }

  /** How many windows there are along each axis. */
  private static List<Integer> places(Call call, Window window, TensorType x) {
    List<Integer> spatial = Window.spatial(x.rank(), window.channels());
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < spatial.size(); i++) {
      int extent = call.known(x.dim(spatial.get(i)));
      int reach = (window.kernel().get(i) - 1) * window.dilation().get(i) + 1;
      if (reach > extent) {
        throw new InvalidModelException("found " + x + ", required a window of at most its extents: "
            + window.kernel());
      }
      places.add((extent - reach) / window.stride().get(i) + 1);
    }
    return places;
  }

  /**
   * All elements of each window behind each other: {@code [batch, places, window * channels]}, or with channels first
   * {@code [batch, channels * window, places]}.
   */
  private static Operand windows(Call call, Operand x, Window window, List<Integer> places) {
    int axes = places.size();
    TensorType type = call.type(x);
    boolean first = window.channels() == 1;
    int channels = call.known(type.dim(window.channels()));
    int count = places.stream().reduce(1, Math::multiplyExact);
    int all = window.kernel().stream().reduce(1, Math::multiplyExact);
    List<Integer> spatial = Window.spatial(type.rank(), window.channels());
    List<Operand> parts = new ArrayList<>();
    for (int place = 0; place < all; place++) {
      List<Integer> starts = new ArrayList<>();
      List<Integer> ends = new ArrayList<>();
      int rest = place;
      for (int i = axes - 1; i >= 0; i--) {
        int start = rest % window.kernel().get(i) * window.dilation().get(i);
        rest /= window.kernel().get(i);
        starts.addFirst(start);
        ends.addFirst(start + (places.get(i) - 1) * window.stride().get(i) + 1);
      }
      Operand cut = call.add(new Slice(starts, ends, spatial, window.stride()), x);
      List<Dim> flat = first ? List.of(type.dim(0), Dim.of(channels), Dim.ONE, Dim.of(count))
          : List.of(type.dim(0), Dim.of(count), Dim.of(channels));
      parts.add(call.add(new Reshape(flat), cut));
    }
    Operand joined = call.draft().add(new Concat(2), parts).getFirst();
    return first
        ? call.add(new Reshape(List.of(type.dim(0), Dim.of(Math.multiplyExact(channels, all)), Dim.of(count))), joined)
        : joined;
  }
}
