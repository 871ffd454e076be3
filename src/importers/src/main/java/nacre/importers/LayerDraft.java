package nacre.importers;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.Value;
import nacre.ir.op.Op;
import nacre.ir.op.OpaqueOp;

/** One application of a layer while it becomes nodes. */
public final class LayerDraft {
  private final Draft draft;
  /** Identifies the layer; several applications have it. */
  private final String layer;
  /** Of the node that stands for this application. */
  private final String path;
  private final Location location;
  private final List<Integer> owned = new ArrayList<>();
  private final int first;

  LayerDraft(Draft draft, String layer, String path, Location location) {
    this.draft = draft;
    this.first = draft.builder().size();
    this.layer = layer;
    this.path = path;
    this.location = location;
  }

  /** The path of the node that {@link #main} adds. */
  public String path() {
    return path;
  }

  public Location location() {
    return location;
  }

  /** A layer inside this one, with parameters of its own. */
  public LayerDraft part(String name) {
    return new LayerDraft(draft, layer + "." + name, draft.paths().unique(path + "." + name), location);
  }

  /** @throws UnsupportedException if it follows from a layer that is not known */
  public TensorType type(Operand operand) {
    Type type = draft.builder().type(operand).orElseThrow();
    if (type instanceof TensorType tensor && tensor.isRanked()) {
      return tensor;
    }
    throw new UnsupportedException(OpaqueOp.DOWNSTREAM);
  }

  /**
   * A parameter of the layer, the same for each of its applications.
   *
   * @throws InvalidModelException if an earlier application required another shape
   */
  public Operand param(ParamDraft param) {
    return param(layer + "." + param.word(), param);
  }

  /** A parameter that other layers have too, under a name of its own. */
  public Operand param(String shared, ParamDraft param) {
    Operand.ParamRef ref = draft.param(shared, layer + "." + param.word(), param, location);
    owned.add(ref.index());
    return ref;
  }

  /** Adds a node on the way to the result, or behind it; its first result. */
  public Operand add(Op op, Operand... operands) {
    return add(op, List.of(operands)).getFirst();
  }

  /** The same; all its results. */
  public List<Operand> add(Op op, List<? extends Operand> operands) {
    String own = draft.paths().unique(path + "." + op.name());
    return results(draft.add(own, op, operands, OptionalInt.empty(), location));
  }

  /** Adds the node that has the path of this application and owns its parameters; its first result. */
  public Operand main(Op op, Operand... operands) {
    return main(op, List.of(operands)).getFirst();
  }

  /** The same; all its results. */
  public List<Operand> main(Op op, List<? extends Operand> operands) {
    OptionalInt index = draft.layer(layer, op.name(), owned, location);
    return results(draft.add(path, op, operands, index, location));
  }

  /**
   * Takes back what was added since this application began, with its parameters, as the layer turned out to be one that
   * is not known. Only the node that says so may follow.
   */
  public void abandon() {
    owned.clear();
    draft.abandon(first);
  }

  private static List<Operand> results(Node node) {
    return IntStream.range(0, node.types().size()).<Operand>mapToObj(port -> new Value(node.id(), port)).toList();
  }
}
