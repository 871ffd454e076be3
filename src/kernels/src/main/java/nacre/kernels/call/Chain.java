package nacre.kernels.call;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nacre.kernels.call.Pointwise.Function;

/**
 * Several functions of corresponding elements in one walk: each takes elements that are read from memory or results of
 * functions before it, and only the last result is written. Elements are floats and truth values, 0 or 1 as whole numbers;
 * every result is what a {@link Pointwise} of its own would give.
 *
 * <p>Operands are numbered: first what is read, then the results of the links in order.
 *
 * @param reads how many operands are read from memory, at most {@link #MOST_READS}
 * @param links the functions in order, at most {@link #MOST_LINKS}
 * @param axes outermost first; strides of the output, then of each operand that is read
 */
public record Chain(int reads, List<Link> links, List<Axis> axes) implements Call {

  public static final int MOST_READS = 6;
  public static final int MOST_LINKS = 16;

  /**
   * One function.
   *
   * @param operands numbers of what it takes
   * @param epilogue clamp and curve of the result (its init is {@link Init#ZERO})
   */
  public record Link(Function function, List<Integer> operands, Epilogue epilogue) {

    public Link {
      operands = List.copyOf(operands);
      boolean plain = !epilogue.clamps() && epilogue.curve() == Curve.NONE;
      if (operands.size() != function.operands() || givesTruth(function) && !plain) {
        throw new IllegalArgumentException(
            function + " takes " + function.operands() + " operands, found " + operands + " with " + epilogue);
      }
    }

    /** Whether the result is a truth value. */
    public boolean isTruth() {
      return givesTruth(function);
    }

    /** Whether the operand at a position is a truth value. */
    public boolean takesTruth(int position) {
      return combines(function) || function == Function.SELECT && position == 0;
    }

    private String toJava() {
      String numbers = operands.stream().map(number -> ", " + number).collect(Collectors.joining());
      return ".then(Function." + function + numbers + ")" + epilogue.toJava(Init.ZERO);
    }
  }

  public Chain {
    links = List.copyOf(links);
    axes = List.copyOf(axes);
    if (reads < 1 || reads > MOST_READS || links.size() > MOST_LINKS) {
      throw new IllegalArgumentException("a chain has at most " + MOST_READS + " operands and " + MOST_LINKS
          + " links, found " + reads + " and " + links.size());
    }
    for (int link = 0; link < links.size(); link++) {
      requireOperands(reads, links, link);
    }
    Axis.require(axes, reads + 1, "a chain of " + reads + " operands");
  }

  private static void requireOperands(int reads, List<Link> links, int at) {
    Link link = links.get(at);
    for (int position = 0; position < link.operands().size(); position++) {
      int operand = link.operands().get(position);
      if (operand < 0 || operand >= reads + at) {
        throw new IllegalArgumentException("link " + at + " takes operand " + operand + ", which is not there yet");
      }
      boolean truth = operand < reads ? readsTruth(links, operand) : links.get(operand - reads).isTruth();
      if (truth != link.takesTruth(position)) {
        throw new IllegalArgumentException("link " + at + " takes operand " + operand + " for what it is not");
      }
    }
  }

  private static boolean combines(Function function) {
    return switch (function) {
      case AND, OR, XOR, NOT -> true;
      default -> false;
    };
  }

  private static boolean givesTruth(Function function) {
    return function.compares() || combines(function);
  }

  /** Whether an operand that is read is a truth value. */
  public boolean readsTruth(int read) {
    return readsTruth(links, read);
  }

  /** What the first link that takes it takes it for. */
  private static boolean readsTruth(List<Link> links, int read) {
    for (int link = 0; link < links.size(); link++) {
      int position = links.get(link).operands().indexOf(read);
      if (position >= 0) {
        return links.get(link).takesTruth(position);
      }
    }
    return false;
  }

  /** Whether the result is a truth value. */
  public boolean isTruth() {
    return links.getLast().isTruth();
  }

  /** Adds a function of the operands with these numbers. */
  public Chain then(Function function, Integer... operands) {
    var longer = new ArrayList<>(links);
    longer.add(new Link(function, List.of(operands), Epilogue.NONE));
    return new Chain(reads, longer, axes);
  }

  /** Gives the last function an epilogue. */
  public Chain epilogue(Epilogue epilogue) {
    var others = new ArrayList<>(links);
    Link last = others.removeLast();
    others.add(new Link(last.function(), last.operands(), epilogue));
    return new Chain(reads, others, axes);
  }

  private Epilogue epilogue() {
    return links.getLast().epilogue();
  }

  public Chain relu() {
    return clamp(0, Float.POSITIVE_INFINITY);
  }

  public Chain clamp(float low, float high) {
    return epilogue(epilogue().clamp(low, high));
  }

  public Chain curve(Curve curve) {
    return epilogue(epilogue().curve(curve));
  }

  public Chain leaky(float slope) {
    return epilogue(epilogue().leaky(slope));
  }

  public Chain elu(float slope) {
    return epilogue(epilogue().elu(slope));
  }

  /** Adds an inner loop of {@code extent} turns; strides of the output, then of each operand that is read. */
  public Chain over(int extent, int... strides) {
    return over(Axis.of(extent, strides));
  }

  /** Adds an inner loop over the images; strides of the output, then of each operand that is read. */
  public Chain images(int... strides) {
    return over(Axis.images(strides));
  }

  public Chain over(Extent extent, Extent... strides) {
    return over(Axis.of(extent, strides));
  }

  private Chain over(Axis axis) {
    return new Chain(reads, links, Axis.append(axes, axis));
  }

  /** Results of this chain become one along these axes; strides of each operand that is read. */
  public ChainReduce reduce(Fold fold, Axis... along) {
    return new ChainReduce(this, fold, List.of(), List.of(along));
  }

  /** The same call with as few loops as possible. */
  public Chain collapsed() {
    return new Chain(reads, links, Axis.collapse(axes));
  }

  @Override
  public String toJava() {
    return "chain(" + reads + ")" + links.stream().map(Link::toJava).collect(Collectors.joining())
        + axes.stream().map(Axis::toJava).collect(Collectors.joining());
  }
}
