package nacre.decompile;

import java.util.List;
import java.util.Locale;

/** What values are called, before numbers tell equal names apart. */
final class Bases {
  private Bases() {}

  static String of(Callee callee) {
    return switch (callee) {
      case Callee.Operation op -> of(op.name());
      case Callee.Call(Block block) ->
          block.name().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
      case Callee.Shared shared -> of(shared.op());
      case Callee.Parameter _ -> "w";
      case Callee.Loop _ -> "x";
    };
  }

  static String of(String op) {
    return switch (op) {
      case "add", "sub" -> "sum";
      case "mul", "div" -> "scaled";
      case "concat" -> "joint";
      case "conv1d", "conv2d", "conv3d" -> "conv";
      case "batch_norm", "layer_norm", "group_norm", "instance_norm", "rms_norm" -> "norm";
      case "split", "slice" -> "part";
      default -> op;
    };
  }

  /** After the input that reads a parameter first. */
  static String ofParameter(Body body, int number) {
    Body.Local own = new Body.Local(number, 0);
    for (Body.Line line : body.lines()) {
      int value = line.inputs().indexOf(own);
      if (value >= 0) {
        List<Callee.Port> ports = line.callee().ports().stream().filter(port -> !port.literal()).toList();
        return ofPort(line.callee(), ports.get(value));
      }
    }
    return "w";
  }

  private static String ofPort(Callee callee, Callee.Port port) {
    return switch (callee) {
      case Callee.Operation op -> switch (op.name()) {
        case "mul", "div" -> "scale";
        case "add", "sub" -> "shift";
        case "matmul" -> "weight";
        case "concat", "where" -> "part";
        default -> port.name();
      };
      case Callee.Call _, Callee.Shared _, Callee.Loop _, Callee.Parameter _ -> "w";
    };
  }
}
