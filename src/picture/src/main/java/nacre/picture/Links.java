package nacre.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces edges from one column to another by pairs of circles with a letter: one below what is read elsewhere, one above those
 * that read it.
 */
final class Links {
  private final Map<Integer, Integer> columnOf = new HashMap<>();
  private final Map<Integer, String> sources = new HashMap<>();
  private final Map<Integer, String> letters = new LinkedHashMap<>();
  private final Map<End, Integer> circles = new LinkedHashMap<>();
  private final List<Picture.Edge> edges = new ArrayList<>();
  private int boxes;

  /** The circle of a box in a column. */
  private record End(int box, int column) {}

  private Links() {}

  static Picture between(Picture picture) {
    return new Links().linked(picture);
  }

  private Picture linked(Picture picture) {
    List<Picture.Box> all = picture.boxes();
    boxes = all.stream().mapToInt(Picture.Box::id).max().orElse(0) + 1;
    for (int i = 0; i < picture.columns().size(); i++) {
      int column = i;
      boxes(picture.columns().get(i)).forEach(box -> {
        columnOf.put(box.id(), column);
        sources.put(box.id(), box.tooltip().getFirst());
      });
    }
    picture.edges().forEach(this::link);
    List<Picture.Column> columns = new ArrayList<>();
    for (int i = 0; i < picture.columns().size(); i++) {
      columns.add(with(picture.columns().get(i), i));
    }
    return new Picture(picture.title(), columns, edges, picture.hint());
  }

  private static List<Picture.Box> boxes(Picture.Column column) {
    return column.parts().stream().flatMap(Picture.Part::boxes).toList();
  }

  private int column(int box) {
    return Optional.ofNullable(columnOf.get(box)).orElseThrow();
  }

  private void link(Picture.Edge edge) {
    int from = column(edge.from());
    int to = column(edge.to());
    if (from == to) {
      edges.add(edge);
      return;
    }
    letters.computeIfAbsent(edge.from(), _ -> letter(letters.size()));
    End out = new End(edge.from(), from);
    if (!circles.containsKey(out)) {
      circles.put(out, boxes++);
      edges.add(new Picture.Edge(edge.from(), boxes - 1, edge.shape()));
    }
    int in = circles.computeIfAbsent(new End(edge.from(), to), _ -> boxes++);
    edges.add(new Picture.Edge(in, edge.to(), edge.shape()));
  }

  /** {@code A, B, ..., Z, A1, B1, ...}. */
  private static String letter(int number) {
    String letter = Character.toString('A' + number % 26);
    return number < 26 ? letter : letter + number / 26;
  }

  /** Where what passes a link comes from. */
  private String source(int box) {
    return Optional.ofNullable(sources.get(box)).orElseThrow();
  }

  private Picture.Column with(Picture.Column column, int index) {
    List<Picture.Part> above = new ArrayList<>();
    List<Picture.Part> below = new ArrayList<>();
    circles.forEach((end, id) -> {
      if (end.column() == index) {
        (column(end.box()) == index ? below : above).add(circle(end, id));
      }
    });
    above.addAll(column.parts());
    above.addAll(below);
    return new Picture.Column(above);
  }

  private Picture.Box circle(End end, int id) {
    String letter = Optional.ofNullable(letters.get(end.box())).orElseThrow();
    return new Picture.Box(id, List.of(letter), Picture.Look.LINK, Optional.empty(),
        List.of(letter + ": " + source(end.box())));
  }
}
