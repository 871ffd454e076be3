package nacre.keras.layers;

import java.util.List;
import java.util.stream.IntStream;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Tensor;
import nacre.ir.op.Cast;
import nacre.ir.op.Constant;
import nacre.ir.op.Embedding;
import nacre.ir.op.Mul;
import nacre.ir.op.NotEqual;
import nacre.ir.op.ReduceMax;
import nacre.keras.Call;
import nacre.keras.Kind;

/** Rows for ids, and steps that are to be left out. */
final class Embeddings {
  static final List<Kind> ALL = List.of(
      Kind.of("Embedding", Embeddings::embedding).takes("input_dim", "output_dim", "mask_zero")
          .limit("it was quantized or adapted",
              call -> call.settings().says("lora_rank") || call.settings().says("quantization_config"))
          .ignores("dropout", "lora_rank", "lora_alpha", "quantization_config", "sparse"),
      Kind.of("Masking", Embeddings::masking).takes("mask_value"));

  private Embeddings() {}

  private static Operand embedding(Call call) {
    Operand raw = call.raw(0);
    boolean whole = call.type(raw).dtype().kind() == DType.Kind.INTEGER;
    Operand ids = whole ? raw : call.add(new Cast(DType.I32), raw);
    List<Integer> shape = List.of(call.settings().positive("input_dim"), call.settings().positive("output_dim"));
    Operand y = call.main(new Embedding(), ids, call.param(Role.WEIGHT, "weight", call.variable("embeddings", shape)));
    if (call.settings().flag("mask_zero", false)) {
      call.masks(y, reader -> reader.add(new NotEqual(), ids, zero(reader, reader.type(ids).dtype())));
    }
    return y;
  }

  private static Operand zero(Call call, DType dtype) {
    return call.add(new Constant(Tensor.ofIntegers(dtype, new int[0], new long[] {0})));
  }

  /** Steps that hold nothing but one value become zeros, and those behind are told to leave them out. */
  private static Operand masking(Call call) {
    Operand x = call.x();
    int last = call.type(x).rank() - 1;
    Operand differs = call.add(new Cast(DType.F32),
        call.add(new NotEqual(), x, Functions.number(call, call.settings().real("mask_value", 0))));
    Operand kept = call.add(new ReduceMax(IntStream.of(last).boxed().toList(), true), differs);
    Operand y = call.main(new Mul(), x, kept);
    call.masks(y, reader -> {
      Operand flat = reader.add(new ReduceMax(List.of(last), false), differs);
      return reader.add(new Cast(DType.BOOL), flat);
    });
    return y;
  }
}
