package nacre.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which parts of a list feed which, and about how many inches tall they are below each other.
 *
 * @param heights of each part
 * @param tops    how far down each part begins
 * @param across  how many boxes above each place between parts are read below it
 * @param between whether, at each place between parts, all that follows begins below all that comes before
 */
record Flow(List<Double> heights, List<Double> tops, List<Integer> across, List<Boolean> between) {
  private static final double LINE = 0.2;
  private static final double GAP = 0.6;
  private static final double FRAME = 0.5;
  private static final double ROUNDING = 1e-6;
  private static final double WIDTH = 2.2;
  /** More edges than these between two columns are hard to follow. */
  private static final int MOST_ACROSS = 3;

  static Flow of(List<Picture.Part> parts, List<Picture.Edge> edges) {
    List<Double> heights = parts.stream().map(part -> height(part, edges)).toList();
    Map<Integer, Integer> partOf = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      int part = i;
      parts.get(i).boxes().forEach(box -> partOf.put(box.id(), part));
    }
    List<List<Integer>> next = new ArrayList<>();
    parts.forEach(_ -> next.add(new ArrayList<>()));
    Map<Integer, Integer> last = new HashMap<>();
    for (Picture.Edge edge : edges) {
      int from = partOf.getOrDefault(edge.from(), -1);
      int to = partOf.getOrDefault(edge.to(), -1);
      if (from >= 0 && to > from) {
        next.get(from).add(to);
        last.merge(edge.from(), to, Math::max);
      }
    }
    List<Double> tops = tops(heights, next);
    return new Flow(heights, tops, across(parts.size(), partOf, last), between(heights, tops));
  }

  private static List<Boolean> between(List<Double> heights, List<Double> tops) {
    int count = tops.size();
    double[] highest = new double[count + 1];
    highest[count] = Double.MAX_VALUE;
    for (int i = count - 1; i >= 0; i--) {
      highest[i] = Math.min(highest[i + 1], tops.get(i));
    }
    List<Boolean> between = new ArrayList<>();
    double bottom = 0;
    for (int cut = 0; cut <= count; cut++) {
      between.add(highest[cut] >= bottom - ROUNDING);
      bottom = cut < count ? Math.max(bottom, tops.get(cut) + heights.get(cut)) : bottom;
    }
    return between;
  }

  private static List<Double> tops(List<Double> heights, List<List<Integer>> next) {
    double[] tops = new double[heights.size()];
    for (int i = 0; i < tops.length; i++) {
      double bottom = tops[i] + heights.get(i);
      next.get(i).forEach(below -> tops[below] = Math.max(tops[below], bottom));
    }
    return Arrays.stream(tops).boxed().toList();
  }

  private static List<Integer> across(int parts, Map<Integer, Integer> partOf, Map<Integer, Integer> last) {
    int[] across = new int[parts + 1];
    last.forEach((box, to) -> {
      for (int cut = partOf.getOrDefault(box, to) + 1; cut <= to; cut++) {
        across[cut]++;
      }
    });
    return Arrays.stream(across).boxed().toList();
  }

  /** The height of parts below each other. */
  static double height(List<Picture.Part> parts, List<Picture.Edge> edges) {
    Extent extent = of(parts, edges).extent();
    IntStream.range(0, parts.size()).forEach(extent::add);
    return extent.height();
  }

  private static double height(Picture.Part part, List<Picture.Edge> edges) {
    return switch (part) {
      case Picture.Box box -> height(box);
      case Picture.Cluster cluster -> FRAME + height(cluster.parts(), edges);
    };
  }

  private static double height(Picture.Box box) {
    return LINE * box.lines().size() + GAP;
  }

  /** Square inches that boxes take. */
  static double area(List<Picture.Part> parts) {
    return parts.stream().flatMap(Picture.Part::boxes).mapToDouble(box -> WIDTH * height(box)).sum();
  }

  /** Of no parts yet. */
  Extent extent() {
    return new Extent(this);
  }

  /** How tall some of the parts are together, one after the other counted in. */
  static final class Extent {
    private final Flow flow;
    private double top = Double.MAX_VALUE;
    private double bottom;

    private Extent(Flow flow) {
      this.flow = flow;
    }

    void add(int part) {
      top = Math.min(top, flow.tops.get(part));
      bottom = Math.max(bottom, flow.tops.get(part) + flow.heights.get(part));
    }

    double height() {
      return Math.max(0, bottom - top);
    }
  }

  int across(int cut) {
    return across.get(cut);
  }

  boolean mayBreak(int cut) {
    return across.get(cut) <= MOST_ACROSS && between.get(cut);
  }
}
