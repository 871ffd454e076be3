package nacre.onnx.ops;

import java.util.ArrayList;
import java.util.List;
import nacre.importers.Arrangement;
import nacre.importers.Arrangement.Piece;
import nacre.importers.InvalidModelException;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.op.Concat;
import nacre.ir.op.Reshape;
import nacre.ir.op.Slice;
import nacre.onnx.Call;

/**
 * Rows of recurrent weights {@code [directions, gates * units, ...]}, gate by gate in Nacre's order.
 *
 * @param order which of ONNX's gates comes first, second and so on
 */
record Gates(Call call, List<Integer> order, int units) {
  /**
   * The rows of one direction: a parameter if they are stored, else cut out of what is handed in.
   *
   * @param first the gate that counting begins with
   * @param word  what Nacre calls the parameter
   */
  Operand rows(int input, int direction, int first, Role role, String word) {
    call.requireRank(input, 2, 3);
    TensorType type = call.type(input);
    return call.isStored(input)
        ? call.param(input, role, word, stored(type, direction, first))
        : cut(call.operand(input), type, direction, first);
  }

  private Arrangement stored(TensorType type, int direction, int first) {
    if (type.rank() < 2 || type.rank() > 3 || direction >= Call.known(type.dim(0))
        || (long) (first + order.size()) * units > Call.known(type.dim(1))) {
      throw new InvalidModelException("found weights " + type + " for " + units + " units");
    }
    int rows = Call.known(type.dim(1));
    int width = type.rank() == 3 ? Call.known(type.dim(2)) : 1;
    List<Piece> pieces = new ArrayList<>();
    for (int gate : order) {
      int from = (direction * rows + (first + gate) * units) * width;
      pieces.add(new Piece(from, from + units * width));
    }
    int all = units * order.size();
    return Arrangement.of(pieces, type.rank() == 3 ? List.of(all, width) : List.of(all));
  }

  private Operand cut(Operand weights, TensorType type, int direction, int first) {
    List<Operand> gates = new ArrayList<>();
    for (int gate : order) {
      int from = (first + gate) * units;
      gates.add(call.add(new Slice(List.of(direction, from), List.of(direction + 1, from + units), List.of(0, 1),
          List.of()), weights));
    }
    Operand rows = gates.size() == 1 ? gates.getFirst() : call.add(new Concat(1), gates);
    List<Dim> shape = new ArrayList<>(List.of(Dim.of((long) units * order.size())));
    shape.addAll(type.dims().subList(2, type.rank()));
    return call.add(new Reshape(shape), rows);
  }
}
