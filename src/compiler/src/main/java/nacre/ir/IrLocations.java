package nacre.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.source.Span;

/** Prints the locations of one graph; frames are a table that they refer to. */
final class IrLocations {
  private final boolean shown;
  private final Map<Frame, Integer> frames = new LinkedHashMap<>();

  private IrLocations(boolean shown) {
    this.shown = shown;
  }

  /** Prints nothing. */
  static IrLocations none() {
    return new IrLocations(false);
  }

  static IrLocations of(Graph graph) {
    IrLocations locations = new IrLocations(true);
    Stream.of(graph.params().stream().map(Param::location), graph.layers().stream().map(Layer::location),
        graph.nodes().stream().map(Node::location), graph.inputs().stream().map(Input::location),
        graph.outputs().stream().map(Output::location)).flatMap(all -> all).forEach(locations::collect);
    return locations;
  }

  private void collect(Location location) {
    switch (location) {
      case Location.Text text -> text.frame().ifPresent(this::number);
      case Location.Fused(List<Location> parts) -> parts.forEach(this::collect);
      case Location.Model _, Location.None _ -> {}
    }
  }

  /** Numbers a frame after those around it. */
  private void number(Frame frame) {
    if (frames.containsKey(frame)) {
      return;
    }
    Deque<Frame> outwards = new ArrayDeque<>(frame.outwards());
    while (!outwards.isEmpty()) {
      frames.putIfAbsent(outwards.removeLast(), frames.size());
    }
  }

  boolean isNone() {
    return !shown;
  }

  List<String> frameLines() {
    List<String> lines = new ArrayList<>();
    frames.forEach((frame, number) -> lines.add("frame #" + number + " = " + IrText.span(frame.call()) + " "
        + IrText.name(frame.segment()) + (frame.turn().isPresent() ? " turn " + frame.turn().getAsInt() : "")
        + frame.parent().map(this::in).orElse("")));
    return lines;
  }

  private String in(Frame frame) {
    return " in #" + frames.get(frame);
  }

  /** What follows something with this location; nothing for {@link Location.None}. */
  String suffix(Location location) {
    return location instanceof Location.None ? "" : always(location);
  }

  /** The same, {@link Location.None} said too. */
  String always(Location location) {
    return shown ? " @ " + text(location) : "";
  }

  private String text(Location location) {
    return switch (location) {
      case Location.Text text -> IrText.span(text.span()) + arguments(text) + text.frame().map(this::in).orElse("");
      case Location.Model(String file, String layerPath, int index, Optional<Span> span) -> "model " + Attr.quote(file)
          + " " + Attr.quote(layerPath) + " " + index + span.map(at -> " at " + IrText.span(at)).orElse("");
      case Location.Fused(List<Location> parts) ->
          parts.stream().map(this::text).collect(Collectors.joining(", ", "fused [", "]"));
      case Location.None _ -> "none";
    };
  }

  private static String arguments(Location.Text text) {
    return text.arguments().isEmpty()
        ? ""
        : text.arguments().entrySet().stream().map(argument -> IrText.word(argument.getKey()) + "="
            + (argument.getValue().file().equals(text.span().file())
                ? IrText.range(argument.getValue())
                : IrText.span(argument.getValue())))
            .collect(Collectors.joining(", ", " {", "}"));
  }
}
