package nacre.ir.op;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

import nacre.ir.Attr;
import nacre.ir.Graph;
import nacre.ir.Tensor;
import nacre.ir.Type;

/**
 * An imported operation that Nacre does not know. It can be linted around, printed and drawn; it is never pure, never
 * evaluated, and an error at code generation. Values that its regions capture are operands.
 *
 * @param domain  the operator set it comes from
 * @param regions bodies that belong to it, as graphs of their own
 */
public record OpaqueOp(String domain, String opaqueName, int version, SequencedMap<String, Attr> attributes,
    List<Graph> regions, int results) implements Op {
  /** The attribute that says why the operation is not known; importers add it. */
  public static final String REASON = "unsupported";
  /** The reason of a known operation whose operands are not known. */
  public static final String DOWNSTREAM = "it reads the result of an operation that Nacre does not know";

  private static final OpSpec SIGNATURE =
      OpSpec.of("opaque", OpaqueOp.class, "an operation that Nacre does not know").build();

  public OpaqueOp {
    attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
    regions = List.copyOf(regions);
  }

  /** Whether all that is wrong with it are its operands. */
  public boolean isDownstream() {
    return reason().filter(DOWNSTREAM::equals).isPresent();
  }

  /** Why the operation is not known, if its importer says so. */
  public Optional<String> reason() {
    return attributes.get(REASON) instanceof Attr.Text(String text) ? Optional.of(text) : Optional.empty();
  }

  /** That it is not known, and why. */
  public String complaint() {
    return "Nacre does not know the operation `" + domain + ":" + opaqueName + "`"
        + reason().map(why -> ": " + why).orElse("");
  }

  @Override
  public OpSpec spec() {
    return SIGNATURE;
  }

  @Override
  public List<Type> infer(InferContext context) {
    return Collections.nCopies(results, Type.OPAQUE);
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    throw new IllegalStateException("`" + domain + ":" + opaqueName + "` has no meaning here");
  }

  @Override
  public boolean pure() {
    return false;
  }
}
