package nacre.onnx.export.ops;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import nacre.ir.DType;
import nacre.ir.Operand;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.ir.op.ArgTopK;
import nacre.ir.op.Cast;
import nacre.ir.op.CumSum;
import nacre.ir.op.Einsum;
import nacre.ir.op.MatMul;
import nacre.ir.op.Neg;
import nacre.ir.op.NodeSink;
import nacre.ir.op.Op;
import nacre.ir.op.Pow;
import nacre.ir.op.ReduceL1;
import nacre.ir.op.ReduceMax;
import nacre.ir.op.ReduceMin;
import nacre.ir.op.ReduceProd;
import nacre.ir.op.ReduceSum;
import nacre.ir.op.ReduceSumSquare;
import nacre.ir.op.ReverseSequence;
import nacre.ir.op.Shrink;
import nacre.ir.op.TopK;
import nacre.onnx.export.Use;

/** Element types that an operator of ONNX lacks: what is computed in them is computed in a wider one. */
final class Widening {
  private static final Set<DType> UNSIGNED = EnumSet.of(DType.U8, DType.U16, DType.U32, DType.U64);
  private static final Set<DType> NARROW = EnumSet.of(DType.I8, DType.I16, DType.U8, DType.U16);
  private static final Set<DType> BRAIN = EnumSet.of(DType.BF16);

  private static final Map<Class<? extends Op>, Set<DType>> LACKING = Map.ofEntries(Map.entry(Neg.class, UNSIGNED),
      Map.entry(Pow.class, EnumSet.of(DType.I8, DType.I16, DType.U8, DType.U16, DType.U32, DType.U64)),
      Map.entry(MatMul.class, NARROW), Map.entry(ReduceSum.class, NARROW), Map.entry(ReduceProd.class, NARROW),
      Map.entry(ReduceL1.class, NARROW), Map.entry(ReduceSumSquare.class, NARROW), Map.entry(CumSum.class, NARROW),
      Map.entry(ReduceMax.class, EnumSet.of(DType.I16, DType.U16)),
      Map.entry(ReduceMin.class, EnumSet.of(DType.I16, DType.U16)), Map.entry(Einsum.class, BRAIN),
      Map.entry(ReverseSequence.class, BRAIN), Map.entry(Shrink.class, BRAIN), Map.entry(TopK.class, BRAIN),
      Map.entry(ArgTopK.class, BRAIN));

  private Widening() {}

  /** How an op is said of elements that its operator does not take; empty where it takes them. */
  static Optional<List<String>> of(Op op, Use use) {
    boolean lacks = LACKING.containsKey(op.getClass()) && use.has(0)
        && LACKING.getOrDefault(op.getClass(), Set.of()).contains(use.dtype());
    return lacks ? Optional.of(use.sketched((sink, in) -> widened(op, use, sink, in))) : Optional.empty();
  }

  private static List<Operand> widened(Op op, Use use, NodeSink sink, List<Operand> in) {
    DType own = use.dtype();
    DType wide = own.isReal() ? DType.F32 : DType.I64;
    List<Operand> operands = new ArrayList<>();
    for (Operand operand : in) {
      boolean narrow = !(operand instanceof Operand.Absent) && dtype(sink, operand) == own;
      operands.add(narrow ? sink.add(new Cast(wide), List.of(operand)) : operand);
    }
    int node = ((Value) sink.add(op, operands)).node();
    return IntStream.range(0, use.site().results().size()).mapToObj(port -> narrowed(sink, new Value(node, port),
        use.result(port).dtype())).toList();
  }

  private static Operand narrowed(NodeSink sink, Operand result, DType own) {
    return dtype(sink, result) == own ? result : sink.add(new Cast(own), List.of(result));
  }

  private static DType dtype(NodeSink sink, Operand operand) {
    return ((TensorType) sink.type(operand)).dtype();
  }
}
