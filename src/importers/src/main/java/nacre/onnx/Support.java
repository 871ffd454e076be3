package nacre.onnx;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nacre.onnx.proto.AttributeProto;
import nacre.onnx.proto.AttributeProto.Kind;

/** What Nacre makes of an attribute, input or result. */
public sealed interface Support {
  /** All that it may say. */
  record Taken() implements Support {}

  /** An input whose contents must be known when a model is compiled, at least where they matter. */
  record Known() implements Support {}

  /** It says nothing about results at inference. */
  record Ignored() implements Support {
    @Override
    public boolean saysNothing() {
      return true;
    }
  }

  /**
   * An attribute of which some values are known, or a list of these, in any case.
   *
   * @param words numbers or words, as people write them
   */
  record Only(List<String> words) implements Support {
    public Only {
      words = List.copyOf(words);
    }

    @Override
    public boolean allows(AttributeProto attribute) {
      return attribute.kind() == Kind.STRINGS
          ? said(attribute).stream().allMatch(word -> words.stream().anyMatch(word::equalsIgnoreCase))
          : words.containsAll(said(attribute));
    }

    @Override
    public boolean saysNothing() {
      return words.size() == 1;
    }
  }

  /** An attribute that is a list of words: these in turn, in any case. */
  record Repeats(List<String> words) implements Support {
    public Repeats {
      words = List.copyOf(words);
    }

    @Override
    public boolean allows(AttributeProto attribute) {
      List<String> said = said(attribute);
      return IntStream.range(0, said.size())
          .allMatch(i -> said.get(i).equalsIgnoreCase(words.get(i % words.size())));
    }

    @Override
    public boolean saysNothing() {
      return true;
    }
  }

  /** An attribute that is a number of a range, its ends among them. */
  record Within(double least, double most) implements Support {
    @Override
    public boolean allows(AttributeProto attribute) {
      double said = attribute.kind() == AttributeProto.Kind.INT ? attribute.integer() : attribute.real();
      return least <= said && said <= most;
    }
  }

  /** It makes a node unknown. */
  record Refused(String why) implements Support {}

  /** Whether an attribute may say what it does. */
  default boolean allows(AttributeProto attribute) {
    return true;
  }

  /** Whether everything that is allowed means the same, so that a mapping need not ask. */
  default boolean saysNothing() {
    return false;
  }

  /** What an attribute says, words in quotes. */
  static String quoted(AttributeProto attribute) {
    boolean words = attribute.kind() == Kind.STRING || attribute.kind() == Kind.STRINGS;
    return said(attribute).stream().map(word -> words ? "`" + word + "`" : word).collect(Collectors.joining(", "));
  }

  /** What an attribute says, as people write it: one word, or those of a list. */
  static List<String> said(AttributeProto attribute) {
    return switch (attribute.kind()) {
      case INT -> List.of(Long.toString(attribute.integer()));
      case FLOAT -> List.of(attribute.real() == Math.rint(attribute.real())
          ? Long.toString((long) attribute.real())
          : Float.toString(attribute.real()));
      case STRING -> List.of(attribute.text());
      case STRINGS -> attribute.texts();
      default -> List.of(attribute.kind().toString());
    };
  }
}
