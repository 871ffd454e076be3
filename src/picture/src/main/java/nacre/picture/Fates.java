package nacre.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.op.Fused;
import nacre.passes.Remark;

/** What the passes made of nodes: folded, fused, gone; asked for by nodes of the source graph, or of the optimised one. */
sealed interface Fates {
  /** How the node is drawn, if its fate says so. */
  Optional<Picture.Look> look(Node node);

  /** A line in the box. */
  Optional<String> note(Node node);

  /** What the passes said. */
  List<String> remarks(Node node);

  /** Of the graph as written: what will become of each node. */
  static Fates ahead(List<Remark> remarks) {
    Map<String, List<Remark>> byPath = new HashMap<>();
    remarks.stream().filter(remark -> remark.kind() != Remark.Kind.ANALYSIS)
        .forEach(remark -> byPath.computeIfAbsent(remark.path(), _ -> new ArrayList<>()).add(remark));
    return new Ahead(byPath);
  }

  /** Of the optimised graph: what each node has taken in. */
  static Fates behind(List<Remark> remarks) {
    return new Behind(remarks.stream().filter(remark -> remark.kind() == Remark.Kind.PASSED)
        .filter(remark -> remark.achievement().equals("folded")).toList());
  }

  /** @param byPath what was said of the source graph's nodes */
  record Ahead(Map<String, List<Remark>> byPath) implements Fates {
    @Override
    public Optional<Picture.Look> look(Node node) {
      Optional<Picture.Look> look = Optional.empty();
      for (Remark remark : byPath.getOrDefault(node.path(), List.of())) {
        if (remark.kind() == Remark.Kind.PASSED) {
          look = switch (remark.achievement()) {
            case "folded" -> Optional.of(Picture.Look.FOLDED);
            case "fused" -> Optional.of(Picture.Look.FUSED);
            case "removed" -> Optional.of(Picture.Look.REMOVED);
            default -> look;
          };
        }
      }
      return look;
    }

    @Override
    public Optional<String> note(Node node) {
      return Optional.empty();
    }

    @Override
    public List<String> remarks(Node node) {
      return byPath.getOrDefault(node.path(), List.of()).stream().map(Remark::message).toList();
    }
  }

  /** @param folded remarks of what was folded */
  record Behind(List<Remark> folded) implements Fates {
    @Override
    public Optional<Picture.Look> look(Node node) {
      if (node.op() instanceof Fused) {
        return Optional.of(Picture.Look.LOOP);
      }
      return inside(node).isEmpty() ? Optional.empty() : Optional.of(Picture.Look.TAKER);
    }

    @Override
    public Optional<String> note(Node node) {
      Set<String> nouns = new LinkedHashSet<>(inside(node).stream().map(Remark::noun).toList());
      return nouns.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", nouns) + " folded in");
    }

    @Override
    public List<String> remarks(Node node) {
      return inside(node).stream().map(Remark::message).toList();
    }

    private List<Remark> inside(Node node) {
      Set<Location> parts = node.location() instanceof Location.Fused(List<Location> several)
          ? Set.copyOf(several) : Set.of();
      return folded.stream().filter(remark -> parts.contains(remark.location())).toList();
    }
  }
}
