package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/**
 * Moves between the channels of pictures and square blocks of their pixels.
 *
 * @param axis  of the channels, 1 or 3
 * @param block extent of a block on either side
 * @param order which part of a channel's number says the place in the block
 */
record BlockMoves(int axis, int block, Order order) {
  /** The order of the parts of a channel's number, outermost first. */
  enum Order {
    /** Row in the block, column in it, channel. */
    DCR,
    /** Channel, row in the block, column in it. */
    CRD
  }

  TensorType checked(TensorType x) {
    if (x.rank() != 4 || axis != 1 && axis != 3) {
      throw new TypeError("found " + x + " with channels on axis " + axis
          + ", required pictures of rank 4 with channels on axis 1 or 3");
    }
    return x;
  }

  int height() {
    return axis == 1 ? 2 : 1;
  }

  int width() {
    return height() + 1;
  }

  private List<Dim> picture(Dim batch, Dim channels, Dim height, Dim width) {
    return axis == 1 ? List.of(batch, channels, height, width) : List.of(batch, height, width, channels);
  }

  /** Fewer channels, more pixels. */
  List<Dim> toSpace(TensorType x) {
    return picture(x.dim(0), quotient(x, axis, (long) block * block), x.dim(height()).times(block),
        x.dim(width()).times(block));
  }

  /** More channels, fewer pixels. */
  List<Dim> toDepth(TensorType x) {
    return picture(x.dim(0), x.dim(axis).times((long) block * block), quotient(x, height(), block),
        quotient(x, width(), block));
  }

  private Dim quotient(TensorType x, int of, long by) {
    return Extents.quotient(x.dim(of), Dim.of(by)).orElseThrow(() -> TypeError.at("block",
        "`block`: found " + block + " for " + x + ", required " + x.dim(of) + " on axis " + of + " to be a multiple of "
            + by));
  }

  /** The channel of the deep picture for a channel of the wide one and a place in the block. */
  int channel(int wide, int channels, int row, int column) {
    int place = row * block + column;
    return order == Order.DCR ? place * channels + wide : wide * block * block + place;
  }

  /** The channels of the deep picture in parts, from outside to inside: {@code c} channel, {@code r} row, {@code d} column. */
  private String parts() {
    return order == Order.DCR ? "rdc" : "crd";
  }

  /** {@code x} seen with an axis for every letter, put into another order, seen as {@code to}. */
  private Operand moved(Formula formula, Operand x, TensorType wide, String from, String into, List<Dim> to) {
    List<Dim> apart = new ArrayList<>();
    Dim side = Dim.of(block);
    for (char letter : from.toCharArray()) {
      apart.add(switch (letter) {
        case 'n' -> wide.dim(0);
        case 'c' -> wide.dim(axis);
        case 'h' -> Extents.quotient(wide.dim(height()), side).orElseThrow();
        case 'w' -> Extents.quotient(wide.dim(width()), side).orElseThrow();
        default -> side;
      });
    }
    List<Integer> permutation = into.chars().mapToObj(from::indexOf).toList();
    return formula.reshaped(formula.permuted(formula.reshaped(x, apart), permutation), to);
  }

  Operand toSpace(Formula formula, Operand x, TensorType result) {
    return moved(formula, x, result, deep(), wide(), result.dims());
  }

  Operand toDepth(Formula formula, Operand x, TensorType operand, TensorType result) {
    return moved(formula, x, operand, wide(), deep(), result.dims());
  }

  private String deep() {
    return axis == 1 ? "n" + parts() + "hw" : "nhw" + parts();
  }

  private String wide() {
    return Stream.of("n", axis == 1 ? "c" : "", "hrwd", axis == 1 ? "" : "c").reduce("", String::concat);
  }
}
