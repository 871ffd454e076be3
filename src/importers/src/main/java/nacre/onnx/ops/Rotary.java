package nacre.onnx.ops;

import java.util.List;
import nacre.importers.InvalidModelException;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.Concat;
import nacre.ir.op.Gather;
import nacre.ir.op.Mul;
import nacre.ir.op.Reshape;
import nacre.ir.op.Slice;
import nacre.ir.op.Sub;
import nacre.ir.op.Transpose;
import nacre.ir.op.Unsqueeze;
import nacre.onnx.Call;
import nacre.onnx.Operator;

/** Pairs of features turned by angles whose cosines and sines are inputs. */
final class Rotary {
  static final List<Operator> ALL = List.of(
      Operator.of("RotaryEmbedding", call -> new Rotary(call).map())
          .inputs("X", "cos_cache", "sin_cache", "position_ids")
          .attributes("interleaved", "num_heads", "rotary_embedding_dim"));

  private final Call call;
  private final boolean interleaved;

  private Rotary(Call call) {
    this.call = call;
    this.interleaved = call.flag("interleaved");
  }

  private void map() {
    call.requireRank(0, 3, 4);
    TensorType type = call.type(0);
    int heads = call.integer("num_heads", 0);
    boolean flat = type.rank() == 3;
    Operand x = call.operand(0);
    if (flat) {
      if (heads < 1) {
        throw new InvalidModelException("`num_heads` is " + heads);
      }
      x = call.add(new Reshape(List.of(type.dim(0), type.dim(1), Dim.of(heads), Dim.UNKNOWN)), x);
      x = call.add(new Transpose(List.of(0, 2, 1, 3)), x);
    }
    int features = Call.known(call.tensor(x).dim(3));
    int said = call.integer("rotary_embedding_dim", 0);
    int turned = said == 0 ? features : said;
    Operand cos = angles(1);
    Operand sin = angles(2);
    Operand part = turned == features ? x : cut(x, 0, turned, 1);
    Operand first = interleaved ? cut(part, 0, turned, 2) : cut(part, 0, turned / 2, 1);
    Operand second = interleaved ? cut(part, 1, turned, 2) : cut(part, turned / 2, turned, 1);
    Operand a = call.add(new Sub(), call.add(new Mul(), cos, first), call.add(new Mul(), sin, second));
    Operand b = call.add(new Add(), call.add(new Mul(), sin, first), call.add(new Mul(), cos, second));
    Operand result = interleaved ? woven(a, b, call.tensor(part)) : call.add(new Concat(3), a, b);
    if (turned < features) {
      result = call.add(new Concat(3), result, cut(x, turned, features, 1));
    }
    if (flat) {
      call.result(new Reshape(type.dims()), call.add(new Transpose(List.of(0, 2, 1, 3)), result));
    } else {
      call.results(result);
    }
  }

  /** {@code [batch, 1, places, pairs]}. */
  private Operand angles(int input) {
    Operand cache = call.operand(input);
    Operand rows = call.has(3) ? call.add(new Gather(0), cache, call.operand(3)) : cache;
    return call.add(new Unsqueeze(List.of(1)), rows);
  }

  private Operand cut(Operand x, int from, int to, int step) {
    return call.add(new Slice(List.of(from), List.of(to), List.of(3), step == 1 ? List.of() : List.of(step)), x);
  }

  /** One of each in turn. */
  private Operand woven(Operand a, Operand b, TensorType type) {
    Operand pairs = call.add(new Concat(4), call.add(new Unsqueeze(List.of(4)), a),
        call.add(new Unsqueeze(List.of(4)), b));
    return call.add(new Reshape(type.dims()), pairs);
  }
}
