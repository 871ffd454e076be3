package nacre.picture;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import nacre.source.Severity;

/**
 * What is drawn: boxes in nested clusters, and edges between boxes. Texts are as they come, from models too; whoever writes
 * them escapes them.
 *
 * @param columns read from top to bottom, then from left to right
 * @param hint    what a reader may want to know about the picture, for instance that parts are collapsed
 */
record Picture(String title, List<Column> columns, List<Edge> edges, Optional<String> hint) {
  /** Parts below each other, in the order of the graph. */
  record Column(List<Part> parts) {
    Column {
      parts = List.copyOf(parts);
    }
  }

  /** A box, or a cluster of parts. */
  sealed interface Part permits Box, Cluster {
    /** The boxes that it is or holds, the first first. */
    Stream<Box> boxes();
  }

  /**
   * One layer, or a block that is drawn as one.
   *
   * @param lines what is written in it, the name first
   * @param alarm the worst finding about it
   */
  record Box(int id, List<String> lines, Look look, Optional<Severity> alarm, List<String> tooltip) implements Part {
    Box {
      lines = List.copyOf(lines);
      tooltip = List.copyOf(tooltip);
    }

    @Override
    public Stream<Box> boxes() {
      return Stream.of(this);
    }
  }

  /** A block call or a turn of a loop, opened. */
  record Cluster(String name, String tooltip, List<Part> parts) implements Part {
    Cluster {
      parts = List.copyOf(parts);
    }

    @Override
    public Stream<Box> boxes() {
      return parts.stream().flatMap(Part::boxes);
    }
  }

  /** What flows from one box to another, with its shape. */
  record Edge(int from, int to, String shape) {}

  /** What kind of box it is, which colours tell apart. */
  enum Look {
    INPUT("input"),
    OUTPUT("output"),
    LAYER("layer with parameters"),
    PLAIN("layer without parameters"),
    FUSED("fused into the layer before"),
    FOLDED("folded into weights"),
    REMOVED("removed"),
    LOOP("several ops in one loop"),
    TAKER("others folded into its weights"),
    BLOCK("block, collapsed"),
    LINK("goes on at the same letter");

    private final String meaning;

    Look(String meaning) {
      this.meaning = meaning;
    }

    /** What a legend says. */
    String meaning() {
      return meaning;
    }
  }

  Picture {
    columns = List.copyOf(columns);
    edges = List.copyOf(edges);
  }

  List<Box> boxes() {
    return columns.stream().flatMap(column -> column.parts().stream()).flatMap(Part::boxes).toList();
  }
}
