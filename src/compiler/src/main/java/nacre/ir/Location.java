package nacre.ir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.source.Note;
import nacre.source.Span;

/** Where something comes from. A node that stands for several keeps them all. */
public sealed interface Location {
  /**
   * A place in a {@code .nacre} text.
   *
   * @param span      the call that made the node, name and arguments
   * @param arguments where each argument that was written stands, by its parameter's name
   * @param frame     the block call or loop turn around it, if any
   */
  record Text(Span span, SequencedMap<String, Span> arguments, Optional<Frame> frame) implements Location {
    public Text {
      arguments = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arguments));
    }

    public Text(Span span) {
      this(span, new LinkedHashMap<>(Map.of()), Optional.empty());
    }
  }

  /**
   * A layer of an imported model file.
   *
   * @param layerPath its own name there
   * @param index     its position, or -1
   * @param span      where it stands, if the file is a text
   */
  record Model(String file, String layerPath, int index, Optional<Span> span) implements Location {
    public Model(String file, String layerPath, int index) {
      this(file, layerPath, index, Optional.empty());
    }

    /** For instance {@code net.onnx: `conv1`, number 3}; what has no number is said without. */
    public String place() {
      return file + ": `" + layerPath + "`" + (index < 0 ? "" : ", number " + index);
    }
  }

  /** Several places that became one, in the order of the computation; none is itself fused. */
  record Fused(List<Location> parts) implements Location {
    public Fused {
      parts = List.copyOf(parts);
    }
  }

  /** Made by the compiler, not by a text. */
  record None() implements Location {}

  None NONE = new None();

  /** All of the given places, flattened, each once. */
  static Location fused(List<Location> locations) {
    List<Location> parts = locations.stream()
        .flatMap(
            location -> location instanceof Fused(List<Location> inner) ? inner.stream() : List.of(location).stream())
        .filter(location -> !(location instanceof None))
        .distinct()
        .toList();
    return switch (parts.size()) {
      case 0 -> NONE;
      case 1 -> parts.getFirst();
      default -> new Fused(parts);
    };
  }

  /** The first layer of a model file, if there is one. */
  default Optional<Model> model() {
    return switch (this) {
      case Model model -> Optional.of(model);
      case Fused(List<Location> parts) -> parts.stream().flatMap(part -> part.model().stream()).findFirst();
      case Text _, None _ -> Optional.empty();
    };
  }

  /** Where it stands in a text, Nacre's or a model file's own. */
  default Optional<Span> inText() {
    return text().map(Text::span).or(() -> model().flatMap(Model::span));
  }

  /** Names the layer of a model file that is no text, where nothing else tells the place. */
  default Optional<Note> note() {
    return inText().isPresent() ? Optional.empty() : model().map(layer -> Note.of("in " + layer.place()));
  }

  /** The first place in a text, if there is one. */
  default Optional<Text> text() {
    return switch (this) {
      case Text text -> Optional.of(text);
      case Fused(List<Location> parts) -> parts.stream().flatMap(part -> part.text().stream()).findFirst();
      case Model _, None _ -> Optional.empty();
    };
  }
}
