package nacre.importers.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.object.message.DataSpaceMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import nacre.importers.InvalidModelException;

/** A group: attributes, and objects under names. */
public final class Hdf5Group {
  /** Deeper than layers within layers are, and shallow enough for those who walk by recursion. */
  private static final int MOST_DEPTH = 100;

  private final Hdf5File file;
  private final String path;
  private final long address;
  private final int depth;
  private final SequencedMap<String, Long> children;
  private final Map<String, Attribute> attributes;

  Hdf5Group(Hdf5File file, String path, long address, ObjectHeader header) {
    this(file, path, address, 0, header);
  }

  private Hdf5Group(Hdf5File file, String path, long address, int depth, ObjectHeader header) {
    this.file = file;
    this.path = path;
    this.address = address;
    this.depth = depth;
    this.children = file.at(path, () -> Links.of(file.storage(), header));
    this.attributes = file.at(path, () -> Attribute.all(file.storage(), header));
  }

  public Hdf5File file() {
    return file;
  }

  /** From the root, which is {@code /}. */
  public String path() {
    return path;
  }

  /** Identifies the group, which may have several names. */
  public long address() {
    return address;
  }

  /** Names of what is in it, in the order of the file. */
  public List<String> names() {
    return List.copyOf(children.sequencedKeySet());
  }

  public boolean has(String name) {
    return children.containsKey(name);
  }

  /** The group of that name, if there is one; a dataset of that name is none. */
  public Optional<Hdf5Group> group(String name) {
    return header(name).filter(header -> !isDataset(header)).map(header -> {
      if (depth == MOST_DEPTH) {
        return file.at(path, () -> {
          throw new InvalidModelException("found more than " + MOST_DEPTH + " groups within each other");
        });
      }
      return new Hdf5Group(file, below(name), header.getAddress(), depth + 1, header);
    });
  }

  /** The dataset of that name, if there is one; a group of that name is none. */
  public Optional<Hdf5Dataset> dataset(String name) {
    return header(name).filter(Hdf5Group::isDataset).map(header -> Hdf5Dataset.of(file, below(name), header));
  }

  /** The group at the end of a path with slashes. */
  public Optional<Hdf5Group> groupAt(String relative) {
    Optional<Hdf5Group> group = Optional.of(this);
    for (String name : relative.split("/")) {
      group = name.isEmpty() ? group : group.flatMap(inner -> inner.group(name));
    }
    return group;
  }

  /** The dataset at the end of a path with slashes. */
  public Optional<Hdf5Dataset> datasetAt(String relative) {
    int slash = relative.lastIndexOf('/');
    return groupAt(relative.substring(0, Math.max(0, slash)))
        .flatMap(group -> group.dataset(relative.substring(slash + 1)));
  }

  private Optional<ObjectHeader> header(String name) {
    return Optional.ofNullable(children.get(name)).map(child -> file.header(below(name), child));
  }

  private static boolean isDataset(ObjectHeader header) {
    return header.hasMessageOfType(DataSpaceMessage.class);
  }

  private String below(String name) {
    return path.equals("/") ? "/" + name : path + "/" + name;
  }

  public boolean hasAttribute(String name) {
    return attributes.containsKey(name);
  }

  /** The texts that an attribute holds, one after the other. */
  public Optional<List<String>> texts(String attribute) {
    return Optional.ofNullable(attributes.get(attribute))
        .map(found -> file.at(path + "@" + attribute, () -> found.texts(file.storage())));
  }

  /** The one text that an attribute holds. */
  public Optional<String> text(String attribute) {
    return texts(attribute).map(texts -> file.at(path + "@" + attribute, () -> {
      if (texts.size() != 1) {
        throw new InvalidModelException("found " + texts.size() + " texts, required one");
      }
      return texts.getFirst();
    }));
  }
}
