package nacre.caffe.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nacre.caffe.Call;
import nacre.caffe.Settings;
import nacre.ir.op.Padding;

/** Extents of a window along the axes behind the channels: one for all, one for each, or {@code _h} and {@code _w}. */
final class Windows {
  private final Call call;
  private final Settings settings;
  private final int axes;

  Windows(Call call, Settings settings) {
    this.call = call;
    this.settings = settings;
    this.axes = call.rank(0) - 2;
  }

  int axes() {
    return axes;
  }

  List<Integer> kernel() {
    List<Integer> kernel = said("kernel_size", "kernel", -1);
    if (kernel.contains(-1)) {
      throw settings.missing("kernel_size");
    }
    return kernel;
  }

  List<Integer> stride() {
    return said("stride", "stride", 1);
  }

  List<Integer> dilation() {
    return said("dilation", "dilation", 1);
  }

  Padding.Explicit padding() {
    List<Integer> pad = said("pad", "pad", 0);
    return new Padding.Explicit(pad, pad);
  }

  private List<Integer> said(String name, String stem, int fallback) {
    List<Integer> all = settings.integers(name);
    boolean apart = settings.has(stem + "_h") || settings.has(stem + "_w");
    if (!all.isEmpty() && apart) {
      throw call.problem("found `" + name + "` and `" + stem + "_h` or `" + stem + "_w`, required one of the two");
    }
    if (apart) {
      if (axes != 2) {
        throw call.problem("found `" + stem + "_h` or `" + stem + "_w` for " + axes + " axes, required 2");
      }
      return List.of(settings.integer(stem + "_h", fallback), settings.integer(stem + "_w", fallback));
    }
    if (all.size() > 1 && all.size() != axes) {
      throw call.problem("found " + all.size() + " of `" + name + "`, required 1 or " + axes);
    }
    return all.size() == axes && axes > 1 ? new ArrayList<>(all)
        : Collections.nCopies(Math.max(axes, 0), all.isEmpty() ? fallback : all.getFirst());
  }
}
