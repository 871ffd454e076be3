package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.ir.Dim;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * The same elements in the same row-major order under another shape.
 *
 * @param shape the extents; one may be unknown and is then what is left
 */
public record Reshape(List<Dim> shape) implements Op, TracksAxes, PreservesShift {
  public Reshape {
    shape = List.copyOf(shape);
  }

  static final OpSpec SPEC =
      OpSpec.of("reshape", Reshape.class, "the same elements in the same order, under another shape")
          .input("x", "any tensor")
          .attribute("shape", new SettingKind.Extents(), "the new extents; -1 stands for what is left")
          .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    int open = shape.indexOf(Dim.UNKNOWN);
    Dim elements = x.shape().elements();
    if (open < 0) {
      if (!TensorType.of(x.dtype(), shape).shape().elements().provablyEquals(elements)) {
        throw TypeError.at("shape", "found " + shape + " for " + x + ", required extents whose product is " + elements);
      }
      return List.of(x.withDims(shape));
    }
    List<Dim> dims = new ArrayList<>(shape);
    dims.set(open, Dim.ONE);
    dims.set(open, Extents.quotient(elements, TensorType.of(x.dtype(), dims).shape().elements())
        .orElseThrow(() -> TypeError.at("shape",
            "found " + shape + " for " + x + ", required extents that divide its " + elements + " elements")));
    return List.of(x.withDims(dims));
  }

  @Override
  public Optional<List<Dim>> contents(InferContext context) {
    return context.contents(0);
  }

  @Override
  public Op substitute(Map<String, Long> symbols) {
    return new Reshape(shape.stream().map(dim -> dim.substitute(symbols)).toList());
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    return List.of(evaluation.tensor(0).reshaped(evaluation.resultShape(0)));
  }

  @Override
  public List<Candidate> candidates(Site site) {
    return List.of(new Candidate.Relabel());
  }

  @Override
  public OptionalInt resultAxis(Site site, int operand, int axis) {
    return Extents.sameAxis(site.tensor(0), site.result(0), axis);
  }

  /** Every element keeps its value, so a constant stays one wherever its axis survives. */
  @Override
  public boolean preservesShift(Site site, int operand, int axis, Phase phase) {
    return true;
  }
}
