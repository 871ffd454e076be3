package nacre.onnx.export;

import nacre.ir.Param;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.onnx.ElementTypes;
import nacre.reference.ParamValues;

/** A tensor that a model stores under a name. */
sealed interface Stored {
  String name();

  TensorType type();

  /** What it holds; made when it is asked for, and not kept. */
  Tensor contents(ParamValues values);

  /** A parameter, by its place among all. */
  record Parameter(String name, int index, Param param) implements Stored {
    @Override
    public TensorType type() {
      return param.type();
    }

    @Override
    public Tensor contents(ParamValues values) {
      Tensor tensor = values.of(index, param);
      if (!tensor.type().equals(param.type())) {
        throw new IllegalStateException("found " + tensor + " for `" + param.path() + "`, required " + param.type());
      }
      return tensor;
    }
  }

  /** What an operator needs beside its operands. */
  record Beside(String name, Tensor contents) implements Stored {
    @Override
    public TensorType type() {
      return contents.type();
    }

    @Override
    public Tensor contents(ParamValues values) {
      return contents;
    }
  }

  default long bytes() {
    return Math.multiplyExact(Use.known(type().shape().elements()), type().dtype().bytes());
  }

  /** All but the contents. */
  default Wire head() {
    Wire wire = new Wire();
    type().dims().forEach(dim -> wire.number(1, Use.known(dim)));
    return wire.number(2, ElementTypes.number(type().dtype())).text(8, name());
  }
}
