package nacre.onnx.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import nacre.ir.Attr;
import nacre.ir.Graph;
import nacre.ir.Node;
import nacre.ir.Value;
import nacre.ir.op.OpaqueOp;
import nacre.onnx.OperatorVersions;
import nacre.onnx.proto.Facts;

/** Operators that Nacre does not know go out as they came in. */
final class Unknowns {
  private static final String OWN = "ai.onnx";
  private static final Set<String> SEQUENCES = Set.of("ConcatFromSequence", "SequenceAt", "SequenceErase",
      "SequenceInsert", "SequenceLength", "SequenceMap");

  private Unknowns() {}

  /** As files say it. */
  static String domain(OpaqueOp op) {
    return op.domain().equals(OWN) ? "" : op.domain();
  }

  /** @throws InexpressibleException if the operator may mean something else in a version of its domain */
  static void requireSame(OpaqueOp op, int version) {
    boolean same = op.domain().equals(OWN)
        ? OperatorVersions.isSame(op.opaqueName(), op.version(), version)
        : op.version() == version;
    if (!same) {
      throw new InexpressibleException("`" + op.domain() + ":" + op.opaqueName() + "` is of version " + op.version()
          + " of its operators, and changed between that and version " + version + " of this file");
    }
  }

  /** What is said of it in a file of a version. */
  static SequencedMap<String, String> facts(Node node, OpaqueOp op, int version) {
    SequencedMap<String, String> facts = OnnxNode.facts(node.layer());
    op.reason().ifPresent(reason -> facts.put(Facts.UNKNOWN, reason));
    if (op.version() != version) {
      facts.put(Facts.VERSION, Integer.toString(op.version()));
    }
    return facts;
  }

  /** Which operation a node would be known without, if there is one. */
  static String cause(Graph graph, Node node) {
    Node at = node;
    while (at.op() instanceof OpaqueOp op && op.isDownstream()) {
      Optional<Node> before = at.operands().stream()
          .flatMap(operand -> operand instanceof Value value ? Stream.of(graph.producer(value)) : Stream.empty())
          .filter(producer -> producer.op() instanceof OpaqueOp).findFirst();
      if (before.isEmpty()) {
        return "";
      }
      at = before.get();
    }
    return at.id() != node.id() && at.op() instanceof OpaqueOp op
        ? "; it would be known if Nacre knew `" + op.domain() + ":" + op.opaqueName() + "` at `" + at.path() + "`"
        : "";
  }

  static Settings settings(OpaqueOp op) {
    if (!op.regions().isEmpty()) {
      throw new InexpressibleException("`" + op.domain() + ":" + op.opaqueName() + "` has bodies");
    }
    if (op.domain().equals(OWN) && SEQUENCES.contains(op.opaqueName())) {
      throw new InexpressibleException("`" + op.domain() + ":" + op.opaqueName()
          + "` takes a sequence, of which the graph has the parts alone");
    }
    Settings settings = Settings.none();
    for (Map.Entry<String, Attr> attribute : op.attributes().entrySet()) {
      if (!attribute.getKey().equals(OpaqueOp.REASON)) {
        put(settings, op, attribute.getKey(), attribute.getValue());
      }
    }
    return settings;
  }

  private static void put(Settings settings, OpaqueOp op, String name, Attr attr) {
    switch (attr) {
      case Attr.Int(long value) -> settings.whole(name, value);
      case Attr.Real(double value) -> settings.exactly(name, (float) value);
      case Attr.Text(String text) -> settings.word(name, text);
      case Attr.Many(List<Attr> items) -> put(settings, op, name, items);
      default -> throw lost(op, name);
    }
  }

  private static void put(Settings settings, OpaqueOp op, String name, List<Attr> items) {
    if (items.stream().allMatch(Attr.Int.class::isInstance)) {
      settings.longs(name, items.stream().map(item -> ((Attr.Int) item).value()).toList());
    } else if (items.stream().allMatch(Attr.Real.class::isInstance)) {
      settings.reals(name, items.stream().map(item -> (float) ((Attr.Real) item).value()).toList());
    } else if (items.stream().allMatch(Attr.Text.class::isInstance)) {
      settings.words(name, items.stream().map(item -> ((Attr.Text) item).text()).toList());
    } else {
      throw lost(op, name);
    }
  }

  private static InexpressibleException lost(OpaqueOp op, String name) {
    return new InexpressibleException("the attribute `" + name + "` of `" + op.domain() + ":" + op.opaqueName()
        + "` has not been kept");
  }
}
