package nacre.picture;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A picture in the language of Graphviz. Texts that models bring stand in quotes with all that would steer Graphviz, SVG or a
 * reader's terminal made plain, and are never identifiers: nodes are {@code n0, n1, ...}.
 */
final class DotText {
  static final String FONT = "Helvetica,Arial,sans-serif";

  private final StringBuilder out = new StringBuilder();
  private int clusters;

  private DotText() {}

  static String of(Picture picture) {
    return new DotText().text(picture);
  }

  private String text(Picture picture) {
    out.append("digraph picture {\n");
    line(1, "graph [label=" + DotLegend.of(picture) + ", labelloc=t, fontname=\"" + FONT
        + "\", fontsize=18, nodesep=0.25, ranksep=0.25, bgcolor=white, nslimit=4, mclimit=0.5, pad=0.2]");
    line(1, "node [shape=box, style=\"filled,rounded\", fontname=\"" + FONT
        + "\", fontsize=12, margin=\"0.16,0.05\", height=0.3, color=\"#52606d\"]");
    line(1, "edge [fontname=\"" + FONT + "\", fontsize=10, fontcolor=\"#555555\", color=\"#555555\", arrowsize=0.6]");
    picture.columns().forEach(column -> column.parts().forEach(part -> part(1, part)));
    picture.edges().forEach(this::edge);
    return out.append("}\n").toString();
  }

  private void line(int indent, String text) {
    out.repeat("  ", indent).append(text).append('\n');
  }

  private void part(int indent, Picture.Part part) {
    switch (part) {
      case Picture.Box box -> box(indent, box);
      case Picture.Cluster cluster -> cluster(indent, cluster);
    }
  }

  private void cluster(int indent, Picture.Cluster cluster) {
    String colour = clusters % 2 == 0 ? "#f4f6f8" : "#fbfcfd";
    line(indent, "subgraph cluster_" + clusters++ + " {");
    line(indent + 1, "graph [" + label(List.of(cluster.name())) + ", " + tooltip(List.of(cluster.tooltip()))
        + ", labeljust=l, fontsize=12, style=rounded, color=\"#9aa5b1\", bgcolor=\"" + colour + "\", margin=8]");
    cluster.parts().forEach(part -> part(indent + 1, part));
    line(indent, "}");
  }

  private void box(int indent, Picture.Box box) {
    String alarm = box.alarm().map(severity -> ", color=\"" + Colours.of(severity) + "\", penwidth=3").orElse("");
    line(indent, "n" + box.id() + " [" + label(box.lines()) + ", " + tooltip(box.tooltip()) + ", "
        + Colours.attributes(box.look()) + alarm + "]");
  }

  private void edge(Picture.Edge edge) {
    line(1, "n" + edge.from() + " -> n" + edge.to() + " [" + label(List.of("  " + edge.shape())) + "]");
  }

  private static String label(List<String> lines) {
    return lines.stream().map(DotEscapes::label).collect(Collectors.joining("\\n", "label=\"", "\""));
  }

  private static String tooltip(List<String> lines) {
    return lines.stream().map(DotEscapes::tooltip).collect(Collectors.joining("\\n", "tooltip=\"", "\""));
  }
}
