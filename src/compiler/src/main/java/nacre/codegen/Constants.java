package nacre.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.op.Fused;
import nacre.ir.op.Op;
import nacre.ir.op.OpSpec;

/** The constants that steps read, each once, with names that a reader recognises. */
final class Constants {
  private record Repetition(double value, int length) {}

  private final Graph graph;
  private final Map<Constant.Origin, Constant> byOrigin = new HashMap<>();
  private final Map<Repetition, Constant> repetitions = new HashMap<>();
  private final List<Constant> all = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  Constants(Graph graph) {
    this.graph = graph;
  }

  /** The constant behind an operand of a node, which is a parameter or prepared. */
  Constant of(Node node, int position) {
    Operand operand = node.operand(position);
    return get(new Constant.Origin.Known(operand), type(operand), () -> name(operand, node, position));
  }

  /** The constant behind an output. */
  Constant ofOutput(Operand operand, String output) {
    return get(new Constant.Origin.Known(operand), type(operand), () -> unused(output));
  }

  /** A constant vector of the same number. */
  Constant repeated(double value, int length) {
    Repetition repetition = new Repetition(value, length);
    Constant known = repetitions.get(repetition);
    if (known == null) {
      known = add(new Constant.Origin.Repeated(value), TensorType.of(DType.F32, length),
          unused("repeated_" + value + "_" + length));
      repetitions.put(repetition, known);
    }
    return known;
  }

  List<Constant> all() {
    return List.copyOf(all);
  }

  Constant get(int id) {
    return all.get(id);
  }

  private TensorType type(Operand operand) {
    return (TensorType) graph.type(operand).orElseThrow();
  }

  private Constant get(Constant.Origin origin, TensorType type, Supplier<String> name) {
    Constant known = byOrigin.get(origin);
    if (known == null) {
      known = add(origin, type, name.get());
      byOrigin.put(origin, known);
    }
    return known;
  }

  private Constant add(Constant.Origin origin, TensorType type, String name) {
    Constant constant = new Constant(all.size(), name, type, origin);
    all.add(constant);
    return constant;
  }

  /** A parameter is named by its path, a prepared value for the layer that reads it first. */
  private String name(Operand origin, Node node, int position) {
    String owner = node.layer().isPresent() ? graph.layers().get(node.layer().getAsInt()).path() : node.path();
    return unused(
        origin instanceof Operand.ParamRef ref ? graph.param(ref).path() : owner + "." + role(node.op(), position));
  }

  private static String role(Op op, int position) {
    if (!(op instanceof Fused fused)) {
      return param(op, position).orElse("operand" + position);
    }
    if (position < fused.anchorOperands()) {
      return param(fused.anchor(), position).orElse("operand" + position);
    }
    for (Fused.Stage stage : fused.epilogue()) {
      int extra = stage.extras().indexOf(position);
      if (extra >= 0) {
        int own = extra < stage.chained() ? extra : extra + 1;
        return stage.op().name() + "." + param(stage.op(), own).orElse("operand" + own);
      }
    }
    return "operand" + position;
  }

  private static Optional<String> param(Op op, int position) {
    int param = position - op.spec().firstParam();
    List<OpSpec.ParamSpec> params = op.spec().params();
    return param >= 0 && param < params.size() ? Optional.of(params.get(param).name()) : Optional.empty();
  }

  private String unused(String wanted) {
    String name = wanted;
    for (int i = 2; !names.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }
}
