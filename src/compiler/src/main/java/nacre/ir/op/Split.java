package nacre.ir.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.Attr;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Phase;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/**
 * A tensor in pieces along an axis, one result per piece.
 *
 * @param parts how many pieces of equal extent, where no sizes are said
 * @param sizes the extents of the pieces
 * @param axis  the axis along which they follow each other
 */
public record Split(int parts, List<Integer> sizes, int axis) implements Op, TracksAxes, PreservesShift, Decomposes {
  static final OpSpec SPEC = OpSpec.of("split", Split.class, "a tensor in pieces along an axis, one result per piece")
      .input("x", "any tensor")
      .attribute("parts", SettingKind.POSITIVE, Attr.of(1), "how many pieces of equal extent, where no sizes are said")
      .attribute("sizes", new SettingKind.IntList(), Attr.ints(List.of()), "the extents of the pieces")
      .attribute("axis", SettingKind.AXIS, SettingKind.CHANNELS, "the axis along which they follow each other")
      .build();

  public Split {
    sizes = List.copyOf(sizes);
    if (sizes.stream().anyMatch(size -> size < 0)) {
      throw TypeError.at("sizes", "`sizes`: found " + sizes + ", required numbers from 0 on");
    }
    if (!sizes.isEmpty() && parts != 1 && parts != sizes.size()) {
      throw TypeError.at("parts", "`parts`: found " + parts + " and " + sizes.size() + " sizes, required one of them");
    }
  }

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public int results() {
    return sizes.isEmpty() ? parts : sizes.size();
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(0);
    ChannelParams.checkAxisExists(x, axis);
    return extents(x).stream().<Type>map(extent -> x.withDims(Extents.with(x.dims(), axis, extent))).toList();
  }

  private List<Dim> extents(TensorType x) {
    Dim whole = x.dim(axis);
    if (sizes.isEmpty()) {
      Dim part = Extents.quotient(whole, Dim.of(parts)).orElseThrow(() -> TypeError.at("parts",
          "`parts`: found " + parts + " for axis " + axis + " of " + x + ", required a number that divides " + whole));
      return Collections.nCopies(parts, part);
    }
    long sum = sizes.stream().mapToLong(Integer::longValue).sum();
    if (!whole.is(sum)) {
      throw TypeError.at("sizes",
          "`sizes`: found " + sizes + ", together " + sum + ", for axis " + axis + " of " + x + ", required " + whole);
    }
    return sizes.stream().<Dim>map(size -> Dim.of(size)).toList();
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor x = evaluation.tensor(0);
    int[] strides = Tensor.strides(x.shape());
    List<Tensor> pieces = new ArrayList<>();
    int start = 0;
    for (int port = 0; port < results(); port++) {
      int[] shape = evaluation.resultShape(port);
      int from = start * strides[axis];
      pieces.add(x.gathered(shape, i -> from + Elementwise.source(i, shape, strides)));
      start += shape[axis];
    }
    return pieces;
  }

  /** Slices; of an axis whose extent is a symbol, the pieces become an axis of their own first. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    Formula formula = new Formula(sink);
    boolean known = site.tensor(0).dim(axis).known().isPresent();
    Operand from = known ? operands.getFirst() : formula.reshaped(operands.getFirst(), piecesApart(site));
    List<Operand> pieces = new ArrayList<>();
    int start = 0;
    for (int port = 0; port < results(); port++) {
      List<Dim> dims = site.result(port).dims();
      int extent = known ? Math.toIntExact(dims.get(axis).known().getAsLong()) : 1;
      pieces.add(formula.reshaped(formula.slice(from, axis, start, start + extent), dims));
      start += extent;
    }
    return pieces;
  }

  private List<Dim> piecesApart(Site site) {
    List<Dim> dims = new ArrayList<>(site.result(0).dims());
    dims.add(axis, Dim.of(parts));
    return dims;
  }

  /** Of the first result; the axis that is cut holds other indices there, unless there is but one piece. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    return from != axis || results() == 1 ? OptionalInt.of(from) : OptionalInt.empty();
  }

  /** Every element of the first result keeps its value. */
  @Override
  public boolean preservesShift(Site site, int operand, int from, Phase phase) {
    return true;
  }
}
