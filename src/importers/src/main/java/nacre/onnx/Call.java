package nacre.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import nacre.importers.Arrangement;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Layer;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.Value;
import nacre.ir.op.Op;
import nacre.ir.op.OpaqueOp;
import nacre.onnx.proto.AttributeProto;
import nacre.onnx.proto.AttributeProto.Kind;
import nacre.onnx.proto.NodeProto;
import nacre.onnx.proto.TensorProto;

/**
 * One node of a model while it becomes nodes of the graph: its attributes, its inputs, and where its results go. Attributes
 * and inputs that a mapping does not ask for make the node unknown, so nothing is silently left out.
 */
public final class Call extends NodeParts {
  final Location location;
  final String path;
  final Walk walk;
  /** The graph's node that comes first of those that are made for this one. */
  private final int first;
  private final List<String> taken = new ArrayList<>();
  private final List<Integer> owned = new ArrayList<>();

  Call(Walk walk, NodeProto node, int opset, String path, Location location, int first) {
    super(node, opset);
    this.walk = walk;
    this.path = path;
    this.location = location;
    this.first = first;
  }

  Bound bound(int input) {
    if (!has(input)) {
      throw new InvalidModelException("input " + input + " is missing");
    }
    reads(input);
    return walk.find(node.inputs().get(input));
  }

  /** Whether the model says which ops it was made of: each node is one of them. */
  public boolean isExact() {
    return walk.model.isDeclared();
  }

  /** The contents of a constant, with all the digits that the model knows of. */
  public Tensor exact(Tensor stored) {
    return walk.model.contents(path, stored);
  }

  public Operand operand(int input) {
    return walk.operand(bound(input));
  }

  public List<Operand> operands() {
    return IntStream.range(0, inputs()).mapToObj(this::operand).toList();
  }

  /** A trained input of the layer; {@code word} is what Nacre calls it. */
  public Operand param(int input, Role role, String word) {
    return param(input, role, word, Arrangement.AS_STORED);
  }

  /** A trained input in another layout; empty contents are not laid out anew, so ask {@link #isStored} first. */
  public Operand param(int input, Role role, String word, Arrangement arrangement) {
    Bound bound = bound(input);
    if (!(bound instanceof Bound.Known known && known.stored().isPresent())) {
      if (!arrangement.equals(Arrangement.AS_STORED)) {
        throw new IllegalStateException("only stored tensors are laid out anew");
      }
      return walk.operand(bound);
    }
    Operand.ParamRef ref = walk.workshop.param(known, arrangement, role, path + "." + word);
    owned.add(ref.index());
    return ref;
  }

  /** Whether an input lies in a file. */
  public boolean isStored(int input) {
    return bound(input) instanceof Bound.Known known && known.stored().isPresent();
  }

  public TensorType type(int input) {
    Type type = switch (bound(input)) {
      case Bound.Known known -> known.type();
      case Bound.Made(Operand operand) -> type(operand);
      case Bound.Sequence _ -> throw Walk.sequence();
    };
    return ranked(type);
  }

  /** The type of an operand that is there. */
  public Type type(Operand operand) {
    return walk.workshop.builder.type(operand).orElseThrow();
  }

  public TensorType tensor(Operand operand) {
    return ranked(type(operand));
  }

  private static TensorType ranked(Type type) {
    if (type instanceof TensorType tensor && tensor.isRanked()) {
      return tensor;
    }
    throw new UnsupportedException(OpaqueOp.DOWNSTREAM);
  }

  public DType dtype(int input) {
    return type(input).dtype();
  }

  public int rank(int input) {
    return type(input).rank();
  }

  /** @throws InvalidModelException if an input has fewer or more axes */
  public void requireRank(int input, int least, int most) {
    if (rank(input) < least || rank(input) > most) {
      throw new InvalidModelException("found " + type(input) + " as input " + input + ", required rank " + least
          + (least == most ? "" : " to " + most));
    }
  }

  /** @throws InvalidModelException if an input holds no whole numbers */
  public void requireWhole(int input) {
    if (dtype(input).kind() != DType.Kind.INTEGER) {
      throw new InvalidModelException("found " + type(input) + " as input " + input + ", required whole numbers");
    }
  }

  /** The contents of an input, if they do not depend on the model's inputs. */
  public Optional<Tensor> contents(int input) {
    return contents(bound(input));
  }

  /** The contents of an input that Nacre must know when it compiles. */
  public Tensor required(int input, String what) {
    requires(input);
    return contents(input).orElseThrow(() -> needs(input, what));
  }

  /** The contents of a result of a body. */
  Optional<Tensor> contents(Bound bound) {
    return switch (bound) {
      case Bound.Known known -> Optional.of(known.contents().get());
      case Bound.Made(Operand operand) -> walk.workshop.contents(operand);
      case Bound.Sequence _ -> Optional.empty();
    };
  }

  private RuntimeException needs(int input, String what) {
    type(input);
    return new NeedsContentsException(what + " must be known when the model is compiled",
        bound(input) instanceof Bound.Made(Operand operand) ? walk.workshop.inputsBehind(operand)
            : Collections.emptySet());
  }

  /** Extents, which may hold symbols; none of them is negative. Empty if one is, or if they are not known. */
  public Optional<List<Dim>> extents(int input) {
    return switch (bound(input)) {
      case Bound.Known _, Bound.Sequence _ -> Optional.empty();
      case Bound.Made(Operand operand) -> walk.workshop.builder.contents(operand);
    };
  }

  /** Adds a node on the way to the result; its first result. */
  public Operand add(Op op, Operand... operands) {
    return add(op, List.of(operands));
  }

  public Operand add(Op op, List<Operand> operands) {
    String own = walk.workshop.paths.unique(path + "." + op.name());
    taken.add(own);
    return walk.workshop.add(own, op, operands, OptionalInt.empty(), location).value();
  }

  /** Adds the node that has the name of this one; all its results, as operands. */
  public List<Operand> main(Op op, List<Operand> operands) {
    requireAllRead();
    OptionalInt layer = walk.model.isDeclared() ? node.layer() : owned.isEmpty() ? OptionalInt.empty()
        : OptionalInt.of(walk.workshop.builder.layer(
            new Layer(path, op.name(), owned.stream().distinct().toList(), location)));
    Node added = walk.workshop.add(path, op, operands, layer, location);
    return IntStream.range(0, added.types().size()).<Operand>mapToObj(port -> new Value(added.id(), port)).toList();
  }

  /** The same; its first result. */
  public Operand main(Op op, Operand... operands) {
    return main(op, List.of(operands)).getFirst();
  }

  /** Adds the node that has the name of this one, whose results are this one's. */
  public void result(Op op, Operand... operands) {
    results(main(op, List.of(operands)));
  }

  public void result(Op op, List<Operand> operands) {
    results(main(op, operands));
  }

  public void results(Operand... operands) {
    results(List.of(operands));
  }

  /** What this node's results are; the rest must not be asked for. */
  public void results(List<Operand> operands) {
    requireAllRead();
    List<Integer> wanted = IntStream.range(0, node.outputs().size()).filter(this::wants).boxed().toList();
    wanted.stream().filter(i -> i >= operands.size() || operands.get(i) instanceof Operand.Absent).forEach(i -> {
      throw new UnsupportedException("its result " + i + " is not known");
    });
    wanted.forEach(i -> walk.bind(node.outputs().get(i), new Bound.Made(operands.get(i))));
  }

  /** The result is what a file holds. */
  public void stored(TensorProto tensor) {
    bindAll(List.of(walk.model.stored(tensor.named(node.outputs().getFirst()))));
  }

  /** The contents of a tensor that an attribute holds. */
  public Tensor tensorAttribute(String name) {
    TensorProto tensor = find(name, Kind.TENSOR).flatMap(AttributeProto::tensor).orElseThrow(
        () -> missing(name));
    return walk.model.stored(tensor).contents().get();
  }

  void bindAll(List<Bound> results) {
    requireAllRead();
    for (int i = 0; i < Math.min(results.size(), node.outputs().size()); i++) {
      if (!node.outputs().get(i).isEmpty()) {
        walk.bind(node.outputs().get(i), results.get(i));
      }
    }
  }

  /** The result is what is known already. */
  public void known(Tensor contents) {
    bindAll(List.of(Bound.Known.of(node.outputs().getFirst(), contents)));
  }

  /** Whether anything asks for a result. */
  @Override
  public boolean wants(int output) {
    return output < node.outputs().size() && walk.model.isRead(node.outputs().get(output));
  }

  /** Allows for contents before they are made here, or throws an {@link UnsupportedException}. */
  public void allow(long rows, long columns) {
    walk.workshop.allow(Math.multiplyExact(rows, columns));
  }

  /** Contents made here as an operand. */
  public Operand constant(Tensor contents) {
    return walk.workshop.operand(Bound.Known.of(path + ".constant", contents));
  }

  /** Gives back what a mapping that failed has taken. */
  void abandon() {
    taken.forEach(walk.workshop.paths::release);
    walk.workshop.disown(first);
  }
}
