package nacre.caffe.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import nacre.caffe.Call;
import nacre.caffe.LayerType;
import nacre.caffe.Settings;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.Mul;
import nacre.ir.op.ScaleShift;

/** Layers that scale and shift by what is trained, or by a second input. */
final class Scales {
  static final List<LayerType> ALL = List.of(
      LayerType.of("Scale", Scales::scale).bottoms(1, 2),
      LayerType.of("Bias", Scales::bias).bottoms(1, 2));

  private Scales() {}

  /** Where a factor lies among the axes of what it scales. */
  private record Place(int axis, List<Dim> dims, List<Dim> stretched) {
    static Place of(Call call, Settings settings) {
      TensorType x = call.type(0);
      int axis = settings.has("axis") || x.rank() > 1 ? call.axis(settings.integer("axis", 1), x.rank()) : 0;
      int said = settings.integer("num_axes", 1);
      int count = call.bottoms() > 1 ? call.rank(1) : said == -1 ? x.rank() - axis : said;
      if (count < 0 || axis + count > x.rank()) {
        throw call.problem("found " + count + " axes from axis " + axis + " on, required some of " + x);
      }
      List<Dim> dims = call.bottoms() > 1 ? call.type(1).dims() : x.dims().subList(axis, axis + count);
      List<Dim> stretched = new ArrayList<>(dims);
      stretched.addAll(Collections.nCopies(x.rank() - axis - count, Dim.ONE));
      return new Place(axis, List.copyOf(dims), List.copyOf(stretched));
    }

    boolean isOneAxis() {
      return dims.size() == 1;
    }
  }

  private static void scale(Call call) {
    Settings settings = call.settings("scale_param");
    Place place = Place.of(call, settings);
    boolean given = call.bottoms() > 1;
    Optional<Init> scaleStart = Fillers.of(settings, "filler");
    Optional<Init> biasStart = Fillers.of(settings, "bias_filler");
    boolean shifts = settings.flag("bias_term", false);
    if (!given && place.isOneAxis()) {
      Operand scale = call.blob(0, Role.GAMMA, "scale", place.dims(), scaleStart);
      Operand shift = shifts ? call.blob(1, Role.BETA, "shift", place.dims(), biasStart) : Operand.ABSENT;
      call.result(new ScaleShift(place.axis()), call.bottom(0), scale, shift);
      return;
    }
    Operand factor = given ? call.bottom(1)
        : call.blob(0, Role.OWN, "scale", place.dims(), scaleStart.or(() -> Optional.of(Init.ONES)));
    Operand stretched = call.reshaped(factor, place.stretched());
    if (!shifts) {
      call.result(new Mul(), call.bottom(0), stretched);
      return;
    }
    Operand shift = call.blob(given ? 0 : 1, Role.OWN, "shift", place.dims(), biasStart
        .or(() -> Optional.of(Init.ZEROS)));
    Operand below = call.reshaped(shift, place.stretched());
    call.results(call.add(new Add(), call.main(new Mul(), call.bottom(0), stretched), below));
  }

  private static void bias(Call call) {
    Settings settings = call.settings("bias_param");
    Place place = Place.of(call, settings);
    Optional<Init> start = Fillers.of(settings, "filler");
    if (call.bottoms() == 1 && place.isOneAxis()) {
      call.result(new ScaleShift(place.axis()), call.bottom(0), Operand.ABSENT,
          call.blob(0, Role.BETA, "shift", place.dims(), start));
      return;
    }
    Operand shift = call.bottoms() > 1 ? call.bottom(1)
        : call.blob(0, Role.OWN, "shift", place.dims(), start.or(() -> Optional.of(Init.ZEROS)));
    call.result(new Add(), call.bottom(0), call.reshaped(shift, place.stretched()));
  }
}
