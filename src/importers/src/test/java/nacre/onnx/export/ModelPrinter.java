package nacre.onnx.export;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nacre.ir.Attr;
import nacre.onnx.ElementTypes;
import nacre.onnx.proto.AttributeProto;
import nacre.onnx.proto.Facts;
import nacre.onnx.proto.FunctionProto;
import nacre.onnx.proto.GraphProto;
import nacre.onnx.proto.ModelProto;
import nacre.onnx.proto.NodeProto;
import nacre.onnx.proto.TensorProto;
import nacre.onnx.proto.ValueProto;

/** A model as lines for people: names, operators and settings; of tensors the types alone. */
final class ModelPrinter {
  private final StringBuilder out = new StringBuilder();

  static String print(ModelProto model) {
    ModelPrinter printer = new ModelPrinter();
    printer.model(model);
    return printer.out.toString();
  }

  private void model(ModelProto model) {
    line("ir " + model.irVersion() + ", opsets " + new TreeMap<>(model.opsets()));
    GraphProto graph = model.graph().orElseThrow();
    graph.inputs().forEach(input -> line("in " + value(input)));
    graph.initializers().forEach(tensor -> line("init " + tensor(tensor)));
    graph.nodes().forEach(node -> line(node(node)));
    graph.outputs().forEach(output -> line("out " + value(output)));
    model.functions().forEach(this::function);
    line("places " + model.facts().getOrDefault(Facts.PLACES, ""));
  }

  private void function(FunctionProto function) {
    line("function " + function.domain() + "." + function.name() + function.inputs() + " -> " + function.outputs()
        + settings(function.defaults()));
    function.nodes().forEach(node -> line("  " + node(node)));
  }

  private static String node(NodeProto node) {
    return node.outputs() + " = " + (node.domain().isEmpty() ? "" : node.domain() + ".") + node.opType() + node.inputs()
        + settings(node.attributes()) + (node.name().isEmpty() ? "" : " `" + node.name() + "`")
        + (node.layer().isPresent() ? " layer " + node.layer().getAsInt() : "")
        + (node.version().isPresent() ? " version " + node.version().getAsInt() : "");
  }

  private static String settings(List<AttributeProto> settings) {
    return settings.stream().map(setting -> " " + setting.name() + "=" + setting(setting))
        .collect(Collectors.joining());
  }

  private static String setting(AttributeProto setting) {
    return switch (setting.kind()) {
      case FLOAT -> Float.toString(setting.real());
      case INT -> Long.toString(setting.integer());
      case STRING -> Attr.quote(setting.text());
      case FLOATS -> setting.reals().toString();
      case INTS -> setting.integers().toString();
      case STRINGS -> setting.texts().toString();
      case TENSOR -> tensor(setting.tensor().orElseThrow());
      default -> setting.kind().toString();
    };
  }

  private static String tensor(TensorProto tensor) {
    return tensor.name() + ":" + ElementTypes.name(tensor.elementType()) + tensor.dims()
        + (tensor.isExternal() ? new TreeMap<>(tensor.external()) : "");
  }

  private static String value(ValueProto value) {
    return value.name() + value.elementType().map(type -> ":" + ElementTypes.name(type)).orElse("")
        + value.shape().map(extents -> extents.stream()
            .map(extent -> extent.size().map(String::valueOf).orElse(extent.symbol())).toList().toString()).orElse("");
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }
}
