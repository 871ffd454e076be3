package nacre.keras.layers;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.Operand;
import nacre.ir.op.Elu;
import nacre.ir.op.Exp;
import nacre.ir.op.Op;
import nacre.ir.op.ReduceLogSumExp;
import nacre.ir.op.Softmax;
import nacre.ir.op.Sub;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Kind.Masking;
import nacre.keras.LayerConfig;
import nacre.keras.file.JsonValue;

/** Layers that are a function of each element, or of an axis. */
final class Activations {
  static final List<Kind> ALL = List.of(
      Kind.of("Activation", Activations::activation).takes("activation").masks(Masking.PASSES),
      Kind.of("Softmax", Activations::softmax).takes("axis").masks(Masking.REFUSES),
      Kind.of("ELU", call -> call.main(new Elu(call.settings().real("alpha", 1)), call.x())).takes("alpha")
          .masks(Masking.PASSES));

  private Activations() {}

  private static Operand activation(Call call) {
    JsonValue said = call.settings().required("activation");
    Optional<String> name = Functions.name(said);
    Operand x = call.x();
    if (name.isEmpty()) {
      return call.inner(LayerConfig.of(said, "activation"), "activation", "activation", List.of(x)).getFirst();
    }
    Op op = Functions.named(name.get(), call.type(x).rank(), call.era()).orElseThrow(
        () -> new UnsupportedException("the function `" + name.get() + "` is not known"));
    return call.main(op, x);
  }

  /** Over several axes: {@code exp(x - log(sum(exp(x))))}. */
  private static Operand softmax(Call call) {
    Operand x = call.x();
    int rank = call.type(x).rank();
    List<Integer> axes = call.settings().ints("axis").orElse(List.of(-1)).stream().map(axis -> call.axis(axis, rank))
        .toList();
    if (axes.isEmpty()) {
      throw new InvalidModelException("the setting `axis`: found no axis");
    }
    if (axes.size() == 1) {
      return call.main(new Softmax(axes.getFirst()), x);
    }
    List<Integer> sorted = IntStream.range(0, rank).filter(axes::contains).boxed().toList();
    return call.main(new Exp(), call.add(new Sub(), x, call.add(new ReduceLogSumExp(sorted, true), x)));
  }
}
