package nacre.importers.hdf5;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/** An HDF5 file as h5py writes it unless it is told otherwise: in the oldest version of the format. */
public final class OldFile {
  /** How texts of an attribute are stored. */
  public enum Texts {
    /** Of one length, filled up with zeros. */
    FIXED,
    /** Each of its own length, in a heap. */
    VARIABLE
  }

  private static final long UNDEFINED = -1;
  private static final int SUPERBLOCK_BYTES = 96;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private OldFile() {
    out.writeBytes(new byte[SUPERBLOCK_BYTES]);
  }

  private record External(String file, String path) {}

  /** A group to be written. */
  public static final class Group {
    private record Attribute(String name, Texts kind, boolean scalar, List<String> texts) {}

    private final List<Attribute> attributes = new ArrayList<>();
    private final Map<String, Object> children = new LinkedHashMap<>();

    public Group text(String name, String text) {
      attributes.add(new Attribute(name, Texts.VARIABLE, true, List.of(text)));
      return this;
    }

    public Group texts(String name, Texts kind, String... texts) {
      attributes.add(new Attribute(name, kind, false, List.of(texts)));
      return this;
    }

    public Group group(String name, Group group) {
      children.put(name, group);
      return this;
    }

    public Group dataset(String name, Stored dataset) {
      children.put(name, dataset);
      return this;
    }

    /** A symbolic link. */
    public Group link(String name, String target) {
      children.put(name, target);
      return this;
    }

    /** A link into another file. */
    public Group external(String name, String file, String path) {
      children.put(name, new External(file, path));
      return this;
    }

    /** A name for what lies at that address. */
    public Group address(String name, long address) {
      children.put(name, address);
      return this;
    }
  }

  public static byte[] of(Group root) {
    OldFile file = new OldFile();
    long[] places = file.group(root);
    Bytes head = new Bytes().octets(0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n').octets(0, 0, 0, 0, 0, 8, 8, 0)
        .shorts(4, 16).ints(0).longs(0, UNDEFINED, file.out.size(), UNDEFINED).longs(0, places[0]).ints(1, 0)
        .longs(places[1], places[2]);
    byte[] all = file.out.toByteArray();
    System.arraycopy(head.toArray(), 0, all, 0, SUPERBLOCK_BYTES);
    return all;
  }

  private long write(byte[] bytes) {
    while (out.size() % 8 != 0) {
      out.write(0);
    }
    long at = out.size();
    out.writeBytes(bytes);
    return at;
  }

  /** Where the header, the tree and the names are. */
  private long[] group(Group group) {
    if (group.children.values().stream().anyMatch(External.class::isInstance)) {
      return new long[] {header(List.of(message(0x02, new Bytes().octets(0, 0).longs(UNDEFINED, UNDEFINED)),
          external(group))),
        UNDEFINED, UNDEFINED};
    }
    Bytes names = new Bytes().longs(0);
    Bytes table = new Bytes().octets('S', 'N', 'O', 'D', 1, 0).shorts(group.children.size());
    int lastName = 0;
    for (Map.Entry<String, Object> child : new TreeMap<>(group.children).entrySet()) {
      lastName = names.size();
      names.all(child.getKey().getBytes(StandardCharsets.UTF_8)).octets(0).padded(8);
      switch (child.getValue()) {
        case Group inner -> {
          long[] places = group(inner);
          table.longs(lastName, places[0]).ints(1, 0).longs(places[1], places[2]);
        }
        case Stored dataset -> table.longs(lastName, dataset(dataset)).ints(0, 0).longs(0, 0);
        case String target -> {
          table.longs(lastName, UNDEFINED).ints(2, 0).ints(names.size()).padded(8).ints(0, 0);
          names.all(target.getBytes(StandardCharsets.UTF_8)).octets(0).padded(8);
        }
        default -> table.longs(lastName, (Long) child.getValue()).ints(0, 0).longs(0, 0);
      }
    }
    long nodeAt = write(table.toArray());
    long namesAt = write(names.toArray());
    long heap = write(new Bytes().octets('H', 'E', 'A', 'P', 0, 0, 0, 0).longs(names.size(), 1, namesAt).toArray());
    long tree = write(new Bytes().octets('T', 'R', 'E', 'E', 0, 0).shorts(1).longs(UNDEFINED, UNDEFINED)
        .longs(0, nodeAt, lastName).all(new byte[64]).toArray());
    List<byte[]> messages = new ArrayList<>();
    messages.add(message(0x11, new Bytes().longs(tree, heap)));
    group.attributes.forEach(attribute -> messages.add(message(0x0c, attribute(attribute))));
    return new long[] {header(messages), tree, heap};
  }

  private static byte[] external(Group group) {
    Map.Entry<String, Object> child = group.children.entrySet().iterator().next();
    External link = (External) child.getValue();
    byte[] name = child.getKey().getBytes(StandardCharsets.UTF_8);
    byte[] target = ("\0" + link.file() + "\0" + link.path() + "\0").getBytes(StandardCharsets.UTF_8);
    return message(0x06, new Bytes().octets(1, 0x08, 64, name.length).all(name).shorts(target.length).all(target));
  }

  private static byte[] message(int type, Bytes data) {
    byte[] padded = data.padded(8).toArray();
    return new Bytes().shorts(type, padded.length).octets(0, 0, 0, 0).all(padded).toArray();
  }

  private long header(List<byte[]> messages) {
    Bytes all = new Bytes();
    messages.forEach(all::all);
    return write(new Bytes().octets(1, 0).shorts(messages.size()).ints(1, all.size(), 0).all(all.toArray()).toArray());
  }

  private Bytes attribute(Group.Attribute attribute) {
    byte[] name = (attribute.name() + "\0").getBytes(StandardCharsets.UTF_8);
    int longest = attribute.texts().stream().mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length).max()
        .orElse(1);
    Bytes type = attribute.kind() == Texts.FIXED ? new Bytes().octets(0x13, 0x01, 0, 0).ints(longest)
        : new Bytes().octets(0x19, 1, 1, 0).ints(16).octets(0x13, 0, 0, 0).ints(1);
    Bytes space = attribute.scalar() ? space(List.of()) : space(List.of(attribute.texts().size()));
    Bytes data = new Bytes().octets(1, 0).shorts(name.length, type.size(), space.size()).all(name).padded(8)
        .all(type.toArray()).padded(8).all(space.toArray()).padded(8);
    return attribute.kind() == Texts.FIXED ? fixed(data, attribute.texts(), longest)
        : data.all(variable(attribute.texts()));
  }

  private static Bytes fixed(Bytes data, List<String> texts, int length) {
    texts.forEach(text -> data.all(Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), length)));
    return data;
  }

  private byte[] variable(List<String> texts) {
    Bytes objects = new Bytes();
    for (int i = 0; i < texts.size(); i++) {
      byte[] text = texts.get(i).getBytes(StandardCharsets.UTF_8);
      objects.shorts(i + 1, 1).ints(0).longs(text.length).all(text).padded(8);
    }
    Bytes heap = new Bytes().octets('G', 'C', 'O', 'L', 1, 0, 0, 0).longs(16 + objects.size() + 16)
        .all(objects.toArray()).shorts(0, 0).ints(0).longs(16);
    long at = write(heap.toArray());
    Bytes references = new Bytes();
    for (int i = 0; i < texts.size(); i++) {
      references.ints(texts.get(i).getBytes(StandardCharsets.UTF_8).length).longs(at).ints(i + 1);
    }
    return references.toArray();
  }

  private static Bytes space(List<Integer> shape) {
    Bytes space = new Bytes().octets(1, shape.size(), 0, 0, 0, 0, 0, 0);
    shape.forEach(space::longs);
    return space;
  }

  private long dataset(Stored dataset) {
    List<byte[]> messages = new ArrayList<>();
    messages.add(message(0x01, space(dataset.shape())));
    messages.add(message(0x03, new Bytes().all(dataset.type())));
    messages.add(message(0x08, switch (dataset.layout()) {
      case CONTIGUOUS -> new Bytes().octets(3, 1).longs(write(dataset.data()), dataset.data().length);
      case COMPACT -> new Bytes().octets(3, 0).shorts(dataset.data().length).all(dataset.data());
      case CHUNKED -> {
        Bytes layout = new Bytes().octets(3, 2, dataset.shape().size() + 1).longs(chunks(dataset));
        dataset.chunk().forEach(layout::ints);
        yield layout.ints(dataset.element());
      }
    }));
    if (!dataset.filters().isEmpty()) {
      messages.add(message(0x0b, filters(dataset)));
    }
    return header(messages);
  }

  private static Bytes filters(Stored dataset) {
    Bytes filters = new Bytes().octets(1, dataset.filters().size(), 0, 0, 0, 0, 0, 0);
    for (String filter : dataset.filters()) {
      switch (filter) {
        case "deflate" -> filters.shorts(1, 0, 1, 1).ints(6, 0);
        case "shuffle" -> filters.shorts(2, 0, 1, 1).ints(dataset.element(), 0);
        case "fletcher32" -> filters.shorts(3, 0, 0, 0);
        default -> filters.shorts(Integer.parseInt(filter), 8, 0, 0).all("unknown\0".getBytes(StandardCharsets.UTF_8));
      }
    }
    return filters;
  }

  private long chunks(Stored dataset) {
    int rank = dataset.shape().size();
    int[] origin = new int[rank];
    Bytes entries = new Bytes();
    int count = 0;
    while (origin[0] < dataset.shape().getFirst()) {
      byte[] stored = encoded(dataset, dataset.chunkAt(origin));
      entries.ints(stored.length, 0);
      for (int at : origin) {
        entries.longs(at);
      }
      entries.longs(0, write(stored));
      count++;
      advance(origin, dataset);
    }
    return write(new Bytes().octets('T', 'R', 'E', 'E', 1, 0).shorts(count).longs(UNDEFINED, UNDEFINED)
        .all(entries.toArray()).all(new byte[8 * (rank + 2)]).toArray());
  }

  private static void advance(int[] origin, Stored dataset) {
    for (int axis = origin.length - 1; axis >= 0; axis--) {
      origin[axis] += dataset.chunk().get(axis);
      if (axis == 0 || origin[axis] < dataset.shape().get(axis)) {
        return;
      }
      origin[axis] = 0;
    }
  }

  private static byte[] encoded(Stored dataset, byte[] chunk) {
    byte[] bytes = chunk;
    for (String filter : dataset.filters()) {
      bytes = switch (filter) {
        case "deflate" -> deflated(bytes);
        case "shuffle" -> shuffled(bytes, dataset.element());
        case "fletcher32" -> Arrays.copyOf(bytes, bytes.length + 4);
        default -> bytes;
      };
    }
    return bytes;
  }

  private static byte[] deflated(byte[] bytes) {
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] out = new byte[bytes.length + 64];
      return Arrays.copyOf(out, deflater.deflate(out));
    }
  }

  private static byte[] shuffled(byte[] bytes, int width) {
    byte[] out = new byte[bytes.length];
    int elements = bytes.length / width;
    for (int i = 0; i < bytes.length; i++) {
      out[i % width * elements + i / width] = bytes[i];
    }
    return out;
  }
}
