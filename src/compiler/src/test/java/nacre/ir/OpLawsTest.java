package nacre.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nacre.ir.op.CancelsShift;
import nacre.ir.op.Evaluation;
import nacre.ir.op.InferContext;
import nacre.ir.op.Op;
import nacre.ir.op.OpSpec;
import nacre.ir.op.Ops;
import nacre.ir.op.PreservesShift;
import nacre.ir.op.TracksAxes;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;
import nacre.testing.Golden;
import nacre.testing.RandomGraphs;
import nacre.testing.RandomValues;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What ops claim of themselves is tried out on the uses of case files and random graphs, one operand changed at a time. */
class OpLawsTest {
  private static final int GRAPHS = 150;
  private static final Path CASES = Golden.resources().resolve("nacre/ir/op");

  /** A use with concrete operands. */
  private record Use(Op op, List<Optional<Tensor>> operands) {
    Tensor result() {
      return op.evaluate(new Evaluation(operands, site())).getFirst();
    }

    Site site() {
      List<Optional<Type>> types = operands.stream().map(operand -> operand.<Type>map(Tensor::type)).toList();
      List<Optional<List<Dim>>> unknown = types.stream().map(_ -> Optional.<List<Dim>>empty()).toList();
      return new Site(types, op.infer(new InferContext(types, unknown)));
    }

    boolean isFinite() {
      return operands.stream().flatMap(Optional::stream)
          .allMatch(tensor -> Arrays.stream(tensor.toReals()).allMatch(Double::isFinite));
    }

    /** Whether numbers may be added to an operand. */
    boolean isReal(int operand) {
      return operands.get(operand).orElseThrow().dtype().isReal();
    }

    Use with(int operand, Tensor contents) {
      List<Optional<Tensor>> changed = new ArrayList<>(operands);
      changed.set(operand, Optional.of(contents));
      return new Use(op, changed);
    }
  }

  private interface Law {
    void holds(Use use, int operand, int axis);
  }

  /** Visits every operand and axis of every use of a spec'd op in its cases and in some random graphs. */
  private static void everywhere(Law law) {
    cases().forEach(use -> law(law, use));
    for (long seed = 1000; seed < 1000 + GRAPHS; seed++) {
      Graph graph = RandomGraphs.graph(seed, 14);
      Map<String, Tensor> params = RandomValues.params(graph, seed);
      Map<Value, Tensor> values = new Interpreter(graph).values(RandomValues.inputs(graph, seed, Map.of("N", 2L)),
          ParamValues.byPath(params), new HashSet<>(graph.nodes().stream().map(Node::value).toList()));
      for (Node node : graph.nodes()) {
        if (Ops.named(node.op().name()).isPresent()) {
          law(law, new Use(node.op().substitute(Map.of("N", 2L)),
              node.operands().stream().map(operand -> contents(graph, operand, values, params)).toList()));
        }
      }
    }
  }

  /** Those of the case files whose numbers are finite. */
  private static List<Use> cases() {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(file -> file.toString().endsWith(".case")).sorted()
          .flatMap(file -> OpCase.read(file).stream()).filter(OpCase::isComplete).map(OpUse::new)
          .map(use -> new Use(use.op(),
              use.operands().stream().map(operand -> operand.map(given -> given.contents().orElseThrow())).toList()))
          .filter(Use::isFinite).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void law(Law law, Use use) {
    for (int operand = 0; operand < use.operands().size(); operand++) {
      for (int axis = 0; axis < use.operands().get(operand).map(Tensor::rank).orElse(0); axis++) {
        law.holds(use, operand, axis);
      }
    }
  }

  private static Optional<Tensor> contents(Graph graph, Operand operand, Map<Value, Tensor> values,
      Map<String, Tensor> params) {
    return switch (operand) {
      case Value value -> Optional.of(values.get(value));
      case Operand.ParamRef ref -> Optional.of(params.get(graph.param(ref).path()));
      case Operand.Absent _ -> Optional.empty();
    };
  }

  /** {@code tensor} with {@code amounts[i]} added at index {@code i} of an axis. */
  private static Tensor shifted(Tensor tensor, int axis, double[] amounts) {
    int inner = Tensor.strides(tensor.shape())[axis];
    return Tensor.reals(tensor.dtype(), tensor.shape(), i -> {
      double amount = amounts[i / inner % tensor.dim(axis)];
      return amount == 0 ? tensor.real(i) : tensor.real(i) + amount;
    });
  }

  private static double[] amounts(int extent) {
    double[] amounts = new double[extent];
    for (int i = 0; i < extent; i++) {
      amounts[i] = (i % 5 - 2) * 0.75 + 0.1;
    }
    return amounts;
  }

  @Test
  @DisplayName("an op that says it preserves a shift does, exactly on the axis that it names")
  void shifts() {
    Set<String> tried = new TreeSet<>();
    everywhere((use, operand, axis) -> {
      if (use.op() instanceof PreservesShift preserves && use.op() instanceof TracksAxes tracks
          && use.isReal(operand) && preserves.preservesShift(use.site(), operand, axis, Phase.INFERENCE)) {
        OptionalInt to = tracks.resultAxis(use.site(), operand, axis);
        if (to.isPresent()) {
          tried.add(use.op().name());
          Tensor from = use.operands().get(operand).orElseThrow();
          double[] amounts = amounts(from.dim(axis));
          Tensor found = use.with(operand, shifted(from, axis, amounts)).result();
          Tensor expected = shifted(use.result(), to.getAsInt(), amounts);
          close(found, expected, use.op() + " operand " + operand + " axis " + axis);
        }
      }
    });
    assertThat(tried).contains("add", "average_pool2d", "batch_norm", "conv2d", "dense", "dropout", "flatten",
        "global_average_pool2d", "identity", "max_pool2d", "reshape", "scale_shift", "sub", "transpose");
  }

  @Test
  @DisplayName("an op that says it cancels a shift gives the same with it")
  void cancelledShifts() {
    Set<String> tried = new TreeSet<>();
    everywhere((use, operand, axis) -> {
      if (use.op() instanceof CancelsShift cancels && operand == 0 && use.isReal(operand)
          && cancels.cancelsShift(use.site(), axis)) {
        tried.add(use.op().name());
        Tensor from = use.operands().get(operand).orElseThrow();
        close(use.with(operand, shifted(from, axis, amounts(from.dim(axis)))).result(), use.result(),
            use.op() + " axis " + axis);
      }
    });
    assertThat(tried).containsExactlyInAnyOrderElementsOf(Ops.all().stream()
        .filter(spec -> CancelsShift.class.isAssignableFrom(spec.type())).map(OpSpec::name).toList());
  }

  @Test
  @DisplayName("an axis is where an op says: a change at one index of it shows at that index of the result, nowhere else")
  void axes() {
    Map<String, Integer> tried = new HashMap<>();
    everywhere((use, operand, axis) -> {
      if (use.op() instanceof TracksAxes tracks) {
        OptionalInt to = tracks.resultAxis(use.site(), operand, axis);
        Tensor from = use.operands().get(operand).orElseThrow();
        if (to.isPresent()) {
          tried.merge(use.op().name(), 1, Integer::sum);
          assertThat(use.site().result(0).dim(to.getAsInt())).isEqualTo(Dim.of(from.dim(axis)));
          if (use.isReal(operand) && from.dim(axis) > 0 && !tracks.mixes(use.site(), operand, axis)) {
            confined(use, operand, axis, to.getAsInt());
          }
        }
      }
    });
    assertThat(tried.keySet()).containsExactlyInAnyOrderElementsOf(Ops.all().stream()
        .filter(spec -> TracksAxes.class.isAssignableFrom(spec.type())).map(OpSpec::name).toList());
  }

  private static void confined(Use use, int operand, int axis, int to) {
    Tensor from = use.operands().get(operand).orElseThrow();
    double[] amounts = new double[from.dim(axis)];
    int index = from.dim(axis) - 1;
    amounts[index] = 0.5;
    Tensor before = use.result();
    Tensor after = use.with(operand, shifted(from, axis, amounts)).result();
    int inner = Tensor.strides(before.shape())[to];
    for (int i = 0; i < before.elements(); i++) {
      if (i / inner % before.dim(to) != index) {
        assertThat(Double.valueOf(after.real(i))).as("%s operand %d axis %d", use.op(), operand, axis)
            .isEqualTo(Double.valueOf(before.real(i)));
      }
    }
  }

  @Test
  @DisplayName("attributes of every op in use survive the way to text and back")
  void attributes() {
    everywhere((use, operand, axis) -> assertThat(use.op().spec().create(use.op().spec().attributes(use.op())))
        .isEqualTo(use.op()));
  }

  private static void close(Tensor found, Tensor expected, String what) {
    for (int i = 0; i < found.elements(); i++) {
      assertThat(Math.abs(found.real(i) - expected.real(i))).as(what)
          .isLessThanOrEqualTo(1e-9 * Math.max(1, Math.abs(expected.real(i))));
    }
  }
}
