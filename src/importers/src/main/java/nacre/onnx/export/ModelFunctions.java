package nacre.onnx.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import nacre.ir.OpCall;
import nacre.ir.op.Fused;
import nacre.ir.op.Op;
import nacre.onnx.proto.Facts;

/** The functions of a model: one for each op and place that differ, named after the op. */
final class ModelFunctions {
  private final int opset;
  private final Names names = new Names();
  private final Map<String, String> known = new HashMap<>();
  private final List<Wire> written = new ArrayList<>();

  /** @param opset the version of ONNX's operators in the model */
  ModelFunctions(int opset) {
    this.opset = opset;
  }

  /** The name of the function that is an op in one place. */
  String of(OpCall call, FunctionBody body, List<String> results) {
    List<String> outputs = body.outputs(results);
    Wire content = new Wire().texts(4, body.inputs()).texts(5, outputs);
    body.operators().forEach(operator -> content.message(7, operator.encoded()));
    content.message(9, new Wire().text(1, "").number(2, opset));
    content.text(10, Facts.DOMAIN);
    content.message(11, OnnxNode.attribute(Facts.OP, new SettingValue.Word(call.text())));
    byte[] bytes = content.toArray();
    return known.computeIfAbsent(HexFormat.of().formatHex(bytes), _ -> {
      String name = names.unique(title(call.op()));
      written.add(new Wire().text(1, name).raw(bytes));
      return name;
    });
  }

  private static String title(Op op) {
    return (op instanceof Fused fused ? fused.title() : op.name()).replaceAll("\\W+", "_");
  }

  List<Wire> written() {
    return written;
  }
}
