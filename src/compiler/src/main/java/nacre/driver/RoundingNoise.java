package nacre.driver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.reference.Interpreter;
import nacre.reference.ParamValues;

/**
 * Makes the reference as inexact as 32 bits are: every real result is rounded, and moved at random by what computing it in
 * 32 bits may do. With {@code u} half a unit in the last place of 1, that is {@code 4u} of the result itself, and where it
 * adds up {@code n} terms, {@code √n u} of the node's results in root mean square, as roundings of partial sums add up to.
 * What 32 bits hold exactly was moved, chosen or counted, and stays what it is; but not where a norm took the difference of
 * what it had rounded, see {@link Centring}.
 */
final class RoundingNoise implements Interpreter.Keeping {
  private static final double UNIT = 0x1p-24;
  private static final double OWN = 4 * UNIT;

  private final Graph graph;
  private final Map<String, Long> symbols;
  private final Centring centring;
  private final SplittableRandom random;

  RoundingNoise(Graph graph, ParamValues params, Map<String, Tensor> inputs, Map<String, Long> symbols, long seed) {
    this.graph = graph;
    this.symbols = symbols;
    this.centring = new Centring(graph, params, inputs);
    this.random = new SplittableRandom(seed);
  }

  @Override
  public List<Tensor> kept(Node node, List<Tensor> results) {
    double differences = OWN * centring.greatestPart(node);
    SplittableRandom own = random.split();
    List<Tensor> moved = results.stream().map(result -> result.dtype().isReal()
        ? moved(result, sums(node, result), differences, own)
        : result).toList();
    centring.saw(node, moved);
    return moved;
  }

  private static Tensor moved(Tensor result, double sums, double differences, SplittableRandom random) {
    return Tensor.reals(result.dtype(), result.shape(), i -> {
      double exact = result.real(i);
      double draw = 2 * random.nextDouble() - 1;
      boolean stays = (float) exact == exact && differences == 0 || !Double.isFinite(exact);
      return stays ? exact : (float) (exact + draw * (OWN * Math.abs(exact) + sums + differences));
    });
  }

  /** What adding up the terms of a result may do to it. */
  private double sums(Node node, Tensor result) {
    double terms = work(node) / Math.max(1, result.elements());
    if (terms <= 1) {
      return 0;
    }
    double squares = 0;
    for (int i = 0; i < result.elements(); i++) {
      double exact = result.real(i);
      squares += Double.isFinite(exact) ? exact * exact : 0;
    }
    return Math.sqrt(terms * squares / Math.max(1, result.elements())) * UNIT;
  }

  /** Elements that are read, or multiply-adds, whatever is more. */
  private double work(Node node) {
    Site site = graph.site(node);
    double work = node.op().macs(site).at(symbols);
    for (Optional<Type> operand : site.operands()) {
      if (operand.isPresent() && operand.get() instanceof TensorType type) {
        work = Math.max(work, type.dims().stream().mapToDouble(dim -> dim.at(symbols)).reduce(1, (a, b) -> a * b));
      }
    }
    return work;
  }
}
