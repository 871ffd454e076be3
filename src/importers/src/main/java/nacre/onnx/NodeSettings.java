package nacre.onnx;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.Dim;
import nacre.onnx.proto.AttributeProto;
import nacre.onnx.proto.AttributeProto.Kind;

/** The attributes of a node. It remembers which have been asked for: what nobody asks for, nobody understands. */
public abstract sealed class NodeSettings permits NodeParts {
  private final Map<String, AttributeProto> all = new LinkedHashMap<>();
  private final Set<String> unread = new TreeSet<>();

  NodeSettings(List<AttributeProto> attributes) {
    for (AttributeProto attribute : attributes) {
      if (all.put(attribute.name(), attribute) != null) {
        throw new InvalidModelException("the attribute `" + attribute.name() + "` is there twice");
      }
    }
    unread.addAll(all.keySet());
  }

  /** By name. */
  Map<String, AttributeProto> attributes() {
    return all;
  }

  Set<String> unread() {
    return unread;
  }

  /** Whether a mapping may ask for an attribute; where it may not, its operator's entry lacks it. */
  abstract boolean lists(String attribute);

  private void read(String name) {
    if (!lists(name)) {
      throw new IllegalStateException("the operator's entry does not list `" + name + "`");
    }
    unread.remove(name);
  }

  Optional<AttributeProto> find(String name) {
    read(name);
    return Optional.ofNullable(all.get(name));
  }

  Optional<AttributeProto> find(String name, Kind kind) {
    Optional<AttributeProto> found = find(name);
    found.filter(attribute -> attribute.kind() != kind).ifPresent(attribute -> {
      throw new InvalidModelException("the attribute `" + name + "` is of the kind " + attribute.kind()
          + ", required " + kind);
    });
    return found;
  }

  /** Numbers beyond 32 bits stand for an end, wherever ONNX takes them. */
  public static int clamped(long value) {
    return Math.clamp(value, Integer.MIN_VALUE + 1, Integer.MAX_VALUE);
  }

  /** An extent that must be a number. */
  public static int known(Dim extent) {
    long size = extent.known().orElseThrow(() -> new UnsupportedException("one of its extents is not known"));
    if (size > Integer.MAX_VALUE) {
      throw new UnsupportedException("one of its extents is " + size);
    }
    return (int) size;
  }

  /** Takes note of attributes that say nothing about the result at inference. */
  public void ignore(String... names) {
    Arrays.stream(names).forEach(this::read);
  }

  public boolean says(String name) {
    return find(name).isPresent();
  }

  public Optional<AttributeProto> attribute(String name) {
    return find(name);
  }

  public int integer(String name, int fallback) {
    return find(name, Kind.INT).map(found -> clamped(found.integer())).orElse(fallback);
  }

  public int integer(String name) {
    return find(name, Kind.INT).map(found -> clamped(found.integer())).orElseThrow(() -> missing(name));
  }

  public boolean flag(String name) {
    return integer(name, 0) != 0;
  }

  public double real(String name, double fallback) {
    return find(name, Kind.FLOAT).map(found -> shortest(found.real())).orElse(fallback);
  }

  public double real(String name) {
    return find(name, Kind.FLOAT).map(found -> shortest(found.real())).orElseThrow(() -> missing(name));
  }

  /** The number that people wrote where a file holds the nearest 32-bit one. */
  public static double shortest(float value) {
    return Double.parseDouble(Float.toString(value));
  }

  public String word(String name, String fallback) {
    return find(name, Kind.STRING).map(AttributeProto::text).orElse(fallback);
  }

  public Optional<List<Integer>> ints(String name) {
    return find(name, Kind.INTS).map(found -> found.integers().stream().map(NodeSettings::clamped).toList());
  }

  public Optional<List<Double>> reals(String name) {
    return find(name, Kind.FLOATS).map(found -> found.reals().stream().map(NodeSettings::shortest).toList());
  }

  static InvalidModelException missing(String name) {
    return new InvalidModelException("the attribute `" + name + "` is missing");
  }

  /** An axis counted from the front. */
  public int axis(int said, int rank) {
    int axis = said < 0 ? said + rank : said;
    if (axis < 0 || axis >= rank) {
      throw new InvalidModelException("found axis " + said + " for rank " + rank);
    }
    return axis;
  }
}
