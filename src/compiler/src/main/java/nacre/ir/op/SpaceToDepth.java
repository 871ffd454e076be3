package nacre.ir.op;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Operand;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;

/**
 * Every square block of pixels becomes one pixel, its place in the block a part of the channel.
 *
 * @param block extent of a block on either side
 * @param mode  the order of the parts of a channel's number: place in the block and channel, or the reverse
 * @param axis  the axis of the channels
 */
public record SpaceToDepth(int block, BlockMoves.Order mode, int axis) implements Op, TracksAxes, Decomposes {
  static final OpSpec SPEC = OpSpec.of("space_to_depth", SpaceToDepth.class, "square blocks of pixels become channels")
      .input("x", "pictures of rank 4")
      .attribute("block", SettingKind.POSITIVE, "extent of a block on either side")
      .attribute("mode", SettingKind.words(BlockMoves.Order.class), new Attr.Word("dcr"),
          "the order within a channel's number: place in the block, then channel, or `crd`: the reverse")
      .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "the axis of the channels")
      .alias("pixel_unshuffle", Map.of("mode", new Attr.Word("crd")))
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  private BlockMoves moves() {
    return new BlockMoves(axis, block, mode);
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = moves().checked(context.tensor(0));
    return List.of(x.withDims(moves().toDepth(x)));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int[] shape = evaluation.resultShape(0);
    int[] strides = Tensor.strides(x.shape());
    BlockMoves moves = moves();
    return List.of(x.gathered(shape, i -> {
      int[] at = Coordinates.of(i, shape);
      int deep = at[axis];
      int place = mode == BlockMoves.Order.DCR ? deep / x.dim(axis) : deep % (block * block);
      at[axis] = mode == BlockMoves.Order.DCR ? deep % x.dim(axis) : deep / (block * block);
      at[moves.height()] = at[moves.height()] * block + place / block;
      at[moves.width()] = at[moves.width()] * block + place % block;
      return Coordinates.flat(at, strides);
    }));
  }

  /** Axes are taken apart, put into another order and joined. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return List.of(moves().toDepth(new Formula(sink), operands.getFirst(), site.tensor(0), site.result(0)));
  }

  /** Only the batch stays what it is, unless blocks are single pixels. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return from == 0 || block == 1 ? OptionalInt.of(from) : OptionalInt.empty();
  }
}
