package nacre.caffe.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nacre.caffe.Call;
import nacre.caffe.LayerType;
import nacre.caffe.Settings;
import nacre.importers.UnsupportedException;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.op.Conv1d;
import nacre.ir.op.Conv2d;
import nacre.ir.op.Conv3d;
import nacre.ir.op.ConvTranspose1d;
import nacre.ir.op.ConvTranspose2d;
import nacre.ir.op.ConvTranspose3d;
import nacre.ir.op.Op;

/** Convolutions, transposed ones, and those of forks with a filter for each channel. */
final class Convolutions {
  static final List<LayerType> ALL = List.of(
      type("Convolution", Convolutions::convolution),
      type("DepthwiseConvolution", Convolutions::convolution),
      type("ConvolutionDepthwise", Convolutions::depthwise),
      type("Deconvolution", Convolutions::transposed));

  private static final String PARAM = "convolution_param";

  private Convolutions() {}

  private static LayerType type(String name, Consumer<Call> mapping) {
    return LayerType.of(name, mapping).quiet(PARAM + ".engine", PARAM + ".force_nd_im2col");
  }

  private static void convolution(Call call) {
    filters(call, call.settings(PARAM).integer("group", 1));
  }

  private static void depthwise(Call call) {
    call.settings(PARAM).ignore("group");
    filters(call, call.extent(0, 1));
  }

  private static int axis(Call call) {
    int axis = call.axis(call.settings(PARAM).integer("axis", 1), call.rank(0));
    if (axis != 1) {
      throw new UnsupportedException("its channels are on axis " + axis);
    }
    return axis;
  }

  private static void filters(Call call, int groups) {
    Settings settings = call.settings(PARAM);
    int axis = axis(call);
    Windows window = new Windows(call, settings);
    int filters = filters(call, settings, groups);
    List<Dim> weight = new ArrayList<>(List.of(Dim.of(filters), share(call, call.dim(0, axis), groups)));
    List<Integer> kernel = window.kernel();
    kernel.forEach(extent -> weight.add(positive(call, extent)));
    Op op = switch (window.axes()) {
      case 1 -> new Conv1d(window.stride(), window.padding(), window.dilation(), groups, 1);
      case 2 -> new Conv2d(window.stride(), window.padding(), window.dilation(), groups, 1);
      case 3 -> new Conv3d(window.stride(), window.padding(), window.dilation(), groups, 1);
      default -> throw new UnsupportedException("it has " + window.axes() + " axes to slide along");
    };
    result(call, settings, op, weight, Dim.of(filters));
  }

  private static int filters(Call call, Settings settings, int groups) {
    int filters = settings.integer("num_output");
    if (filters < 1 || groups < 1 || filters % groups != 0) {
      throw call.problem("found `num_output` " + filters + " in " + groups
          + " groups, required a positive number that the groups divide");
    }
    return filters;
  }

  private static Dim positive(Call call, int extent) {
    if (extent < 1) {
      throw call.problem("found a window of " + extent + ", required at least 1");
    }
    return Dim.of(extent);
  }

  /** The channels that a group reads. */
  private static Dim share(Call call, Dim channels, int groups) {
    if (groups == 1) {
      return channels;
    }
    long known = channels.known().orElseThrow(
        () -> new UnsupportedException("it has groups of channels whose number is not known, " + channels));
    if (known % groups != 0) {
      throw call.problem("found " + known + " channels in " + groups + " groups, required a multiple");
    }
    return Dim.of(known / groups);
  }

  private static void result(Call call, Settings settings, Op op, List<Dim> weight, Dim filters) {
    Operand w = call.blob(0, Role.WEIGHT, "weight", weight, Fillers.of(settings, "weight_filler"));
    Optional<Init> filler = Fillers.of(settings, "bias_filler");
    Operand bias = settings.flag("bias_term", true)
        ? call.blob(1, Role.BIAS, "bias", List.of(filters), filler) : Operand.ABSENT;
    call.result(op, call.bottom(0), w, bias);
  }

  private static void transposed(Call call) {
    Settings settings = call.settings(PARAM);
    int axis = axis(call);
    int groups = settings.integer("group", 1);
    Windows window = new Windows(call, settings);
    int filters = filters(call, settings, groups);
    share(call, call.dim(0, axis), groups);
    List<Dim> weight = new ArrayList<>(List.of(call.dim(0, axis), Dim.of(filters / groups)));
    window.kernel().forEach(extent -> weight.add(positive(call, extent)));
    List<Integer> more = Collections.nCopies(window.axes(), 0);
    Op op = switch (window.axes()) {
      case 1 -> new ConvTranspose1d(window.stride(), window.padding(), more, window.dilation(), groups, 1);
      case 2 -> new ConvTranspose2d(window.stride(), window.padding(), more, window.dilation(), groups, 1);
      case 3 -> new ConvTranspose3d(window.stride(), window.padding(), more, window.dilation(), groups, 1);
      default -> throw new UnsupportedException("it has " + window.axes() + " axes to slide along");
    };
    result(call, settings, op, weight, Dim.of(filters));
  }
}
