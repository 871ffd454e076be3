package nacre.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every op does what its case file says: types, values, errors, cost, where axes go, which constants pass. */
class OpCasesTest {
  private static final Path FOLDER = Golden.resources().resolve("nacre/ir/op");

  @Test
  @DisplayName("an op without a case file is not done: the permits clause is the list of ops")
  void everyOpHasCases() {
    List<String> missing = new ArrayList<>();
    for (Class<?> type : Op.class.getPermittedSubclasses()) {
      String name = Ops.all().stream().filter(spec -> spec.type() == type).map(OpSpec::name).findFirst()
          .orElseGet(() -> type.getSimpleName().replaceAll("Op$", "").toLowerCase(Locale.ROOT));
      if (!Files.exists(FOLDER.resolve(name + ".case"))) {
        missing.add(name + ".case");
      }
    }
    assertThat(missing).as("case files missing in " + FOLDER).isEmpty();
  }

  @TestFactory
  Stream<DynamicContainer> cases() throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(FOLDER)) {
      files = all.filter(file -> file.toString().endsWith(".case")).sorted().toList();
    }
    return files.stream().map(file -> DynamicContainer.dynamicContainer(file.getFileName().toString(), OpCase.read(file)
        .stream().map(one -> DynamicTest.dynamicTest(one.title, () -> check(one)))));
  }

  private static void check(OpCase one) {
    Optional<String> error = Optional.empty();
    try {
      if (one.graph.isPresent()) {
        graph(one);
      } else {
        check(new OpUse(one), one);
      }
    } catch (TypeError e) {
      error = Optional.of(e.text());
    } catch (IrParseException e) {
      error = Optional.of(e.text());
    }
    assertThat(error).isEqualTo(one.error);
  }

  private static void check(OpUse use, OpCase one) {
    Op op = use.op();
    List<String> names = use.names();
    assertThat(op.spec().create(op.spec().attributes(op))).as("attributes there and back").isEqualTo(op);
    List<Optional<OpCase.Given>> operands = use.operands();
    List<Optional<Type>> types = operands.stream().map(operand -> operand.<Type>map(OpCase.Given::type)).toList();
    List<Optional<List<Dim>>> unknown = types.stream().map(_ -> Optional.<List<Dim>>empty()).toList();
    List<Type> results = op.infer(new InferContext(types, unknown));
    assertThat(results).isEqualTo(one.results.stream().map(OpCase.Given::type).toList());
    Site site = new Site(types, results);
    one.macs.ifPresent(macs -> assertThat(op.macs(site)).hasToString(macs));
    one.axes
        .forEach(move -> assertThat(((TracksAxes) op).resultAxis(site, names.indexOf(move.operand()), move.axis()))
            .as("axis %s %d", move.operand(), move.axis()).isEqualTo(move.to()));
    one.shifts.forEach(shift -> assertThat(op instanceof PreservesShift preserves
        && preserves.preservesShift(site, names.indexOf(shift.operand()), shift.axis(), shift.phase()))
        .as("shift %s %d", shift.operand(), shift.axis()).isEqualTo(shift.passes()));
    boolean empty = one.results.getFirst().type().shape().elements().is(0);
    boolean complete =
        operands.stream().allMatch(operand -> operand.isEmpty() || operand.get().contents().isPresent());
    if (one.results.getFirst().contents().isPresent() && (complete || !empty)) {
      compare(
          op.evaluate(new Evaluation(operands.stream().map(operand -> operand.map(o -> o.contents().orElseThrow()))
              .toList(), site)),
          one);
    }
  }

  private static void graph(OpCase one) {
    Graph graph = IrParser.parse(one.graph.orElseThrow());
    assertThat(IrParser.parse(IrPrinter.print(graph))).isEqualTo(graph);
    Verifier.check(graph);
    Map<String, Tensor> all = new HashMap<>();
    one.given.forEach(given -> all.put(given.name(), given.contents().orElseThrow()));
    Map<String, Tensor> inputs = new HashMap<>(all);
    graph.params().forEach(param -> inputs.remove(param.path()));
    if (!one.results.isEmpty()) {
      compare(List.copyOf(new Interpreter(graph).run(inputs, ParamValues.byPath(all)).values()), one);
    }
  }

  private static void compare(List<Tensor> found, OpCase one) {
    assertThat(found).hasSameSizeAs(one.results);
    for (int i = 0; i < found.size(); i++) {
      Tensor expected = one.results.get(i).contents().orElseThrow();
      if (!OpCase.isClose(found.get(i), expected)) {
        fail("found    " + OpCase.show(found.get(i)) + "\nexpected " + OpCase.show(expected));
      }
    }
  }
}
