package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nacre.ir.Value;
import nacre.kernels.run.Fill;
import nacre.testing.Net;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where values lie: halos, parts of concatenations and channels-last planes, compared value by value. */
class EmittedPlacesTest {
  @Test
  @DisplayName("a convolution, its activation and a pool with padding, whose LOWEST halo is filled first")
  void lowestHalo() {
    Net net = new Net();
    Value x = net.input("x", 3, 9, 9);
    Value y = net.call("conv2d", x, "filters", 5, "kernel", 3, "padding", 1);
    Value z = net.call("max_pool2d", y, "kernel", 3, "stride", 1, "padding", 1);
    Emission emission =
        Emission.of(net.outputs(net.call("conv2d", z, "filters", 2, "kernel", 1))).check().checkScalar();
    assertThat(emission.kernels()).isEqualTo("Move Conv Pool Conv");
    assertThat(emission.model().plan().slots()).anyMatch(slot -> slot.geometry().halo().fill() == Fill.LOWEST
        && slot.geometry().halo().top() == 1);
  }

  @Test
  @DisplayName("depthwise windows read zeros around planes; maxima of the same planes must not see them")
  void bothFills() {
    Net net = new Net();
    Value x = net.call("leaky_relu", net.input("x", 4, 7, 6), "slope", 3.0);
    Value a = net.call("conv2d", x, "filters", 4, "kernel", 3, "padding", 1, "groups", 4);
    Value b = net.call("max_pool2d", x, "kernel", 3, "stride", 1, "padding", 1);
    Emission.of(net.outputs(net.call("add", List.of(a, b)))).check().checkScalar();
  }

  @Test
  @DisplayName("operands of a concatenation of channels are computed where they belong: nothing is copied")
  void concatViews() {
    Net net = new Net();
    Value x = net.input("x", 3, 8, 8);
    Value a = net.call("conv2d", x, "filters", 4, "kernel", 1);
    Value b = net.call("conv2d", x, "filters", 2, "kernel", 3, "padding", 1);
    Value c = net.call("max_pool2d", a, "kernel", 3, "stride", 1, "padding", 1);
    Value all = net.call("concat", List.of(a, b, c), "axis", 1);
    Emission emission = Emission.of(net.outputs(net.call("conv2d", all, "filters", 3, "kernel", 3, "padding", 1)));
    assertThat(emission.check().checkScalar().kernels()).isEqualTo("Conv Conv Pool Conv");
  }

  @Test
  @DisplayName("a list that grows is one slot: earlier concatenations are the first planes of the last one")
  void growingConcat() {
    Net net = new Net();
    Value x = net.call("conv2d", net.input("x", 2, 6, 6), "filters", 3, "kernel", 1);
    Value a = net.call("conv2d", x, "filters", 2, "kernel", 3, "padding", 1);
    Value first = net.call("concat", List.of(x, a), "axis", 1);
    Value b = net.call("conv2d", first, "filters", 2, "kernel", 3, "padding", 1);
    Value second = net.call("concat", List.of(x, a, b), "axis", 1);
    Emission emission = Emission.of(net.outputs(net.call("relu", second))).check();
    assertThat(emission.kernels()).isEqualTo("Conv Conv Conv Pointwise");
  }

  @Test
  @DisplayName("what cannot be a view is copied: an operand twice, an input, another axis")
  void concatCopies() {
    Net net = new Net();
    Value x = net.input("x", 3, 4, 4);
    Value y = net.call("relu", x);
    Value twice = net.call("concat", List.of(y, x, y), "axis", 1);
    Value rows = net.call("concat", List.of(twice, twice), "axis", 2);
    Value images = net.call("concat", List.of(rows, rows), "axis", 0);
    Emission.of(net.outputs(images)).check().checkScalar();
  }

  @Test
  @DisplayName("a channels-last picture is reordered once, and back where its elements are read in order; a halo is filled")
  void channelsLast() {
    Net net = new Net();
    Value x = net.input("x", 8, 6, 3);
    Value y = net.call("conv2d", x, "filters", 4, "kernel", 3, "padding", "same", "axis", 3);
    y = net.call("batch_norm", net.call("relu", y), "axis", 3, "statistics", "batch");
    Value z = net.call("max_pool2d", y, "kernel", 2, "stride", 2, "axis", 3);
    z = net.call("conv2d", z, "filters", 4, "kernel", 3, "groups", 4, "padding", 1, "axis", 3);
    Value out = net.call("dense", net.call("flatten", z), "units", 5);
    Emission emission = Emission.of(net.outputs(out)).check().checkScalar();
    assertThat(emission.kernels()).isEqualTo("Move Conv Pointwise Normalise Move Pool Conv Move Gemm");
  }

  @Test
  @DisplayName("neighbouring channels are read where they are: by windows, by loops, by an output, and as a part of a part")
  void sliceViews() {
    Net net = new Net();
    Value x = net.call("conv2d", net.input("x", 3, 7, 7), "filters", 12, "kernel", 1);
    Value a = slice(net, x, 1, 0, 4);
    Value b = slice(net, x, 1, 4, 12);
    Value c = slice(net, b, 1, 3, 7);
    Value y = net.call("conv2d", a, "filters", 4, "kernel", 3, "padding", 1);
    Value z = net.call("max_pool2d", c, "kernel", 3, "stride", 1, "padding", 1);
    Emission emission = Emission.of(net.outputs(net.call("mul", List.of(y, c)), z, b)).check().checkScalar();
    assertThat(emission.kernels()).isEqualTo("Conv Conv Pool Pointwise");
  }

  private static Value slice(Net net, Value x, int axis, int start, int end) {
    return net.call("slice", x, "starts", List.of(start), "ends", List.of(end), "axes", List.of(axis));
  }

  @Test
  @DisplayName("the gates of a recurrent cell are slices of one product, and none is copied")
  void gates() {
    Net net = new Net();
    Value x = net.call("dense", net.input("x", 5), "units", 33);
    Value in = net.call("sigmoid", slice(net, x, 1, 0, 11));
    Value out = net.call("tanh", slice(net, x, 1, 22, 33));
    Value both = net.call("mul", List.of(net.call("mul", List.of(in, out)), slice(net, x, 1, 11, 22)));
    assertThat(Emission.of(net.outputs(both)).check().checkScalar().kernels()).doesNotContain("Move");
  }

  @Test
  @DisplayName("what is no row of neighbours is copied: another axis, a step, backwards, or where elements must be in order")
  void sliceCopies() {
    Net net = new Net();
    Value x = net.call("relu", net.input("x", 6, 5, 4));
    Value rows = slice(net, x, 2, 1, 3);
    Value every =
        net.call("slice", x, "starts", List.of(1), "ends", List.of(6), "axes", List.of(1), "steps", List.of(2));
    Value back =
        net.call("slice", x, "starts", List.of(-1), "ends", List.of(-4), "axes", List.of(1), "steps", List.of(-1));
    Value flat = net.call("flatten", slice(net, x, 1, 2, 5));
    Emission emission = Emission.of(net.outputs(rows, every, back, net.call("dense", flat, "units", 3))).check();
    assertThat(emission.checkScalar().kernels()).isEqualTo("Pointwise Move Move Move Gemm Move");
  }

  @Test
  @DisplayName("a halo whose memory others use is filled again in every run, and for every batch")
  void sharedHalo() {
    Net net = new Net();
    Value x = net.call("conv2d", net.input("x", 3, 8, 8), "filters", 4, "kernel", 1);
    Value three = net.call("conv2d", x, "filters", 4, "kernel", 3, "padding", 1, "groups", 4);
    Value five = net.call("conv2d", three, "filters", 4, "kernel", 5, "padding", 2, "groups", 4);
    Value last = net.call("conv2d", five, "filters", 4, "kernel", 3, "padding", 1, "groups", 4);
    Emission emission = Emission.of(net.outputs(net.call("conv2d", last, "filters", 30, "kernel", 1)));
    assertThat(emission.check().checkScalar().kernels()).contains("Move");
  }
}
