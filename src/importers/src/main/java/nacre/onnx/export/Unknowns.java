package nacre.onnx.export;

import java.util.List;
import java.util.Map;
import nacre.ir.Attr;
import nacre.ir.op.OpaqueOp;

/** Operators that Nacre does not know go out as they came in. */
final class Unknowns {
  private Unknowns() {}

  static Settings settings(OpaqueOp op) {
    if (!op.regions().isEmpty()) {
      throw new InexpressibleException("`" + op.domain() + ":" + op.opaqueName() + "` has bodies");
    }
    Settings settings = Settings.none();
    for (Map.Entry<String, Attr> attribute : op.attributes().entrySet()) {
      if (!attribute.getKey().equals(OpaqueOp.REASON)) {
        put(settings, op, attribute.getKey(), attribute.getValue());
      }
    }
    return settings;
  }

  private static void put(Settings settings, OpaqueOp op, String name, Attr attr) {
    switch (attr) {
      case Attr.Int(long value) -> settings.whole(name, value);
      case Attr.Real(double value) -> settings.exactly(name, (float) value);
      case Attr.Text(String text) -> settings.word(name, text);
      case Attr.Many(List<Attr> items) -> put(settings, op, name, items);
      default -> throw lost(op, name);
    }
  }

  private static void put(Settings settings, OpaqueOp op, String name, List<Attr> items) {
    if (items.stream().allMatch(Attr.Int.class::isInstance)) {
      settings.longs(name, items.stream().map(item -> ((Attr.Int) item).value()).toList());
    } else if (items.stream().allMatch(Attr.Real.class::isInstance)) {
      settings.reals(name, items.stream().map(item -> (float) ((Attr.Real) item).value()).toList());
    } else if (items.stream().allMatch(Attr.Text.class::isInstance)) {
      settings.words(name, items.stream().map(item -> ((Attr.Text) item).text()).toList());
    } else {
      throw lost(op, name);
    }
  }

  private static InexpressibleException lost(OpaqueOp op, String name) {
    return new InexpressibleException("the attribute `" + name + "` of `" + op.domain() + ":" + op.opaqueName()
        + "` has not been kept");
  }
}
