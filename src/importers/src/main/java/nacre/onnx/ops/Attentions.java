package nacre.onnx.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Operand;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.op.Add;
import nacre.ir.op.Concat;
import nacre.ir.op.Expand;
import nacre.ir.op.Less;
import nacre.ir.op.MatMul;
import nacre.ir.op.Mul;
import nacre.ir.op.Pad;
import nacre.ir.op.Padding;
import nacre.ir.op.Reshape;
import nacre.ir.op.ScaledDotProductAttention;
import nacre.ir.op.Softmax;
import nacre.ir.op.Tanh;
import nacre.ir.op.Transpose;
import nacre.ir.op.Unsqueeze;
import nacre.ir.op.Where;
import nacre.onnx.Call;
import nacre.onnx.Operator;

/**
 * Attention: {@code softmax(softcap(scale * Q K') + mask) V} of heads {@code [batch, heads, places, features]}; several heads
 * of queries may share one of keys and values.
 */
final class Attentions {
  static final List<Operator> ALL = List.of(
      Operator.of("Attention", call -> new Attentions(call).map())
          .inputs("Q", "K", "V", "attn_mask", "past_key", "past_value", "nonpad_kv_seqlen")
          .attributes("q_num_heads", "kv_num_heads", "scale", "softcap", "is_causal", "qk_matmul_output_mode")
          .only("left_window_size", -1).only("right_window_size", -1).ignores("softmax_precision")
          .results("Y", "present_key", "present_value", "qk_matmul_output").reals());

  private static final int MASK = 3;
  private static final int PAST_KEY = 4;
  private static final int PAST_VALUE = 5;
  private static final int LENGTHS = 6;

  private final Call call;
  private final DType dtype;

  private Attentions(Call call) {
    this.call = call;
    this.dtype = call.dtype(0);
  }

  private void map() {
    boolean flat = call.rank(0) == 3;
    int queryHeads = call.integer("q_num_heads", 0);
    int keyHeads = call.integer("kv_num_heads", 0);
    double softcap = call.real("softcap", 0);
    boolean causal = call.flag("is_causal");
    double scale = call.real("scale", 0);
    int mode = call.integer("qk_matmul_output_mode", 0);
    Operand query = heads(0, queryHeads);
    Operand key = behind(PAST_KEY, heads(1, keyHeads));
    Operand value = behind(PAST_VALUE, heads(2, keyHeads));
    Operand mask = mask(query, key, causal);
    Operand allKeys = shared(key, query);
    Operand allValues = shared(value, query);
    Operand scores = Operand.ABSENT;
    Operand result;
    if (softcap == 0 && !call.wants(3)) {
      ScaledDotProductAttention op = new ScaledDotProductAttention(false, scale);
      result = flat ? call.add(op, query, allKeys, allValues, mask) : call.main(op, query, allKeys, allValues, mask);
    } else {
      List<Operand> stages = stages(query, allKeys, mask, factor(query, scale), softcap);
      if (mode < 0 || mode >= stages.size()) {
        throw new InvalidModelException("`qk_matmul_output_mode` is " + mode);
      }
      scores = stages.get(mode);
      result = flat ? call.add(new MatMul(), stages.getLast(), allValues)
          : call.main(new MatMul(), stages.getLast(), allValues);
    }
    call.results(flat ? joined(result) : result, key, value, scores);
  }

  private static long extent(Dim dim) {
    return dim.known().orElseThrow(() -> new UnsupportedException("one of its extents is not known"));
  }

  /** {@code [batch, places, heads * features]} in heads; four axes stay as they are. */
  private Operand heads(int input, int heads) {
    TensorType type = call.type(input);
    if (type.rank() == 4) {
      return call.operand(input);
    }
    if (type.rank() != 3 || heads < 1) {
      throw new InvalidModelException("found " + type + " and " + heads + " heads");
    }
    Dim features = Dim.of(extent(type.dim(2)) / heads);
    Operand apart =
        call.add(new Reshape(List.of(type.dim(0), type.dim(1), Dim.of(heads), features)), call.operand(input));
    return call.add(new Transpose(List.of(0, 2, 1, 3)), apart);
  }

  private Operand joined(Operand result) {
    List<Dim> dims = call.tensor(result).dims();
    Operand places = call.add(new Transpose(List.of(0, 2, 1, 3)), result);
    return call.main(new Reshape(List.of(dims.get(0), dims.get(2), dims.get(1).times(dims.get(3)))), places);
  }

  private Operand behind(int past, Operand now) {
    return call.has(past) ? call.add(new Concat(2), call.operand(past), now) : now;
  }

  /** Keys or values of one head repeated for each head of queries that shares it. */
  private Operand shared(Operand operand, Operand query) {
    List<Dim> dims = call.tensor(operand).dims();
    long heads = extent(call.tensor(query).dim(1));
    long own = extent(dims.get(1));
    if (heads == own) {
      return operand;
    }
    if (own == 0 || heads % own != 0) {
      throw new InvalidModelException("found " + heads + " heads of queries and " + own + " of keys");
    }
    List<Dim> wide = new ArrayList<>(dims);
    wide.add(2, Dim.of(heads / own));
    Operand repeated = call.add(new Expand(wide), call.add(new Unsqueeze(List.of(2)), operand));
    return call.add(new Reshape(List.of(dims.get(0), Dim.of(heads), dims.get(2), dims.get(3))), repeated);
  }

  private double factor(Operand query, double scale) {
    return scale != 0 ? scale : 1 / Math.sqrt((double) extent(call.tensor(query).dim(3)));
  }

  /** Products, products under the cap, with the mask, and their softmax. */
  private List<Operand> stages(Operand query, Operand key, Operand mask, double factor, double softcap) {
    Operand scaled = call.add(new Mul(), query, number(factor));
    Operand products = call.add(new MatMul(), scaled, call.add(new Transpose(List.of(0, 1, 3, 2)), key));
    Operand capped = softcap == 0 ? products : call.add(new Mul(), number(softcap),
        call.add(new Tanh(), call.add(new Mul(), products, number(1 / softcap))));
    Operand masked = mask instanceof Operand.Absent ? capped : call.add(new Add(), capped, summand(mask));
    return List.of(products, capped, masked, call.add(new Softmax(3), masked));
  }

  private Operand number(double value) {
    return Activations.number(call, dtype, value);
  }

  /** Minus infinity where a truth value is false. */
  private Operand summand(Operand mask) {
    return call.tensor(mask).dtype() == DType.BOOL
        ? call.add(new Where(), mask, number(0), number(Double.NEGATIVE_INFINITY))
        : mask;
  }

  private Operand mask(Operand query, Operand key, boolean causal) {
    long rows = extent(call.tensor(query).dim(2));
    long places = extent(call.tensor(key).dim(2));
    if (call.has(MASK)) {
      call.requireRank(MASK, 1, 4);
    }
    Operand mask = call.has(MASK) ? widened(call.operand(MASK), places) : Operand.ABSENT;
    if (causal) {
      long past = call.has(PAST_KEY) ? extent(call.type(PAST_KEY).dim(2)) : 0;
      call.allow(rows, places);
      mask = both(mask, call.constant(future((int) rows, (int) places, past)));
    }
    if (call.has(LENGTHS)) {
      call.requireWhole(LENGTHS);
      call.allow(1, places);
      Operand numbers = call.constant(Tensor.integers(call.dtype(LENGTHS), new int[] {1, 1, 1, (int) places}, i -> i));
      Operand lengths = call.add(new Unsqueeze(List.of(1, 2, 3)), call.operand(LENGTHS));
      mask = both(mask, summand(call.add(new Less(), numbers, lengths)));
    }
    return mask;
  }

  private Operand both(Operand mask, Operand summand) {
    return mask instanceof Operand.Absent ? summand : call.add(new Add(), summand(mask), summand);
  }

  /** A mask that ends early hides the rest. */
  private Operand widened(Operand mask, long places) {
    TensorType type = call.tensor(mask);
    int missing = (int) (places - extent(type.dims().getLast()));
    if (missing <= 0) {
      return mask;
    }
    List<Integer> none = IntStream.range(0, type.rank()).mapToObj(_ -> 0).toList();
    List<Integer> after = new ArrayList<>(none);
    after.set(type.rank() - 1, missing);
    return call.add(new Pad(new Padding.Explicit(none, after), Double.NEGATIVE_INFINITY), summand(mask));
  }

  /** Minus infinity for places behind a row's own, which {@code past} others precede. */
  private Tensor future(int rows, int places, long past) {
    return Tensor.reals(dtype, new int[] {rows, places},
        i -> i % places > i / places + past ? Double.NEGATIVE_INFINITY : 0);
  }

}
