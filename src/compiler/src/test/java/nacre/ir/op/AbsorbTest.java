package nacre.ir.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.GraphBuilder;
import nacre.ir.Init;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Output;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;
import nacre.testing.RandomValues;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What an op makes of a scale and a shift is tried against the op followed by them, on values of both signs and with zero
 * scales: the algebra that folding rests on.
 */
class AbsorbTest {
  /** An op, the types of its operands with parameters from the second on; {@code _} stands for an absent one. */
  private record Example(String title, AbsorbsOutputAffine op, List<String> operands) {}

  private static final List<Example> EXAMPLES = List.of(
      new Example("conv2d", conv(1, 1), List.of("2 4 5 5", "6 4 3 3", "6")),
      new Example("conv2d without bias", conv(1, 1), List.of("2 4 5 5", "6 4 3 3", "_")),
      new Example("grouped conv2d", conv(2, 1), List.of("2 4 5 5", "6 2 3 3", "6")),
      new Example("depthwise conv2d, as many channels as pixels in a row", conv(4, 1),
          List.of("4 4 4 4", "4 1 3 3", "4")),
      new Example("channels-last conv2d", conv(1, 3), List.of("2 5 5 4", "6 4 3 3", "6")),
      new Example("grouped conv1d", conv1d(2, 1), List.of("2 4 7", "6 2 3", "6")),
      new Example("channels-last conv1d without bias", conv1d(1, 2), List.of("2 7 4", "6 4 3", "_")),
      new Example("grouped conv3d", conv3d(2, 1), List.of("2 4 3 4 3", "6 2 2 3 2", "6")),
      new Example("channels-last conv3d", conv3d(1, 4), List.of("2 3 4 3 4", "6 4 2 3 2", "6")),
      new Example("conv_transpose1d", transposed1d(1, 1), List.of("2 4 5", "4 3 3", "3")),
      new Example("grouped conv_transpose1d without bias", transposed1d(2, 1), List.of("2 4 5", "4 3 3", "_")),
      new Example("conv_transpose2d, square weights", transposed2d(1, 1), List.of("2 4 4 4", "4 4 4 4", "4")),
      new Example("grouped conv_transpose2d", transposed2d(2, 1), List.of("2 4 5 5", "4 3 3 3", "6")),
      new Example("depthwise conv_transpose2d, channels last", transposed2d(4, 3), List.of("2 3 3 4", "4 1 3 3", "4")),
      new Example("grouped conv_transpose3d", transposed3d(2, 1), List.of("1 4 2 3 2", "4 2 2 2 2", "4")),
      new Example("channels-last conv_transpose3d", transposed3d(1, 4), List.of("1 2 3 2 4", "4 3 2 2 2", "3")),
      new Example("dense, square", new Dense(), List.of("4 4", "4 4", "4")),
      new Example("dense of rank 3 without bias", new Dense(), List.of("2 3 4", "5 4", "_")),
      new Example("dense of a vector", new Dense(), List.of("4", "5 4", "5")),
      new Example("scale_shift", new ScaleShift(1), List.of("2 3 4", "3", "3")),
      new Example("scale_shift without a scale", new ScaleShift(1), List.of("2 3 4", "_", "3")),
      new Example("scale_shift without a shift", new ScaleShift(2), List.of("2 3 4", "4", "_")));

  private static Conv2d conv(int groups, int axis) {
    List<Integer> ones = List.of(1, 1);
    return new Conv2d(ones, new Padding.Explicit(List.of(1, 0), List.of(0, 1)), ones, groups, axis);
  }

  private static Conv1d conv1d(int groups, int axis) {
    return new Conv1d(List.of(2), new Padding.Explicit(List.of(1), List.of(2)), List.of(1), groups, axis);
  }

  private static Conv3d conv3d(int groups, int axis) {
    List<Integer> ones = List.of(1, 1, 1);
    return new Conv3d(ones, new Padding.Explicit(List.of(1, 0, 0), List.of(0, 1, 0)), ones, groups, axis);
  }

  private static ConvTranspose1d transposed1d(int groups, int axis) {
    return new ConvTranspose1d(List.of(2), Padding.none(1), List.of(1), List.of(1), groups, axis);
  }

  private static ConvTranspose2d transposed2d(int groups, int axis) {
    List<Integer> ones = List.of(1, 1);
    return new ConvTranspose2d(List.of(2, 2), new Padding.Explicit(ones, ones), List.of(0, 1), ones, groups, axis);
  }

  private static ConvTranspose3d transposed3d(int groups, int axis) {
    List<Integer> ones = List.of(1, 1, 1);
    return new ConvTranspose3d(List.of(1, 2, 1), Padding.none(3), List.of(0, 0, 0), ones, groups, axis);
  }

  @TestFactory
  @DisplayName("absorbing a scale and a shift is applying them afterwards")
  Stream<DynamicTest> absorbs() {
    return EXAMPLES.stream().map(example -> DynamicTest.dynamicTest(example.title(), () -> new Trial(example).check()));
  }

  private static final class Trial implements NodeSink {
    private final GraphBuilder builder = new GraphBuilder("Absorb");
    private final Op op;
    private final AbsorbsOutputAffine absorbs;
    private final List<Operand> operands = new ArrayList<>();
    private int nodes;

    Trial(Example example) {
      absorbs = example.op();
      op = (Op) example.op();
      for (String shape : example.operands()) {
        operands.add(shape.equals("_") ? Operand.ABSENT : operand(type(shape)));
      }
    }

    private static TensorType type(String shape) {
      return TensorType.of(DType.F64, Stream.of(shape.split(" ")).mapToLong(Long::parseLong).toArray());
    }

    private Operand operand(TensorType type) {
      return operands.isEmpty()
          ? builder.input("x", type, Optional.empty(), Location.NONE)
          : builder.param(new Param("p" + operands.size(), type, Role.OWN, true, Init.ZEROS, Location.NONE));
    }

    void check() {
      Node plain = node(op, operands);
      int axis = absorbs.affineAxis(site(plain));
      long channels = ((TensorType) plain.type()).dim(axis).known().orElseThrow();
      TensorType row = TensorType.of(DType.F64, channels);
      Operand scale = builder.param(new Param("scale", row, Role.GAMMA, true, Init.ONES, Location.NONE));
      Operand shift = builder.param(new Param("shift", row, Role.BETA, true, Init.ZEROS, Location.NONE));
      Node after = node(new ScaleShift(axis), List.of(plain.value(), scale, shift));
      Node folded = node(op, absorbs.absorb(this, operands, site(plain), scale, shift));
      builder.output(new Output("after", after.value(), List.of(), OptionalInt.empty(), Location.NONE));
      builder.output(new Output("folded", folded.value(), List.of(), OptionalInt.empty(), Location.NONE));
      compare(builder.build());
    }

    private Site site(Node node) {
      return builder.build().site(node);
    }

    private static void compare(Graph graph) {
      Map<String, Tensor> results = new Interpreter(graph).run(RandomValues.inputs(graph, 3, Map.of()),
          ParamValues.byPath(RandomValues.params(graph, new Random(5).nextLong())));
      double[] after = results.get("after").toReals();
      double[] folded = results.get("folded").toReals();
      assertThat(after).isNotEmpty();
      for (int i = 0; i < after.length; i++) {
        assertThat(Math.abs(folded[i] - after[i])).isLessThan(1e-12 * Math.max(1, Math.abs(after[i])));
      }
    }

    private Node node(Op of, List<Operand> reads) {
      return builder.add("n" + nodes++, of, reads, OptionalInt.empty(), Location.NONE);
    }

    @Override
    public Operand add(Op of, List<Operand> reads) {
      return node(of, reads).value();
    }

    @Override
    public Type type(Operand operand) {
      return builder.type(operand).orElseThrow();
    }
  }
}
