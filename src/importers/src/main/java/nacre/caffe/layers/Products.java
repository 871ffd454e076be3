package nacre.caffe.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nacre.caffe.Blob;
import nacre.caffe.Call;
import nacre.caffe.LayerType;
import nacre.caffe.Settings;
import nacre.importers.Arrangement;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Shape;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.Cast;
import nacre.ir.op.Dense;
import nacre.ir.op.Embedding;
import nacre.ir.op.Flatten;

/** Layers with a matrix: fully connected ones and look-ups. */
final class Products {
  static final List<LayerType> ALL = List.of(
      LayerType.of("InnerProduct", Products::inner).quiet("inner_product_param.engine"),
      LayerType.of("Embed", Products::embed));

  private Products() {}

  /** All axes from one on are one axis of features. */
  private static void inner(Call call) {
    Settings settings = call.settings("inner_product_param");
    TensorType x = call.type(0);
    int axis = call.axis(settings.integer("axis", 1), x.rank());
    Dim features = Shape.of(x.dims().subList(axis, x.rank())).elements();
    Dim units = units(call, settings);
    boolean transposed = settings.flag("transpose", false);
    Optional<Init> start = Fillers.of(settings, "weight_filler");
    Optional<Init> biasStart = Fillers.of(settings, "bias_filler");
    List<Dim> shape = List.of(units, features);
    Operand weight = transposed
        ? call.param(0, Role.WEIGHT, "weight", shape, start, call.stored(0, List.of(features, units))
            .map(blob -> turned(blob, features, units)))
        : call.blob(0, Role.WEIGHT, "weight", shape, start);
    Operand bias = settings.flag("bias_term", true)
        ? call.blob(1, Role.BIAS, "bias", List.of(units), biasStart) : Operand.ABSENT;
    call.result(new Dense(), flat(call, x, axis, features), weight, bias);
  }

  private static Dim units(Call call, Settings settings) {
    int units = settings.integer("num_output");
    if (units < 1) {
      throw call.problem("found `num_output` " + units + ", required at least 1");
    }
    return Dim.of(units);
  }

  private static Supplier<Tensor> turned(Blob blob, Dim rows, Dim columns) {
    int[] stored = {(int) rows.known().orElseThrow(), (int) columns.known().orElseThrow()};
    return () -> Arrangement.TRANSPOSED.of(blob.read(stored));
  }

  private static Operand flat(Call call, TensorType x, int axis, Dim features) {
    if (x.rank() == axis + 1) {
      return call.bottom(0);
    }
    if (axis == 1) {
      return call.add(new Flatten(1), call.bottom(0));
    }
    List<Dim> dims = new ArrayList<>(x.dims().subList(0, axis));
    dims.add(features);
    return call.reshaped(call.bottom(0), dims);
  }

  private static void embed(Call call) {
    Settings settings = call.settings("embed_param");
    int rows = settings.integer("input_dim");
    Dim units = units(call, settings);
    if (rows < 1) {
      throw call.problem("found `input_dim` " + rows + ", required at least 1");
    }
    Optional<Init> biasStart = Fillers.of(settings, "bias_filler");
    Operand weight = call.blob(0, Role.WEIGHT, "weight", List.of(Dim.of(rows), units),
        Fillers.of(settings, "weight_filler"));
    Operand ids = call.add(new Cast(DType.I64), call.bottom(0));
    if (!settings.flag("bias_term", true)) {
      call.result(new Embedding(), ids, weight);
      return;
    }
    Operand bias = call.blob(1, Role.OWN, "bias", List.of(units), biasStart.or(() -> Optional.of(Init.ZEROS)));
    call.results(call.add(new Add(), call.main(new Embedding(), ids, weight), bias));
  }
}
