package nacre.kernels;

import static nacre.kernels.Kernels.conv;
import static nacre.kernels.call.Calls.conv;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import nacre.kernels.call.Conv;
import nacre.kernels.call.Curve;
import nacre.kernels.call.Window;
import nacre.kernels.run.Fill;
import nacre.kernels.run.Halo;
import nacre.kernels.run.Slot;
import nacre.kernels.weights.Packed;
import nacre.kernels.weights.Safetensors;
import nacre.kernels.weights.Tensor;
import nacre.kernels.weights.Weights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions against the definition in double, on the sizes, borders and layouts where tiles and packing may err. */
@Tag("provider")
class ConvTest {

  /** Weights of a convolution: random, as floats for the reference and packed for the kernel. */
  record Given(Conv call, float[] weight, float[] bias, float[] scale, float[] shift, Packed packed) {

    static Given of(Conv call) {
      var random = new Random(7);
      float[] weight = random(random, call.out() * call.depth());
      float[] bias = random(random, call.out());
      float[] scale = random(random, call.in());
      float[] shift = random(random, call.in());
      var tensors = new ArrayList<Tensor>();
      Window window = call.window();
      tensors.add(Tensor.of("w", weight, call.out(), call.in() / call.groups(), window.height(), window.width()));
      if (call.epilogue().init().hasBias()) {
        tensors.add(Tensor.of("b", bias, call.out()));
      } else {
        bias = new float[call.out()];
      }
      if (call.prologue().affine()) {
        tensors.add(Tensor.of("s", scale, call.in()));
        tensors.add(Tensor.of("t", shift, call.in()));
      }
      Weights weights = Weights.of(Safetensors.of("test", tensors));
      Packed packed = call.prologue().affine() ? weights.conv(call, "w", "b", "s", "t") : weights.conv(call, "w", "b");
      weights.pack();
      return new Given(call, weight, bias, scale, shift, packed);
    }

    private static float[] random(Random random, int n) {
      var values = new float[n];
      for (int i = 0; i < n; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return values;
    }

    /** The sum that one output element is, before clamp and curve. */
    double sum(Slot in, int image, int channel, int row, int column) {
      int ins = call.in() / call.groups();
      int first = channel / (call.out() / call.groups()) * ins;
      Window window = call.window();
      double sum = bias[channel];
      for (int d = 0; d < call.depth(); d++) {
        int tap = d % window.taps();
        int y = row * window.strideY() - window.top() + tap / window.width() * window.dilationY();
        int x = column * window.strideX() - window.left() + tap % window.width() * window.dilationX();
        if (y >= 0 && x >= 0 && y < call.height() && x < call.width()) {
          int source = first + d / window.taps();
          sum += (double) weight[channel * call.depth() + d] * read(Shelf.get(in, image, source, y, x), source);
        }
      }
      return sum;
    }

    private double read(double x, int channel) {
      double affine = call.prologue().affine() ? x * scale[channel] + shift[channel] : x;
      return call.prologue().relu() ? Math.max(0, affine) : affine;
    }
  }

  static double finish(Conv call, double x) {
    double clamped = Math.min(Math.max(x, call.epilogue().low()), call.epilogue().high());
    return Definitions.curve(call.epilogue().curve(), call.epilogue().slope(), clamped);
  }

  /** Runs a convolution of two images in a memory for three and compares every element. */
  private static void check(Conv call, Halo inHalo, Halo outHalo) {
    Given given = Given.of(call);
    var shelf = new Shelf(3);
    Slot in = shelf.random(1, inHalo, call.in(), call.height(), call.width());
    Slot residual = shelf.random(2, outHalo, call.out(), call.outHeight(), call.outWidth());
    Slot out = shelf.put(outHalo, call.out(), call.outHeight(), call.outWidth());
    boolean adds = call.epilogue().init().hasResidual();
    shelf.run(2, k -> {
      if (adds) {
        conv(k, call, given.packed(), in, residual, out);
      } else {
        conv(k, call, given.packed(), in, out);
      }
    });
    int plane = call.outHeight() * call.outWidth();
    Close.requireClose(call.toJava() + " " + inHalo + " -> " + outHalo, Shelf.all(out, 2), call.depth(), index -> {
      int image = index / plane / call.out();
      int channel = index / plane % call.out();
      int row = index % plane / call.outWidth();
      int column = index % plane % call.outWidth();
      double added = adds ? Shelf.get(residual, image, channel, row, column) : 0;
      return finish(call, given.sum(in, image, channel, row, column) + added);
    });
  }

  static Stream<Conv> calls() {
    var calls = new ArrayList<Conv>();
    for (int[] size : List.of(new int[] {1, 1, 1, 1}, new int[] {3, 5, 7, 9}, new int[] {2, 8, 15, 17},
        new int[] {5, 7, 16, 16}, new int[] {4, 11, 5, 33})) {
      for (int stride = 1; stride <= 3; stride++) {
        calls.add(conv(1, stride, size[0], size[1], size[2], size[3]));
        calls.add(conv(3, stride, size[0], size[1], size[2], size[3]).padding(1).relu());
        calls.add(conv(3, stride, size[0], size[1], size[2], size[3]).padding(2, 1, 3, 4).dilation(2, 1).add());
        calls.add(conv(1, 5, 1, stride, size[0], size[1], size[2], size[3]).padding(0, 3, 1, 2).noBias().clamp(-1, 1));
      }
    }
    calls.add(conv(7, 2, 3, 6, 23, 21).padding(3).relu());
    calls.add(conv(3, 1, 64, 12, 7, 7).padding(1).noBias().add().relu());
    calls.add(conv(1, 1, 300, 9, 6, 7).add());
    calls.add(conv(1, 1, 520, 8, 1, 1));
    calls.add(conv(3, 1, 6, 10, 9, 9).padding(1).dilation(3));
    calls.add(conv(3, 2, 8, 12, 9, 10).padding(1).groups(2).curve(Curve.SILU));
    calls.add(conv(3, 1, 8, 12, 9, 10).padding(1).groups(4).leaky(0.1f));
    calls.add(conv(2, 1, 6, 6, 5, 5).padding(0, 0, 1, 1).groups(3).affineFirst().reluFirst());
    calls.add(conv(3, 1, 4, 5, 9, 8).padding(1).affineFirst());
    calls.add(conv(1, 1, 4, 5, 9, 8).reluFirst().add().curve(Curve.GELU));
    for (int stride = 1; stride <= 3; stride++) {
      calls.add(conv(3, stride, 6, 6, 13, 14).padding(1).groups(6).clamp(0, 6));
      calls.add(conv(3, stride, 4, 8, 9, 37).padding(1, 2, 0, 1).groups(4).add().relu());
      calls.add(conv(5, stride, 3, 3, 12, 66).padding(2).groups(3).curve(Curve.TANH).noBias());
    }
    calls.add(conv(3, 1, 3, 6, 9, 9).padding(2).dilation(2).groups(3).affineFirst().reluFirst());
    return calls.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void matchesItsDefinition(Conv call) {
    check(call, Halo.NONE, Halo.NONE);
    check(call, Halo.of(1), Halo.NONE);
    check(call, new Halo(2, 3, 2, 3, Fill.ZERO), Halo.of(1));
    check(call, new Halo(1, 1, 1, 1, Fill.LOWEST), new Halo(0, 1, 0, 0, Fill.ZERO));
  }

  /** No window fits: the output has no element, and nothing fails. */
  @Test
  void hasNoOutputWhereTheWindowDoesNotFit() {
    check(conv(5, 1, 2, 2, 3, 3), Halo.NONE, Halo.NONE);
    check(conv(5, 1, 2, 2, 3, 3).groups(2), Halo.NONE, Halo.NONE);
  }

  /** Concat and split without copies: input and output are ranges of channels of larger slots, whose rest stays. */
  @Test
  void readsAndWritesViewsOfChannels() {
    Conv call = conv(3, 1, 5, 6, 8, 9).padding(1);
    Given given = Given.of(call);
    var shelf = new Shelf(2);
    Slot wideIn = shelf.random(1, Halo.of(1), 9, 8, 9);
    Slot wideOut = shelf.random(2, 10, 8, 9);
    float[] before = Shelf.all(wideOut, 2);
    Slot in = wideIn.channels(3, 5);
    shelf.run(2, k -> conv(k, call, given.packed(), in, wideOut.channels(1, 6)));
    Close.requireClose("views", Shelf.all(wideOut, 2), call.depth(), index -> {
      int channel = index / 72 % 10;
      boolean written = channel >= 1 && channel < 7;
      return written ? given.sum(in, index / 720, channel - 1, index % 72 / 9, index % 9) : before[index];
    });
  }

  /** The residual may be the output itself, as the planner places it when the sum is the value's last use. */
  @Test
  void addsOntoTheOutputInPlace() {
    for (Conv call : List.of(conv(1, 1, 300, 7, 9, 9).add().relu(),
        conv(3, 1, 4, 4, 9, 9).padding(1).groups(4).add())) {
      Given given = Given.of(call);
      var shelf = new Shelf(1);
      Slot in = shelf.random(1, call.in(), 9, 9);
      Slot out = shelf.random(2, call.out(), 9, 9);
      float[] before = Shelf.all(out, 1);
      shelf.run(1, k -> conv(k, call, given.packed(), in, out, out));
      Close.requireClose(call.toJava(), Shelf.all(out, 1), call.depth(),
          index -> finish(call, before[index] + given.sum(in, 0, index / 81, index % 81 / 9, index % 9)));
    }
  }
}
