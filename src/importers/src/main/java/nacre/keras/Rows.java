package nacre.keras;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nacre.driver.ModelLayer;
import nacre.importers.Draft;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.TensorType;

/** The summary that Keras itself gives of a model: a row for each layer of the outermost list. */
final class Rows {
  private record Row(Entry entry, String shape, List<String> reads) {}

  /** What Keras 2 prints for a layer whose results are of several shapes. */
  private static final String SEVERAL = "multiple";

  private final Assembly assembly;
  private final SequencedMap<String, Row> rows = new LinkedHashMap<>();

  Rows(Assembly assembly) {
    this.assembly = assembly;
  }

  /** Takes note of an input. */
  void input(Entry entry, List<OptionalLong> shape) {
    String text = shape.stream().map(extent -> extent.isPresent() ? Long.toString(extent.getAsLong()) : "None")
        .collect(Collectors.joining(", ", "(", shape.size() == 1 ? ",)" : ")"));
    rows.putIfAbsent(entry.layer().name(), new Row(entry, text, List.of()));
  }

  /** Takes note of an application. */
  void add(Entry entry, List<Operand> results, List<String> reads) {
    Row known = rows.get(entry.layer().name());
    List<String> all = known == null ? reads
        : Stream.concat(known.reads().stream(), reads.stream()).toList();
    String shape = results.size() == 1 ? shape(results.getFirst())
        : results.stream().map(this::shape).collect(Collectors.joining(", ", "[", "]"));
    boolean several = known != null && !known.shape().equals(shape);
    rows.put(entry.layer().name(), new Row(entry,
        known == null ? shape : several && !assembly.era().isThird() ? SEVERAL : known.shape(), all));
  }

  /** In Python's notation, {@code None} for what is left open. */
  private String shape(Operand operand) {
    if (!(assembly.draft().builder().type(operand).orElseThrow() instanceof TensorType type) || !type.isRanked()) {
      return "?";
    }
    return type.dims().stream().map(Rows::extent)
        .collect(Collectors.joining(", ", "(", type.rank() == 1 ? ",)" : ")"));
  }

  private static String extent(Dim dim) {
    OptionalLong known = dim.known();
    return known.isPresent() ? Long.toString(known.getAsLong()) : "None";
  }

  /** Tells all rows in the order of the model's list, when it is known what each layer owns. */
  void tell(Draft draft) {
    rows.values().stream().sorted(Comparator.comparingInt(row -> row.entry().index()))
        .forEach(row -> draft.tell(new ModelLayer(row.entry().layer().name(), row.entry().layer().kind(),
            row.shape(), params(row.entry().layer().name()), row.reads())));
  }

  /** Of a layer that is not known, its arrays are not known either. */
  private Dim params(String layer) {
    List<Owner> owners = assembly.owners().stream()
        .filter(owner -> owner.path().equals(layer) || owner.path().startsWith(layer + "/")).toList();
    return owners.stream().anyMatch(Owner::isOpen) ? Dim.UNKNOWN
        : Dim.of(owners.stream().flatMap(owner -> owner.variables().stream()).mapToLong(Variable::elements).sum());
  }
}
