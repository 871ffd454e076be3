package nacre.picture;

import static guru.nidi.graphviz.model.Factory.mutGraph;
import static guru.nidi.graphviz.model.Factory.mutNode;
import static guru.nidi.graphviz.model.Factory.to;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import guru.nidi.graphviz.attribute.Label;
import guru.nidi.graphviz.model.MutableAttributed;
import guru.nidi.graphviz.model.MutableGraph;
import guru.nidi.graphviz.model.MutableNode;
import nacre.source.Severity;
import nacre.source.Visible;

/**
 * A picture in the words of Graphviz. Names that models bring are shown with steering characters as escapes, and are never
 * identifiers: nodes are {@code n0, n1, ...}.
 */
final class DotGraph {
  private static final String FONT = "Helvetica,DejaVu Sans,Arial";
  private static final int WIDEST_TOOLTIP_LINE = 160;

  private final Map<Integer, MutableNode> nodes = new HashMap<>();
  private final Set<Picture.Look> looks = new TreeSet<>();
  private final Set<Severity> alarms = new TreeSet<>();
  private int clusters;

  private DotGraph() {}

  static MutableGraph of(Picture picture) {
    return new DotGraph().graph(picture);
  }

  private MutableGraph graph(Picture picture) {
    String title = picture.title() + picture.hint().map(hint -> "\n" + hint).orElse("");
    MutableGraph graph = mutGraph("picture").setDirected(true);
    graph.graphAttrs().add("label", label(List.of(title.split("\n"))));
    set(graph.graphAttrs(), "labelloc", "t", "fontname", FONT, "fontsize", 18, "nodesep", 0.25, "ranksep", 0.3,
        "rankdir", "TB", "compound", true, "bgcolor", "white");
    set(graph.nodeAttrs(), "shape", "box", "style", "filled,rounded", "fontname", FONT, "fontsize", 12,
        "margin", "0.12,0.05", "height", 0.3);
    set(graph.linkAttrs(), "fontname", FONT, "fontsize", 10, "fontcolor", "#555555", "color", "#555555",
        "arrowsize", 0.6);
    fill(graph, picture.parts());
    picture.edges().forEach(edge -> link(edge));
    legend(graph);
    return graph;
  }

  private void fill(MutableGraph graph, List<Picture.Part> parts) {
    for (Picture.Part part : parts) {
      switch (part) {
        case Picture.Box box -> graph.add(node(box));
        case Picture.Cluster cluster -> graph.add(cluster(cluster));
      }
    }
  }

  private MutableGraph cluster(Picture.Cluster cluster) {
    MutableGraph graph = mutGraph("c" + clusters++).setDirected(true).setCluster(true);
    graph.graphAttrs().add("label", label(List.of(cluster.name())));
    set(graph.graphAttrs(), "labeljust", "l", "fontsize", 12, "style", "rounded", "color", "#9aa5b1", "bgcolor",
        clusters % 2 == 0 ? "#f4f6f8" : "#fbfcfd", "margin", 10);
    fill(graph, cluster.parts());
    return graph;
  }

  private MutableNode node(Picture.Box box) {
    MutableNode node = mutNode("n" + box.id());
    node.add("label", label(box.lines()));
    node.add("tooltip", label(box.tooltip()));
    colour(node, box.look());
    looks.add(box.look());
    box.alarm().ifPresent(severity -> {
      alarms.add(severity);
      set(node, "color", alarm(severity), "penwidth", 3);
    });
    nodes.put(box.id(), node);
    return node;
  }

  private static void colour(MutableNode node, Picture.Look look) {
    set(node, "fillcolor", switch (look) {
      case INPUT, OUTPUT -> "#2f4b66";
      case LAYER -> "#cfe3f7";
      case PLAIN -> "#ffffff";
      case FUSED -> "#d5efd3";
      case FOLDED -> "#fdf0c4";
      case REMOVED -> "#eeeeee";
      case BLOCK -> "#e7dcf3";
    }, "color", "#52606d");
    switch (look) {
      case INPUT, OUTPUT -> node.add("fontcolor", "white");
      case FOLDED -> node.add("style", "filled,rounded,dashed");
      case REMOVED -> set(node, "style", "filled,rounded,dotted", "fontcolor", "#888888");
      case BLOCK -> node.add("shape", "box3d");
      case LAYER, PLAIN, FUSED -> { }
    }
  }

  private static String alarm(Severity severity) {
    return switch (severity) {
      case ERROR -> "#c81e1e";
      case WARNING -> "#e07b00";
      case INFO, STYLE -> "#3b82c4";
    };
  }

  private void link(Picture.Edge edge) {
    MutableNode from = nodes.get(edge.from());
    MutableNode to = nodes.get(edge.to());
    if (from != null && to != null) {
      from.addLink(from.linkTo(to).with("label", label(List.of(edge.shape()))));
    }
  }

  /** The colours that occur, in a cluster of their own. */
  private void legend(MutableGraph graph) {
    MutableGraph legend = mutGraph("legend").setDirected(true).setCluster(true);
    set(legend.graphAttrs(), "label", "legend", "fontsize", 12, "style", "rounded", "color", "#9aa5b1");
    MutableNode last = null;
    for (Picture.Look look : looks) {
      MutableNode sample = mutNode("legend_" + look.name()).add("label", look.meaning());
      colour(sample, look);
      last = below(legend, last, sample);
    }
    for (Severity severity : alarms) {
      MutableNode sample = mutNode("legend_" + severity.name()).add("label", "has a finding: " + severity.word());
      set(sample, "color", alarm(severity), "penwidth", 3, "fillcolor", "#ffffff");
      last = below(legend, last, sample);
    }
    graph.add(legend);
  }

  private static MutableNode below(MutableGraph legend, @org.jspecify.annotations.Nullable MutableNode last,
      MutableNode sample) {
    legend.add(sample);
    if (last != null) {
      last.addLink(to(sample).with("style", "invis"));
    }
    return sample;
  }

  private static void set(MutableAttributed<?, ?> on, Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      on.add((String) namesAndValues[i], namesAndValues[i + 1]);
    }
  }

  private static Label label(List<String> lines) {
    return Label.lines(lines.stream().map(DotGraph::shown).toArray(String[]::new));
  }

  private static String shown(String line) {
    String clean = Visible.text(line);
    return clean.length() > WIDEST_TOOLTIP_LINE ? clean.substring(0, WIDEST_TOOLTIP_LINE) + " ..." : clean;
  }
}
