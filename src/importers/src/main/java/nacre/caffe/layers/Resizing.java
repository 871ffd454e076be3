package nacre.caffe.layers;

import java.util.List;
import java.util.Map;
import nacre.caffe.Call;
import nacre.caffe.LayerType;
import nacre.caffe.Settings;
import nacre.importers.UnsupportedException;
import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.op.Op;
import nacre.ir.op.Ops;
import nacre.ir.op.Resize;
import nacre.ir.op.Slice;

/** Pictures of other sizes, as forks of Caffe make them. */
final class Resizing {
  static final List<LayerType> ALL = List.of(
      LayerType.of("Interp", Resizing::interpolated).bottoms(1, 2),
      LayerType.of("Upsample", Resizing::repeated),
      LayerType.of("Reorg", Resizing::reorganised));

  private Resizing() {}

  private static Resize resize(List<Integer> size, Resize.Mode mode, Resize.Coordinates coordinates) {
    return new Resize(size, List.of(), mode, coordinates, Resize.Nearest.FLOOR, -0.75, false, 0, List.of(), 1);
  }

  /** Bilinear, corners on corners; negative padding cuts the picture before. */
  private static void interpolated(Call call) {
    Settings settings = call.settings("interp_param");
    int begin = settings.integer("pad_beg", 0);
    int end = settings.integer("pad_end", 0);
    if (begin > 0 || end > 0) {
      throw call.problem("found padding of " + begin + " and " + end + ", required numbers up to 0");
    }
    int cut = Math.addExact(begin, end);
    int high = Math.addExact(call.extent(0, 2), cut);
    int wide = Math.addExact(call.extent(0, 3), cut);
    if (high < 1 || wide < 1) {
      throw call.problem("found padding of " + begin + " and " + end + ", which leaves nothing of " + call.type(0));
    }
    Operand x = begin == 0 && end == 0 ? call.bottom(0)
        : call.add(new Slice(List.of(-begin, -begin), List.of(high - begin, wide - begin), List.of(2, 3), List.of()),
            call.bottom(0));
    boolean sized = settings.has("height") || settings.has("width");
    boolean scaled = settings.has("zoom_factor") || settings.has("shrink_factor");
    if (!sized && !scaled && call.bottoms() == 1) {
      throw settings.missing("height");
    }
    int shrink = settings.integer("shrink_factor", 1);
    int zoom = settings.integer("zoom_factor", 1);
    if (shrink < 1 || zoom < 1) {
      throw call.problem("found factors " + shrink + " and " + zoom + ", required numbers from 1 on");
    }
    List<Integer> size = scaled ? List.of(scaled(high, shrink, zoom), scaled(wide, shrink, zoom))
        : sized ? List.of(settings.integer("height"), settings.integer("width"))
        : List.of(call.extent(1, 2), call.extent(1, 3));
    settings.ignore("height", "width");
    call.result(resize(size, Resize.Mode.LINEAR, Resize.Coordinates.ALIGN_CORNERS), x);
  }

  private static int scaled(int extent, int shrink, int zoom) {
    int less = (extent - 1) / shrink + 1;
    return Math.addExact(less, Math.multiplyExact(less - 1, zoom - 1));
  }

  private static void repeated(Call call) {
    Settings settings = call.settings("upsample_param");
    int scale = settings.integer("scale", settings.integer("stride", 2));
    if (scale < 1) {
      throw call.problem("found `scale` " + scale + ", required at least 1");
    }
    call.result(new Resize(List.of(), List.of((double) scale, (double) scale), Resize.Mode.NEAREST,
        Resize.Coordinates.ASYMMETRIC, Resize.Nearest.FLOOR, -0.75, false, 0, List.of(), 1), call.bottom(0));
  }

  private static Op blocks(String name, int stride) {
    return Ops.named(name).orElseThrow()
        .create(Map.of("block", Attr.of(stride), "mode", new Attr.Word("dcr"), "axis", Attr.of(1)));
  }

  /**
   * Darknet's order: the numbers of {@code [C, H, W]} are read as {@code [C / s^2, H * s, W * s]}, whose blocks become
   * channels, and what comes of it is read as {@code [C * s^2, H / s, W / s]}.
   */
  private static void reorganised(Call call) {
    Settings settings = call.settings("reorg_param");
    int stride = settings.integer("stride");
    boolean reverse = settings.flag("reverse", false);
    TensorType x = call.type(0);
    if (x.rank() != 4) {
      throw call.problem("found " + x + ", required rank 4");
    }
    int block = Math.multiplyExact(stride, stride);
    int channels = call.extent(0, 1);
    int high = call.extent(0, 2);
    int wide = call.extent(0, 3);
    if (stride < 1 || channels % block != 0 || !reverse && (high % stride != 0 || wide % stride != 0)) {
      throw new UnsupportedException("its stride " + stride + " does not divide the extents of " + x);
    }
    if (reverse) {
      call.result(blocks("depth_to_space", stride), call.bottom(0));
      return;
    }
    Operand large = call.reshaped(call.bottom(0), List.of(x.dim(0), Dim.of(channels / block),
        Dim.of((long) high * stride), Dim.of((long) wide * stride)));
    Operand deep = call.main(blocks("space_to_depth", stride), large);
    call.results(call.reshaped(deep, List.of(x.dim(0), Dim.of((long) channels * block), Dim.of(high / stride),
        Dim.of(wide / stride))));
  }
}
