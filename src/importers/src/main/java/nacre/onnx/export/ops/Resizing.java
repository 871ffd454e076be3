package nacre.onnx.export.ops;

import static nacre.onnx.export.Settings.none;
import static nacre.onnx.export.ops.Spellings.entry;

import java.util.Locale;
import java.util.Map;
import nacre.ir.Attr;
import nacre.ir.op.DepthToSpace;
import nacre.ir.op.GridSample;
import nacre.ir.op.Op;
import nacre.ir.op.Resize;
import nacre.ir.op.SpaceToDepth;
import nacre.onnx.export.Spelling;

/** Pictures of other sizes. */
final class Resizing {
  static final Map<Class<? extends Op>, Spelling<Op>> ALL = Map.ofEntries(
      entry(Resize.class, (op, use) -> new ResizeSpelling(op, use).spelled()),
      entry(DepthToSpace.class, (op, use) -> op.axis() == 1
          ? use.same("DepthToSpace", none().whole("blocksize", op.block()).word("mode", mode(op)))
          : use.apart()),
      entry(SpaceToDepth.class, (op, use) -> op.axis() == 1 && mode(op).equals("DCR")
          ? use.same("SpaceToDepth", none().whole("blocksize", op.block()))
          : use.apart()),
      entry(GridSample.class, (op, use) -> op.axis() == 1 && use.dtype().isReal()
          ? use.same("GridSample", none().word("mode", word(op.mode())).word("padding_mode", word(op.paddingMode()))
              .flag("align_corners", op.alignCorners()))
          : use.apart()));

  private Resizing() {}

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String mode(Op op) {
    Attr mode = op.spec().attributes(op).getOrDefault("mode", Attr.NONE);
    return mode.toString().toUpperCase(Locale.ROOT);
  }
}
