package nacre.picture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Breaks a picture that would be much taller than wide into columns, as a newspaper does: where few edges pass, between blocks
 * rather than within one. A block that is broken goes on in the next column in a cluster of the same name.
 */
final class Columns {
  private static final double ASPECT = 1.5;
  /** A column that is shorter than this many inches is not worth a break. */
  private static final double SHORT = 10;
  /** What it costs to break a block, or an edge, against a column that is twice as tall as wished. */
  private static final double BROKEN = 0.04;
  private static final double CROSSED = 0.06;

  private final List<Atom> atoms;
  private final Flow flow;
  private final double most;
  private final Set<Picture.Cluster> begun = new HashSet<>();

  /** A part that is not broken, and the clusters that are, outermost first. */
  private record Atom(Picture.Part part, List<Picture.Cluster> within) {}

  private Columns(List<Atom> atoms, Flow flow, double most) {
    this.atoms = atoms;
    this.flow = flow;
    this.most = most;
  }

  /** The same parts and edges in several columns, with links where edges would pass from one to another. */
  static Picture arrange(Picture picture) {
    List<Picture.Part> parts = picture.columns().stream().flatMap(column -> column.parts().stream()).toList();
    double height = Flow.height(parts, picture.edges());
    double width = Flow.area(parts) / Math.max(1, height) + 1.2;
    double most = Math.max(SHORT, Math.sqrt(height * width / ASPECT));
    if (height <= 1.4 * most) {
      return picture;
    }
    List<Atom> atoms = new ArrayList<>();
    flatten(parts, List.of(), most, picture.edges(), atoms);
    Flow flow = Flow.of(atoms.stream().map(Atom::part).toList(), picture.edges());
    List<Picture.Column> columns = new Columns(atoms, flow, most).broken();
    return Links.between(new Picture(picture.title(), columns, picture.edges(), picture.hint()));
  }

  private static void flatten(List<Picture.Part> parts, List<Picture.Cluster> within, double tall,
      List<Picture.Edge> edges, List<Atom> atoms) {
    for (Picture.Part part : parts) {
      if (part instanceof Picture.Cluster cluster && Flow.height(cluster.parts(), edges) > tall) {
        List<Picture.Cluster> deeper = new ArrayList<>(within);
        deeper.add(cluster);
        flatten(cluster.parts(), List.copyOf(deeper), tall, edges, atoms);
      } else {
        atoms.add(new Atom(part, within));
      }
    }
  }

  private List<Picture.Column> broken() {
    List<Picture.Column> columns = new ArrayList<>();
    int from = 0;
    for (int to : ends()) {
      columns.add(new Picture.Column(nested(atoms.subList(from, to), 0)));
      from = to;
    }
    return columns;
  }

  /** The ends of columns for which heights differ least from the wished one, and cuts go through the fewest clusters. */
  private List<Integer> ends() {
    int count = atoms.size();
    double[] costs = new double[count + 1];
    int[] starts = new int[count + 1];
    for (int to = 1; to <= count; to++) {
      costs[to] = Double.MAX_VALUE;
      if (to == count || flow.mayBreak(to)) {
        begin(to, costs, starts);
      }
    }
    List<Integer> ends = new ArrayList<>();
    for (int to = count; to > 0; to = starts[to]) {
      ends.addFirst(to);
    }
    return ends;
  }

  /** The cheapest start of a column that ends before {@code to}. */
  private void begin(int to, double[] costs, int[] starts) {
    Flow.Extent extent = flow.extent();
    double cut = to == atoms.size() ? 0 : BROKEN * depth(to) * depth(to) + CROSSED * flow.across(to);
    for (int from = to - 1; from >= 0; from--) {
      extent.add(from);
      double off = extent.height() / most - 1;
      double cost = costs[from] + cut + off * off;
      if (costs[from] < Double.MAX_VALUE && cost < costs[to]) {
        costs[to] = cost;
        starts[to] = from;
      }
    }
  }

  /** How many clusters a cut goes through. */
  private int depth(int cut) {
    List<Picture.Cluster> above = atoms.get(cut - 1).within();
    List<Picture.Cluster> below = atoms.get(cut).within();
    int depth = 0;
    while (depth < Math.min(above.size(), below.size()) && above.get(depth).equals(below.get(depth))) {
      depth++;
    }
    return depth;
  }

  /** The parts of a run of atoms, in their clusters again. */
  private List<Picture.Part> nested(List<Atom> run, int level) {
    List<Picture.Part> parts = new ArrayList<>();
    int at = 0;
    while (at < run.size()) {
      Atom atom = run.get(at);
      int from = at++;
      if (atom.within().size() <= level) {
        parts.add(atom.part());
        continue;
      }
      Picture.Cluster cluster = atom.within().get(level);
      while (at < run.size() && run.get(at).within().size() > level
          && run.get(at).within().get(level).equals(cluster)) {
        at++;
      }
      String name = begun.add(cluster) ? cluster.name() : cluster.name() + ", continued";
      parts.add(new Picture.Cluster(name, cluster.tooltip(), nested(run.subList(from, at), level + 1)));
    }
    return parts;
  }
}
