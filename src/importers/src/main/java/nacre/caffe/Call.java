package nacre.caffe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nacre.importers.LayerDraft;
import nacre.importers.ParamDraft;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.Constant;
import nacre.ir.op.Op;
import nacre.ir.op.Reshape;

/** One layer while it becomes nodes: its settings, its inputs, its blobs, and where its results go. */
public final class Call {
  private final CaffeLayer layer;
  private final LayerDraft draft;
  private final List<Operand> bottoms;
  private final LayerBlobs blobs;
  private final List<Settings> params;
  private final Set<Integer> read;
  private List<Operand> results = List.of();
  private int required;

  /** @param read which of its results something reads */
  Call(CaffeLayer layer, LayerDraft draft, List<Operand> bottoms, LayerBlobs blobs, Set<Integer> read) {
    this.layer = layer;
    this.draft = draft;
    this.bottoms = List.copyOf(bottoms);
    this.blobs = blobs;
    this.read = Set.copyOf(read);
    this.required = layer.tops().size();
    this.params = layer.settings().inners("param");
    params.forEach(param -> param.ignore("share_mode", "lr_mult", "decay_mult"));
  }

  /** The fields of one of the layer's messages. */
  public Settings settings(String message) {
    return layer.settings().inner(message);
  }

  public int bottoms() {
    return bottoms.size();
  }

  public int tops() {
    return layer.tops().size();
  }

  /** Does without the last results, from one on, if nothing reads them. */
  public void spare(int from) {
    if (read.stream().allMatch(top -> top < from)) {
      required = Math.min(required, from);
    }
  }

  public Operand bottom(int place) {
    return bottoms.get(place);
  }

  public List<Operand> all() {
    return bottoms;
  }

  public TensorType type(int bottom) {
    return draft.type(bottom(bottom));
  }

  public TensorType type(Operand operand) {
    return draft.type(operand);
  }

  public int rank(int bottom) {
    return type(bottom).rank();
  }

  /** The place of an axis, counted from the end if it is negative. */
  public int axis(int said, int rank) {
    int axis = said < 0 ? said + rank : said;
    if (axis < 0 || axis >= rank) {
      throw problem("found axis " + said + ", required one from " + -rank + " to " + (rank - 1));
    }
    return axis;
  }

  /** An extent of an input, which must have that axis. */
  public Dim dim(int bottom, int axis) {
    TensorType type = type(bottom);
    if (axis >= type.rank()) {
      throw problem("found " + type + ", required rank " + (axis + 1) + " or more");
    }
    return type.dim(axis);
  }

  /** An extent that must be a number. */
  public int extent(int bottom, int axis) {
    Dim dim = dim(bottom, axis);
    return Math.toIntExact(dim.known().orElseThrow(() -> new UnsupportedException(
        "it depends on an extent that is not known, " + dim + " of " + type(bottom)
            + "; say the sizes of its symbols, as in `--dim H=224`")));
  }

  public RuntimeException problem(String what) {
    return layer.problem(what);
  }

  /** A blob of the layer as a parameter, laid out as it is stored. */
  public Operand blob(int index, Role role, String word, List<Dim> dims, Optional<Init> init) {
    return param(index, role, word, dims, init, stored(index, dims).map(blob -> reading(blob, dims)));
  }

  private static Supplier<Tensor> reading(Blob blob, List<Dim> dims) {
    int[] shape = shape(dims);
    return () -> blob.read(shape);
  }

  static int[] shape(List<Dim> dims) {
    return dims.stream().mapToInt(dim -> (int) dim.known().orElseThrow()).toArray();
  }

  /** A blob that the weight file has for this layer, if there is such a file and all is well with it. */
  public Optional<Blob> stored(int index, List<Dim> dims) {
    return blobs.take(index, dims);
  }

  /** A parameter whose contents are made of those of blobs. */
  public Operand param(int index, Role role, String word, List<Dim> dims, Optional<Init> init,
      Optional<Supplier<Tensor>> contents) {
    Optional<Settings> said = index < params.size() ? Optional.of(params.get(index)) : Optional.empty();
    ParamDraft usual = ParamDraft.of(role, word, TensorType.of(DType.F32, dims), layer.name() + "[" + index + "]",
        contents);
    boolean trained = usual.trainable() && said.map(param -> param.real("lr_mult", 1) != 0).orElse(true);
    ParamDraft param = new ParamDraft(role, word, usual.type(), init.orElse(usual.init()), trained, usual.original(),
        contents);
    return said.flatMap(own -> own.text("name")).filter(name -> !name.isEmpty())
        .map(name -> draft.param("shared:" + name, param)).orElseGet(() -> draft.param(param));
  }

  /** Adds a node on the way to the result. */
  public Operand add(Op op, Operand... operands) {
    return draft.add(op, operands);
  }

  public Operand number(double value) {
    return add(Constant.of(DType.F32, value));
  }

  /** The operand under another shape, if it has not got it already. */
  public Operand reshaped(Operand operand, List<Dim> dims) {
    return type(operand).dims().equals(dims) ? operand : add(new Reshape(dims), operand);
  }

  /** Adds the node that stands for the layer and owns its parameters. */
  public Operand main(Op op, Operand... operands) {
    return draft.main(op, operands);
  }

  /** Adds that node, whose result is the layer's. */
  public void result(Op op, Operand... operands) {
    results = draft.main(op, Arrays.asList(operands));
  }

  public void result(Op op, List<Operand> operands) {
    results = draft.main(op, operands);
  }

  /** What the layer's results are. */
  public void results(Operand... operands) {
    results = List.of(operands);
  }

  /** The results, when all fields were asked for. */
  List<Operand> results() {
    layer.settings().unread().ifPresent(field -> {
      throw new UnsupportedException("the field " + field);
    });
    if (results.size() < required) {
      throw new UnsupportedException("its result " + results.size() + " is not known");
    }
    return new ArrayList<>(results);
  }
}
