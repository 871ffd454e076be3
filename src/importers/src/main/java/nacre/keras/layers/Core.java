package nacre.keras.layers;

import java.util.List;
import nacre.importers.Arrangement;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.op.Add;
import nacre.ir.op.Dense;
import nacre.ir.op.Einsum;
import nacre.ir.op.Identity;
import nacre.ir.op.Mul;
import nacre.ir.op.ReduceMax;
import nacre.ir.op.Reshape;
import nacre.ir.op.Sigmoid;
import nacre.ir.op.Sub;
import nacre.keras.Call;
import nacre.keras.Kind;
import nacre.keras.Kind.Masking;
import nacre.keras.Variable;

/** Fully connected layers, and those that change nothing. */
final class Core {
  static final List<Kind> ALL = List.of(
      dense("Dense"),
      dense("TimeDistributedDense"),
      Kind.of("MaxoutDense", Core::maxout).takes("units", "nb_feature", "use_bias").formerly("output_dim", "units")
          .formerly("bias", "use_bias"),
      Kind.of("Highway", Core::highway).takes("activation", "use_bias", "transform_bias").formerly("bias", "use_bias"),
      Kind.of("EinsumDense", Core::einsum).takes("equation", "output_shape", "activation", "bias_axes")
          .limit("it was quantized or adapted", Core::isQuantized).ignores("lora_rank", "quantization_config"),
      Kind.of("InputLayer", call -> call.main(new Identity(), call.x()))
          .ignores("sparse", "ragged", "optional", "shape", "batch_size").masks(Masking.PASSES),
      Kind.of("Identity", call -> call.main(new Identity(), call.raw(0))).masks(Masking.PASSES));

  private Core() {}

  private static Kind dense(String name) {
    return Kind.of(name, Core::dense).takes("units", "activation", "use_bias").formerly("output_dim", "units")
        .formerly("bias", "use_bias").limit("it was quantized or adapted", Core::isQuantized)
        .ignores("lora_rank", "lora_alpha", "quantization_config").masks(Masking.PASSES);
  }

  private static boolean isQuantized(Call call) {
    return call.settings().says("quantization_config") || call.settings().says("lora_rank");
  }

  private static Operand dense(Call call) {
    Operand x = call.x();
    int features = call.known(call.requireRank(2, Integer.MAX_VALUE).dims().getLast());
    int units = call.settings().positive("units");
    Variable kernel = call.variable("kernel", List.of(features, units));
    boolean biased = call.settings().flag("use_bias", true);
    Operand weight = call.param(Role.WEIGHT, "weight", kernel, Arrangement.TRANSPOSED);
    Operand bias = biased ? call.param(Role.BIAS, "bias", call.variable("bias", List.of(units))) : Operand.ABSENT;
    return Functions.activated(call, call.main(new Dense(), x, weight, bias));
  }

  /** The greatest of several linear functions. */
  private static Operand maxout(Call call) {
    Operand x = call.x();
    int features = call.known(call.requireRank(2, 2).dim(1));
    int units = call.settings().positive("units");
    int pieces = call.settings().integer("nb_feature", 4);
    Variable kernel = call.variable("kernel", List.of(pieces, features, units));
    int rows = Math.multiplyExact(pieces, units);
    Operand weight = call.param(Role.WEIGHT, "weight", kernel,
        new Arrangement(List.of(), List.of(0, 2, 1), List.of(rows, features)));
    Operand bias = call.settings().flag("use_bias", true)
        ? call.param(Role.BIAS, "bias", call.variable("bias", List.of(pieces, units)),
            Arrangement.shaped(List.of(rows)))
        : Operand.ABSENT;
    Operand all = call.main(new Dense(), x, weight, bias);
    Operand apart = call.add(new Reshape(List.of(call.type(x).dim(0), Dim.of(pieces), Dim.of(units))), all);
    return call.add(new ReduceMax(List.of(1), false), apart);
  }

  /** {@code t * f(x) + (1 - t) * x = x + t * (f(x) - x)}. */
  private static Operand highway(Call call) {
    Operand x = call.x();
    int features = call.known(call.requireRank(2, 2).dim(1));
    boolean biased = call.settings().flag("use_bias", true);
    call.settings().ignore("transform_bias");
    Variable kernel = call.variable("kernel", List.of(features, features));
    Variable carry = call.variable("carry_kernel", List.of(features, features));
    Call gate = call.part("carry");
    Operand bias = biased ? call.param(Role.BIAS, "bias", call.variable("bias", List.of(features)))
        : Operand.ABSENT;
    Operand carryBias = biased ? gate.param(Role.BIAS, "bias", call.variable("carry_bias", List.of(features)))
        : Operand.ABSENT;
    Operand made = call.main(new Dense(), x, call.param(Role.WEIGHT, "weight", kernel, Arrangement.TRANSPOSED), bias);
    Operand opened = gate.main(new Dense(), x, gate.param(Role.WEIGHT, "weight", carry, Arrangement.TRANSPOSED),
        carryBias);
    Operand changed = call.add(new Sub(), Functions.activated(call, made), x);
    return call.add(new Add(), x, call.add(new Mul(), gate.add(new Sigmoid(), opened), changed));
  }

  /** {@code einsum(equation, x, kernel) + bias}; letters of the equation say the extents of the kernel. */
  private static Operand einsum(Call call) {
    Operand x = call.x();
    EinsumShapes shapes = EinsumShapes.of(call, call.settings().word("equation", ""), call.type(x));
    Operand kernel = call.param(Role.WEIGHT, "weight", call.variable("kernel", shapes.kernel()));
    Operand y = call.main(new Einsum(shapes.equation()), x, kernel);
    if (call.settings().says("bias_axes")) {
      Call added = call.part("bias");
      y = added.main(new Add(), y, added.param(Role.BIAS, "bias",
          call.variable("bias", shapes.bias(call.settings().word("bias_axes", "")))));
    }
    return Functions.activated(call, y);
  }
}
