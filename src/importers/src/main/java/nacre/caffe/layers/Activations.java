package nacre.caffe.layers;

import java.util.List;
import java.util.Optional;
import nacre.caffe.Call;
import nacre.caffe.LayerType;
import nacre.caffe.Settings;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.op.Abs;
import nacre.ir.op.Add;
import nacre.ir.op.Cast;
import nacre.ir.op.Clip;
import nacre.ir.op.Dropout;
import nacre.ir.op.Elu;
import nacre.ir.op.Exp;
import nacre.ir.op.Greater;
import nacre.ir.op.Identity;
import nacre.ir.op.LeakyRelu;
import nacre.ir.op.Log;
import nacre.ir.op.Mul;
import nacre.ir.op.Neg;
import nacre.ir.op.Op;
import nacre.ir.op.PRelu;
import nacre.ir.op.Pow;
import nacre.ir.op.Relu;
import nacre.ir.op.Sigmoid;
import nacre.ir.op.Softmax;
import nacre.ir.op.Softplus;
import nacre.ir.op.Sub;
import nacre.ir.op.Tanh;

/** Layers that look at each number for itself, and softmax. */
final class Activations {
  static final List<LayerType> ALL = List.of(
      LayerType.of("ReLU", Activations::relu).quiet("relu_param.engine"),
      plain("ReLU6", new Clip(0, 6)).quiet("relu_param.engine"),
      LayerType.of("PReLU", Activations::prelu),
      LayerType.of("ELU", call -> call.result(new Elu(call.settings("elu_param").real("alpha", 1)), call.bottom(0))),
      plain("Sigmoid", new Sigmoid()).quiet("sigmoid_param.engine"),
      plain("TanH", new Tanh()).quiet("tanh_param.engine"),
      plain("AbsVal", new Abs()),
      plain("BNLL", new Softplus()),
      LayerType.of("Power", Activations::power),
      LayerType.of("Exp", Activations::exp),
      LayerType.of("Log", Activations::log),
      LayerType.of("Clip", Activations::clip),
      LayerType.of("Swish", Activations::swish),
      LayerType.of("Threshold", Activations::threshold),
      LayerType.of("Dropout", Activations::dropout),
      LayerType.of("Softmax", Activations::softmax).quiet("softmax_param.engine"));

  private Activations() {}

  private static LayerType plain(String name, Op op) {
    return LayerType.of(name, call -> call.result(op, call.bottom(0)));
  }

  private static void relu(Call call) {
    double slope = call.settings("relu_param").real("negative_slope", 0);
    call.result(slope == 0 ? new Relu() : new LeakyRelu(slope), call.bottom(0));
  }

  /** Forks may leave the sizes alone in training and make all numbers less at inference, by the part that is kept. */
  private static void dropout(Call call) {
    Settings settings = call.settings("dropout_param");
    double ratio = settings.real("dropout_ratio", 0.5);
    if (!(ratio >= 0 && ratio < 1)) {
      throw call.problem("found `dropout_ratio` " + ratio + ", required a number from 0 on and below 1");
    }
    Op op = new Dropout(ratio);
    if (settings.flag("scale_train", true)) {
      call.result(op, call.bottom(0));
    } else {
      call.result(new Mul(), call.add(op, call.bottom(0)), call.number(1 - ratio));
    }
  }

  private static void prelu(Call call) {
    Settings settings = call.settings("prelu_param");
    Optional<Init> filler = Fillers.of(settings, "filler");
    if (!settings.flag("channel_shared", false)) {
      call.result(new PRelu(1), call.bottom(0),
          call.blob(0, Role.SLOPE, "slope", List.of(call.dim(0, 1)), filler));
      return;
    }
    Operand negative = call.add(new Relu(), call.add(new Neg(), call.bottom(0)));
    Operand scaled = call.main(new Mul(), negative, call.blob(0, Role.OWN, "slope", List.of(), filler
        .or(() -> Optional.of(new Init.Constant(0.25)))));
    call.results(call.add(new Sub(), call.add(new Relu(), call.bottom(0)), scaled));
  }

  /** {@code x * scale + shift}, what changes nothing left out. */
  private static Operand affine(Call call, Settings settings) {
    double shift = settings.real("shift", 0);
    Operand scaled = scaled(call, settings.real("scale", 1));
    return shift == 0 ? scaled : call.add(new Add(), scaled, call.number(shift));
  }

  private static Operand scaled(Call call, double scale) {
    return scale == 1 ? call.bottom(0) : call.add(new Mul(), call.bottom(0), call.number(scale));
  }

  private static void power(Call call) {
    Settings settings = call.settings("power_param");
    double power = settings.real("power", 1);
    double scale = settings.real("scale", 1);
    double shift = settings.real("shift", 0);
    if (power != 1) {
      call.result(new Pow(), affine(call, settings), call.number(power));
    } else if (shift != 0) {
      call.result(new Add(), scaled(call, scale), call.number(shift));
    } else if (scale != 1) {
      call.result(new Mul(), call.bottom(0), call.number(scale));
    } else {
      call.result(new Identity(), call.bottom(0));
    }
  }

  private static double base(Settings settings) {
    double base = settings.real("base", -1);
    if (base != -1 && !(base > 0)) {
      throw new UnsupportedException("its base is " + base);
    }
    return base;
  }

  private static void exp(Call call) {
    Settings settings = call.settings("exp_param");
    double base = base(settings);
    Operand power = affine(call, settings);
    call.result(new Exp(), base == -1 ? power : call.add(new Mul(), power, call.number(Math.log(base))));
  }

  private static void log(Call call) {
    Settings settings = call.settings("log_param");
    double base = base(settings);
    Operand x = affine(call, settings);
    if (base == -1) {
      call.result(new Log(), x);
    } else {
      call.result(new Mul(), call.add(new Log(), x), call.number(1 / Math.log(base)));
    }
  }

  private static void clip(Call call) {
    Settings settings = call.settings("clip_param");
    if (!settings.has("min") || !settings.has("max")) {
      throw settings.missing(settings.has("min") ? "max" : "min");
    }
    call.result(new Clip(settings.real("min", 0), settings.real("max", 0)), call.bottom(0));
  }

  private static void swish(Call call) {
    double beta = call.settings("swish_param").real("beta", 1);
    Operand x = call.bottom(0);
    Operand gate = call.add(new Sigmoid(), beta == 1 ? x : call.add(new Mul(), x, call.number(beta)));
    call.result(new Mul(), x, gate);
  }

  private static void threshold(Call call) {
    Operand limit = call.number(call.settings("threshold_param").real("threshold", 0));
    call.result(new Cast(DType.F32), call.add(new Greater(), call.bottom(0), limit));
  }

  private static void softmax(Call call) {
    int axis = call.axis(call.settings("softmax_param").integer("axis", 1), call.rank(0));
    call.result(new Softmax(axis), call.bottom(0));
  }
}
