package nacre.ir;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import nacre.ir.op.Decomposes;
import nacre.ir.op.NodeSink;
import nacre.ir.op.Op;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;
import nacre.testing.Golden;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What an op is taken apart into gives what its case file says, in float64: the algebra alone, apart from kernels and from
 * the rounding of floats.
 */
class DecompositionTest {
  private static final Path FOLDER = Golden.resources().resolve("nacre/ir/op");

  @TestFactory
  Stream<DynamicContainer> cases() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(FOLDER)) {
      files = all.filter(file -> file.toString().endsWith(".case")).sorted().toList();
    }
    return files.stream().map(file -> DynamicContainer.dynamicContainer(file.getFileName().toString(),
        OpCase.read(file).stream().filter(OpCase::isComplete).filter(DecompositionTest::isTakenApart)
            .map(one -> DynamicTest.dynamicTest(one.title(), () -> check(one)))));
  }

  private static boolean isTakenApart(OpCase one) {
    OpUse use = new OpUse(one);
    return use.op() instanceof Decomposes op && op.mustDecompose(site(use, one));
  }

  private static Site site(OpUse use, OpCase one) {
    return new Site(use.operands().stream().map(given -> given.<Type>map(OpCase.Given::type)).toList(),
        one.results().stream().<Type>map(OpCase.Given::type).toList());
  }

  private static void check(OpCase one) {
    OpUse use = new OpUse(one);
    GraphBuilder builder = new GraphBuilder("Case");
    Map<String, Tensor> contents = new HashMap<>();
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < use.operands().size(); i++) {
      String name = use.names().get(i) + i;
      Optional<OpCase.Given> given = use.operands().get(i);
      given.ifPresent(value -> contents.put(name, value.contents().orElseThrow()));
      operands.add(given
          .<Operand>map(value -> builder.input(name, value.type(), Optional.empty(), Location.NONE))
          .orElse(Operand.ABSENT));
    }
    List<Operand> results = ((Decomposes) use.op()).decompose(new Parts(builder), operands, site(use, one));
    for (int i = 0; i < results.size(); i++) {
      builder.output(new Output("y" + i, (Value) results.get(i), List.of(), OptionalInt.empty(), Location.NONE));
    }
    List<Tensor> found =
        List.copyOf(new Interpreter(builder.build()).run(contents, ParamValues.byPath(Map.of())).values());
    for (int i = 0; i < found.size(); i++) {
      Tensor expected = one.results().get(i).contents().orElseThrow();
      if (!OpCase.isClose(found.get(i), expected)) {
        fail("result " + i + "\nfound    " + OpCase.show(found.get(i)) + "\nexpected " + OpCase.show(expected));
      }
    }
  }

  /** Takes every op apart that can be, down to those that cannot. */
  private record Parts(GraphBuilder builder) implements NodeSink {
    @Override
    public Operand add(Op op, List<Operand> operands) {
      Node node = builder.add("n" + builder.size(), op, operands, OptionalInt.empty(), Location.NONE);
      if (!(op instanceof Decomposes parts)) {
        return node.value();
      }
      List<Optional<Type>> types = operands.stream().map(builder::type).toList();
      Site site = new Site(types, node.types());
      return parts.mustDecompose(site) ? parts.decompose(this, operands, site).getFirst() : node.value();
    }

    @Override
    public Type type(Operand operand) {
      return builder.type(operand).orElseThrow();
    }
  }
}
