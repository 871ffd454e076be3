package nacre.onnx.export.ops;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nacre.ir.op.Op;
import nacre.onnx.export.InexpressibleException;
import nacre.onnx.export.Spelling;
import nacre.onnx.export.Use;

/** How each op is said, by its class. */
public final class Spellings {
  private static final List<Map<Class<? extends Op>, Spelling<Op>>> FAMILIES = List.of(Plain.ALL, Functions.ALL,
      Arithmetic.ALL, Convolutions.ALL, Indices.ALL, Norms.ALL, Parts.ALL, Pools.ALL, Products.ALL, Quantization.ALL,
      Recurrents.ALL, Reductions.ALL, Resizing.ALL, Shapes.ALL, Taken.ALL);

  private static final Map<Class<? extends Op>, Spelling<Op>> ALL = all();

  private Spellings() {}

  private static Map<Class<? extends Op>, Spelling<Op>> all() {
    Map<Class<? extends Op>, Spelling<Op>> all = new HashMap<>();
    FAMILIES.forEach(family -> family.forEach((type, spelling) -> {
      if (all.put(type, spelling) != null) {
        throw new IllegalStateException("two families have " + type);
      }
    }));
    return all;
  }

  /**
   * Says an op.
   *
   * @return the names of its results
   * @throws InexpressibleException for an op that has no spelling
   */
  public static List<String> spell(Op op, Use use) {
    return Widening.of(op, use).orElseGet(() -> of(op).spell(op, use));
  }

  private static Spelling<Op> of(Op op) {
    return Optional.ofNullable(ALL.get(op.getClass())).orElseThrow(
        () -> new InexpressibleException("ONNX has no operator for `" + op.name() + "`"));
  }

  /** The ops that have one. */
  public static Set<Class<? extends Op>> ops() {
    return Set.copyOf(ALL.keySet());
  }

  /** An entry of a family. */
  static <O extends Op> Map.Entry<Class<? extends Op>, Spelling<Op>> entry(Class<O> type, Spelling<O> spelling) {
    return Map.entry(type, (op, use) -> spelling.spell(type.cast(op), use));
  }
}
