package nacre.caffe.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import nacre.caffe.Call;
import nacre.caffe.LayerType;
import nacre.caffe.Settings;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Shape;
import nacre.ir.TensorType;
import nacre.ir.op.ArgMax;
import nacre.ir.op.Cast;
import nacre.ir.op.Flatten;
import nacre.ir.op.Identity;
import nacre.ir.op.ReduceMax;
import nacre.ir.op.Reshape;
import nacre.ir.op.Slice;
import nacre.ir.op.Split;
import nacre.ir.op.Tile;
import nacre.ir.op.Transpose;

/** Layers that only move numbers, or pick some. */
final class Shapes {
  static final List<LayerType> ALL = List.of(
      LayerType.of("Split", Shapes::copies).manyTops(),
      LayerType.of("Flatten", Shapes::flatten),
      LayerType.of("Reshape", Shapes::reshape),
      LayerType.of("Permute", Shapes::permute),
      LayerType.of("Slice", Shapes::slice).manyTops(),
      LayerType.of("Crop", Shapes::crop).bottoms(2, 2),
      LayerType.of("Tile", Shapes::tile),
      LayerType.of("ArgMax", Shapes::argMax));

  private Shapes() {}

  private static void copies(Call call) {
    Operand copy = call.main(new Identity(), call.bottom(0));
    call.results(Collections.nCopies(call.tops(), copy).toArray(Operand[]::new));
  }

  private static void flatten(Call call) {
    Settings settings = call.settings("flatten_param");
    TensorType x = call.type(0);
    int from = call.axis(settings.integer("axis", 1), x.rank());
    int to = call.axis(settings.integer("end_axis", -1), x.rank());
    if (to < from) {
      throw call.problem("found axes " + from + " to " + to + " to make one of, required them in order");
    }
    if (from == 1 && to == x.rank() - 1) {
      call.result(new Flatten(1), call.bottom(0));
      return;
    }
    List<Dim> dims = new ArrayList<>(x.dims().subList(0, from));
    dims.add(Shape.of(x.dims().subList(from, to + 1)).elements());
    dims.addAll(x.dims().subList(to + 1, x.rank()));
    call.result(new Reshape(dims), call.bottom(0));
  }

  /** Some axes become others: 0 stands for the extent at the same place, -1 for what is left. */
  private static void reshape(Call call) {
    Settings settings = call.settings("reshape_param");
    TensorType x = call.type(0);
    int said = settings.integer("axis", 0);
    int from = said < 0 ? said + x.rank() + 1 : said;
    int count = settings.integer("num_axes", -1);
    int to = count == -1 ? x.rank() : from + count;
    if (from < 0 || from > x.rank() || to < from || to > x.rank()) {
      throw call.problem("found `axis` " + said + " and `num_axes` " + count + ", required axes of " + x);
    }
    List<Dim> dims = new ArrayList<>(x.dims().subList(0, from));
    for (int dim : settings.inner("shape").integers("dim")) {
      int place = dims.size();
      if (dim == 0 && place >= x.rank() || dim < -1 || dim == -1 && dims.contains(Dim.UNKNOWN)) {
        throw call.problem("found the extent " + dim + " on axis " + place
            + ", required a number from 1 on, 0 for that of " + x + ", or -1 once");
      }
      dims.add(dim == 0 ? x.dim(place) : dim == -1 ? Dim.UNKNOWN : Dim.of(dim));
    }
    dims.addAll(x.dims().subList(to, x.rank()));
    call.result(new Reshape(dims), call.bottom(0));
  }

  private static void permute(Call call) {
    int rank = call.rank(0);
    List<Integer> order = new ArrayList<>();
    for (int axis : call.settings("permute_param").integers("order")) {
      if (axis < 0 || axis >= rank || order.contains(axis)) {
        throw call.problem("found axis " + axis + " in `order`, required each of 0 to " + (rank - 1) + " once at most");
      }
      order.add(axis);
    }
    IntStream.range(0, rank).filter(axis -> !order.contains(axis)).forEach(order::add);
    call.result(new Transpose(order), call.bottom(0));
  }

  private static void slice(Call call) {
    Settings settings = call.settings("slice_param");
    int axis = call.axis(settings.integer("axis", settings.integer("slice_dim", 1)), call.rank(0));
    List<Integer> points = settings.integers("slice_point");
    if (points.isEmpty()) {
      if (call.tops() == 1) {
        call.result(new Identity(), call.bottom(0));
      } else {
        call.result(new Split(call.tops(), List.of(), axis), call.bottom(0));
      }
      return;
    }
    if (points.size() != call.tops() - 1) {
      throw call.problem("found " + points.size() + " of `slice_point`, required one less than its " + call.tops()
          + " results");
    }
    List<Integer> sizes = new ArrayList<>();
    List<Integer> ends = new ArrayList<>(points);
    ends.add(call.extent(0, axis));
    int start = 0;
    for (int end : ends) {
      if (end <= start) {
        throw call.problem("found `slice_point` " + points + " for axis " + axis + " of " + call.type(0)
            + ", required places that grow");
      }
      sizes.add(end - start);
      start = end;
    }
    call.result(new Split(1, sizes, axis), call.bottom(0));
  }

  /** The part of the first input that is as large as the second one. */
  private static void crop(Call call) {
    Settings settings = call.settings("crop_param");
    int rank = call.rank(0);
    int from = call.axis(settings.integer("axis", 2), rank);
    List<Integer> offsets = settings.integers("offset");
    if (call.rank(1) != rank || offsets.size() > 1 && offsets.size() != rank - from) {
      throw call.problem("found " + call.type(0) + ", " + call.type(1) + " and " + offsets.size()
          + " of `offset`, required equal ranks and an offset for each axis from " + from + " on, or for all");
    }
    List<Integer> starts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    List<Integer> axes = new ArrayList<>();
    for (int axis = from; axis < rank; axis++) {
      int offset = offsets.isEmpty() ? 0 : offsets.get(offsets.size() == 1 ? 0 : axis - from);
      if (offset == 0 && call.dim(0, axis).provablyEquals(call.dim(1, axis))) {
        continue;
      }
      int end = Math.addExact(offset, call.extent(1, axis));
      if (offset < 0 || end > call.extent(0, axis)) {
        throw call.problem("found " + end + " as the end of axis " + axis + " of " + call.type(0)
            + ", required one inside");
      }
      starts.add(offset);
      ends.add(end);
      axes.add(axis);
    }
    if (axes.isEmpty()) {
      call.result(new Identity(), call.bottom(0));
    } else {
      call.result(new Slice(starts, ends, axes, List.of()), call.bottom(0));
    }
  }

  private static void tile(Call call) {
    Settings settings = call.settings("tile_param");
    int axis = call.axis(settings.integer("axis", 1), call.rank(0));
    List<Integer> repeats = new ArrayList<>(Collections.nCopies(call.rank(0), 1));
    repeats.set(axis, settings.integer("tiles"));
    call.result(new Tile(repeats), call.bottom(0));
  }

  private static void argMax(Call call) {
    Settings settings = call.settings("argmax_param");
    boolean value = settings.flag("out_max_val", false);
    if (settings.integer("top_k", 1) != 1) {
      throw new UnsupportedException("it gives more than the greatest");
    }
    if (settings.has("axis")) {
      int axis = call.axis(settings.integer("axis"), call.rank(0));
      if (value) {
        call.result(new ReduceMax(List.of(axis), true), call.bottom(0));
      } else {
        call.result(new Cast(DType.F32), call.add(new ArgMax(axis, true, false), call.bottom(0)));
      }
      return;
    }
    if (value) {
      throw new UnsupportedException("it gives places and values in one");
    }
    Operand place = call.add(new ArgMax(1, true, false), call.add(new Flatten(1), call.bottom(0)));
    List<Dim> dims = new ArrayList<>(Collections.nCopies(Math.max(call.rank(0), 3), Dim.ONE));
    dims.set(0, call.dim(0, 0));
    call.result(new Reshape(dims), call.add(new Cast(DType.F32), place));
  }
}
