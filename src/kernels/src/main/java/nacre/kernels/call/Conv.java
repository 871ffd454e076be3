package nacre.kernels.call;

/**
 * A two-dimensional convolution (cross-correlation) of planes, with weights {@code [out, in / groups, height, width]}:
 * {@code y[o, i, j] = epilogue(init + sum over c, u, v of w[o, c, u, v] * x[c, i * strideY + u * dilationY - top, ...])}.
 *
 * @param window the taps, strides and padding; padding reads as zero
 * @param in input channels
 * @param out output channels
 * @param height rows of the input
 * @param width columns of the input
 * @param groups into which input and output channels fall; each output channel sees the input channels of its group
 * @param prologue what is done to an input element while it is read
 * @param epilogue what accumulators start from and what finished elements go through
 */
public record Conv(Window window, int in, int out, int height, int width, int groups, Prologue prologue,
    Epilogue epilogue)
    implements Call {

  public Conv {
    if (groups < 1 || in % groups != 0 || out % groups != 0) {
      throw new IllegalArgumentException(
          "the groups of a convolution divide its channels, found " + groups + " groups of " + in + " -> " + out);
    }
    if (Math.min(Math.min(in, out), Math.min(height, width)) < 0) {
      throw new IllegalArgumentException("a convolution's sizes are not negative");
    }
  }

  public Conv padding(int all) {
    return padding(all, all, all, all);
  }

  public Conv padding(int top, int left, int bottom, int right) {
    return window(window.padded(top, left, bottom, right));
  }

  public Conv dilation(int both) {
    return dilation(both, both);
  }

  public Conv dilation(int y, int x) {
    return window(window.dilated(y, x));
  }

  private Conv window(Window newWindow) {
    return new Conv(newWindow, in, out, height, width, groups, prologue, epilogue);
  }

  public Conv groups(int newGroups) {
    return new Conv(window, in, out, height, width, newGroups, prologue, epilogue);
  }

  /** Scales and shifts each input element by its channel's constants while it is read. */
  public Conv affineFirst() {
    return new Conv(window, in, out, height, width, groups, new Prologue(true, prologue.relu()), epilogue);
  }

  /** Applies ReLU to each input element while it is read. */
  public Conv reluFirst() {
    return new Conv(window, in, out, height, width, groups, new Prologue(prologue.affine(), true), epilogue);
  }

  public Conv epilogue(Epilogue newEpilogue) {
    return new Conv(window, in, out, height, width, groups, prologue, newEpilogue);
  }

  public Conv noBias() {
    return epilogue(epilogue.init(epilogue.init().withoutBias()));
  }

  /** Adds a residual of the output's shape before the clamp and curve. */
  public Conv add() {
    return epilogue(epilogue.init(epilogue.init().withResidual()));
  }

  public Conv relu() {
    return clamp(0, Float.POSITIVE_INFINITY);
  }

  public Conv clamp(float low, float high) {
    return epilogue(epilogue.clamp(low, high));
  }

  public Conv curve(Curve curve) {
    return epilogue(epilogue.curve(curve));
  }

  public Conv leaky(float slope) {
    return epilogue(epilogue.leaky(slope));
  }

  public Conv elu(float slope) {
    return epilogue(epilogue.elu(slope));
  }

  /** Rows of the output. */
  public int outHeight() {
    return window.countY(height);
  }

  /** Columns of the output. */
  public int outWidth() {
    return window.countX(width);
  }

  /** Products that are added up for one output element. */
  public int depth() {
    return in / groups * window.taps();
  }

  /** Multiply-adds for one image. */
  public long macs() {
    return (long) out * outHeight() * outWidth() * depth();
  }

  /** Whether every group has a single input channel. */
  public boolean isDepthwise() {
    return groups == in && groups > 1;
  }

  @Override
  public String toJava() {
    return "conv(" + window.sizeToJava() + ", " + in + ", " + out + ", " + height + ", " + width + ")"
        + window.settingsToJava() + (groups == 1 ? "" : ".groups(" + groups + ")")
        + (prologue.affine() ? ".affineFirst()" : "") + (prologue.relu() ? ".reluFirst()" : "")
        + epilogue.toJava(Init.BIAS);
  }
}
