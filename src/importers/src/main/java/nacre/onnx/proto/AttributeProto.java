package nacre.onnx.proto;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nacre.importers.wire.Message;

/**
 * A static setting of a node. Exactly one kind of content counts: the one that {@code kind} says.
 *
 * @param reference the attribute of the function around it whose value this one has, or empty
 */
public record AttributeProto(String name, Kind kind, String reference, float real, long integer, String text,
    Optional<TensorProto> tensor, Optional<GraphProto> graph, List<Float> reals, List<Long> integers,
    List<String> texts) {
  /** What an attribute holds, in the order of the schema's numbers. */
  public enum Kind {
    UNDEFINED, FLOAT, INT, STRING, TENSOR, GRAPH, FLOATS, INTS, STRINGS, TENSORS, GRAPHS, SPARSE_TENSOR,
    SPARSE_TENSORS, TYPE_PROTO, TYPE_PROTOS
  }

  public AttributeProto {
    reals = List.copyOf(reals);
    integers = List.copyOf(integers);
    texts = List.copyOf(texts);
  }

  /** The same content under another name. */
  public AttributeProto named(String other) {
    return new AttributeProto(other, kind, "", real, integer, text, tensor, graph, reals, integers, texts);
  }

  static AttributeProto read(Message message) {
    return new Reader().read(message);
  }

  /** Collects what the fields say. */
  private static final class Reader {
    private String name = "";
    private Kind kind = Kind.UNDEFINED;
    private Kind seen = Kind.UNDEFINED;
    private String reference = "";
    private float real;
    private long integer;
    private String text = "";
    private Optional<TensorProto> tensor = Optional.empty();
    private Optional<GraphProto> graph = Optional.empty();
    private final List<Float> reals = new ArrayList<>();
    private final List<Long> integers = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    AttributeProto read(Message message) {
      while (message.next()) {
        field(message);
      }
      Kind said = kind == Kind.UNDEFINED ? seen : kind;
      return new AttributeProto(name, said, reference, real, integer, text, tensor, graph, reals, integers, texts);
    }

    private void field(Message message) {
      switch (message.field()) {
        case 1 -> name = message.text();
        case 2 -> {
          real = message.real();
          seen = Kind.FLOAT;
        }
        case 3 -> {
          integer = message.varint();
          seen = Kind.INT;
        }
        case 4 -> {
          text = Texts.lenient(message.slice());
          seen = Kind.STRING;
        }
        case 5 -> {
          tensor = Optional.of(TensorProto.read(message.message()));
          seen = Kind.TENSOR;
        }
        case 6 -> {
          graph = Optional.of(GraphProto.read(message.message()));
          seen = Kind.GRAPH;
        }
        default -> more(message);
      }
    }

    private void more(Message message) {
      switch (message.field()) {
        case 7 -> {
          message.reals(reals);
          seen = Kind.FLOATS;
        }
        case 8 -> {
          message.varints(integers);
          seen = Kind.INTS;
        }
        case 9 -> {
          texts.add(Texts.lenient(message.slice()));
          seen = Kind.STRINGS;
        }
        case 20 -> kind = kind(message);
        case 21 -> reference = message.text();
        default -> message.skip();
      }
    }

    private static Kind kind(Message message) {
      long number = message.varint();
      if (number < 0 || number >= Kind.values().length) {
        throw message.problem("found the attribute type " + number);
      }
      return Kind.values()[(int) number];
    }
  }
}
