package nacre.ir.op;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Init;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Site;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Type;
import nacre.ir.TypeError;

/** {@code y[..., f] = weight[x[...], f]}: a trained row for each of so many ids. */
public record Embedding() implements Op, TracksAxes, Decomposes {
  public static final int X = 0;
  public static final int WEIGHT = 1;

  static final OpSpec SPEC = OpSpec.of("embedding", Embedding.class, "a trained row of numbers for each id")
      .input("x", "ids, whole numbers from 0 on; those below 0 count from the end")
      .size("input_dim", SettingKind.POSITIVE, "weight", List.of(0), "how many ids there are")
      .size("output_dim", SettingKind.POSITIVE, "weight", List.of(1), "extent of a row, the result's last axis")
      .param("weight", Role.WEIGHT, new Init.Uniform(-0.05, 0.05), DType.F32,
          settings -> List.of(settings.dim("input_dim"), settings.dim("output_dim")), "[input_dim, output_dim]")
      .build();

  @Override
  public OpSpec spec() {
    return SPEC;
  }

  @Override
  public List<Type> infer(InferContext context) {
    TensorType x = context.tensor(X);
    TensorType weight = context.tensor(WEIGHT, 2, "weights [input_dim, output_dim]");
    if (x.dtype().kind() != DType.Kind.INTEGER) {
      throw TypeError.at("x", "`x`: found " + x + ", required ids, which are whole numbers");
    }
    List<Dim> dims = new ArrayList<>(x.dims());
    dims.add(weight.dim(1));
    return List.of(weight.withDims(dims));
  }

  @Override
  public List<Tensor> evaluate(Evaluation evaluation) {
    Tensor ids = evaluation.tensor(X);
    Tensor weight = evaluation.tensor(WEIGHT);
    int features = weight.dim(1);
    return List.of(weight.gathered(evaluation.resultShape(0),
        i -> Indexing.place(ids.integer(i / features), weight.dim(0)) * features + i % features));
  }

  /** {@code gather(weight, x)}. */
  @Override
  public List<Operand> decompose(NodeSink sink, List<Operand> operands, Site site) {
    return List.of(sink.add(new Gather(0), List.of(operands.get(WEIGHT), operands.get(X))));
  }

  /** Axes of the ids stay; columns of the weights are the last axis. */
  @Override
  public OptionalInt resultAxis(Site site, int operand, int from) {
    int last = site.result(0).rank() - 1;
    return operand == X ? OptionalInt.of(from) : from == 1 ? OptionalInt.of(last) : OptionalInt.empty();
  }
}
