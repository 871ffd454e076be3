package nacre.syntax.resolve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import nacre.ir.GraphBuilder;
import nacre.ir.Location;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.source.Note;

/** Says where the operands of a call in error come from. */
final class Producers {
  /** Operands beyond these are not explained. */
  private static final int SHOWN = 3;

  private final GraphBuilder graph;

  Producers(GraphBuilder graph) {
    this.graph = graph;
  }

  Failure explain(Failure failure, SequencedMap<String, Given> given) {
    List<Note> notes = given.entrySet().stream().flatMap(this::notes).limit(SHOWN).toList();
    Failure explained = failure;
    for (Note note : notes) {
      explained = explained.with(note);
    }
    return explained;
  }

  private Stream<Note> notes(Map.Entry<String, Given> argument) {
    String name = argument.getValue().written().orElse(argument.getKey());
    return switch (argument.getValue().value()) {
      case Datum.Tensor tensor -> note("`" + name + "`", tensor).stream();
      case Datum.Many(List<Datum> items) -> notes(name, items);
      case Datum.Tuple(List<Datum> items) -> notes(name, items);
      default -> Stream.empty();
    };
  }

  private Stream<Note> notes(String name, List<Datum> items) {
    return Stream.iterate(0, i -> i < items.size(), i -> i + 1).flatMap(i -> items.get(i) instanceof Datum.Tensor tensor
        ? note("`" + name + "[" + i + "]`", tensor).stream()
        : Stream.empty());
  }

  private Optional<Note> note(String name, Datum.Tensor tensor) {
    TensorType type = tensor.type();
    return origin(tensor.operand()).text().map(place -> Note.at(place.span(), name + " is " + type + ", made here"));
  }

  private Location origin(Operand operand) {
    return switch (operand) {
      case Value(int node, _) -> graph.node(node).location();
      case Operand.ParamRef ref -> graph.param(ref).location();
      case Operand.Absent _ -> Location.NONE;
    };
  }
}
