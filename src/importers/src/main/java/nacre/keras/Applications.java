package nacre.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nacre.importers.InvalidModelException;
import nacre.keras.References.Reference;
import nacre.keras.References.Slots;

/** The applications of a model's layers, and which of them read results of which. */
final class Applications {
  /** The node-th application of a layer. */
  record Application(Entry entry, int node, Slots slots) implements Comparable<Application> {
    @Override
    public int compareTo(Application other) {
      int byLayer = Integer.compare(entry.index(), other.entry().index());
      return byLayer == 0 ? Integer.compare(node, other.node()) : byLayer;
    }

    /** What it reads, in the notation of Keras. */
    List<String> reads() {
      List<String> reads = new ArrayList<>();
      slots.forEach(from -> reads.add(from.layer() + "[" + from.node() + "][" + from.tensor() + "]"));
      return reads;
    }

    Key key() {
      return new Key(entry.layer().name(), node);
    }
  }

  /** Identifies an application. */
  private record Key(String layer, int node) {
    static Key of(Reference reference) {
      return new Key(reference.layer(), reference.node());
    }
  }

  private final Map<Key, Application> all = new HashMap<>();
  private final Map<Key, Set<Key>> readers = new HashMap<>();
  private final Map<Key, Integer> missing = new HashMap<>();
  private final Map<Key, Integer> read = new HashMap<>();
  private final List<Reference> outputs;

  Applications(List<Entry> entries, List<Reference> outputs) {
    this.outputs = List.copyOf(outputs);
    Set<Key> referred = new HashSet<>();
    entries.forEach(entry -> entry.nodes().forEach(slots -> slots.forEach(to -> referred.add(Key.of(to)))));
    outputs.forEach(output -> referred.add(Key.of(output)));
    for (Entry entry : entries) {
      int from = first(entry, referred);
      for (int i = 0; i < entry.nodes().size(); i++) {
        Application application = new Application(entry, from + i, entry.nodes().get(i));
        all.put(application.key(), application);
      }
    }
    all.values().forEach(this::count);
    outputs.forEach(this::counts);
  }

  /** Keras up to 2.2 counts the making of a model as its first application, which is not listed. */
  private static int first(Entry entry, Set<Key> referred) {
    boolean beyond = referred.contains(new Key(entry.layer().name(), entry.nodes().size()));
    return entry.layer().isModel() && beyond ? 1 : 0;
  }

  private void count(Application application) {
    Set<Key> from = new HashSet<>();
    application.slots().forEach(reference -> {
      from.add(Key.of(reference));
      counts(reference);
    });
    missing.put(application.key(), from.size());
    from.forEach(key -> readers.computeIfAbsent(key, _ -> new HashSet<>()).add(application.key()));
  }

  private void counts(Reference reference) {
    read.merge(Key.of(reference), reference.tensor() + 1, Math::max);
  }

  int size() {
    return all.size();
  }

  List<Reference> outputs() {
    return outputs;
  }

  /** How many results of an application others read. */
  int read(Application application) {
    return Math.max(1, read.getOrDefault(application.key(), 1));
  }

  /** Those that read nothing but what is there. */
  List<Application> ready(Set<Reference> there) {
    List<Application> ready = new ArrayList<>(all.values().stream()
        .filter(application -> missing.getOrDefault(application.key(), 0) == 0).toList());
    there.stream().map(Key::of).distinct().forEach(key -> ready.addAll(after(key)));
    return ready;
  }

  /** Those that waited for nothing but this one. */
  List<Application> after(Application done) {
    return after(done.key());
  }

  private List<Application> after(Key key) {
    List<Application> ready = new ArrayList<>();
    for (Key reader : readers.getOrDefault(key, Set.of())) {
      if (missing.merge(reader, -1, Integer::sum) == 0) {
        Application application = all.get(reader);
        if (application != null) {
          ready.add(application);
        }
      }
    }
    return ready;
  }

  /**
   * Why not all were applied.
   *
   * @param there the results that there are
   */
  InvalidModelException stuck(Set<Reference> there) {
    Set<Key> made = there.stream().map(Key::of).collect(Collectors.toSet());
    Application waiting = all.values().stream().filter(each -> missing.getOrDefault(each.key(), 0) > 0).sorted()
        .findFirst().orElseThrow();
    List<String> unknown = new ArrayList<>();
    waiting.slots().forEach(reference -> {
      if (!all.containsKey(Key.of(reference)) && !made.contains(Key.of(reference))) {
        unknown.add("application " + reference.node() + " of `" + reference.layer() + "`, which there is not");
      }
    });
    return new InvalidModelException("layer `" + waiting.entry().layer().name() + "`: it reads "
        + (unknown.isEmpty() ? "what is made of its own result" : unknown.getFirst()));
  }
}
