package nacre.picture;

import java.util.List;
import java.util.Optional;

import nacre.source.Severity;

/**
 * What is drawn: boxes in nested clusters, and edges between boxes. Texts are as they come, from models too; whoever writes
 * them escapes them.
 *
 * @param hint what a reader may want to know about the picture, for instance that parts are collapsed
 */
record Picture(String title, List<Part> parts, List<Edge> edges, Optional<String> hint) {
  /** A box, or a cluster of parts. */
  sealed interface Part permits Box, Cluster {}

  /**
   * One layer, or a block that is drawn as one.
   *
   * @param lines what is written in it, the name first
   * @param alarm the worst finding about it
   */
  record Box(int id, List<String> lines, Look look, Optional<Severity> alarm, List<String> tooltip) implements Part {
    public Box {
      lines = List.copyOf(lines);
      tooltip = List.copyOf(tooltip);
    }
  }

  /** A block call or a turn of a loop, opened. */
  record Cluster(String name, List<Part> parts) implements Part {
    public Cluster {
      parts = List.copyOf(parts);
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
    FUSED("computed in the loops of its neighbour"),
    FOLDED("folded into weights"),
    REMOVED("gone after optimisation"),
    BLOCK("block, collapsed");

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
    parts = List.copyOf(parts);
    edges = List.copyOf(edges);
  }
}
