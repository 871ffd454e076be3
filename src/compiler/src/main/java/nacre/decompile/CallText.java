package nacre.decompile;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A call as a text says it.
 *
 * @param name       what is called
 * @param tensors    its inputs by position
 * @param arguments  all that follows
 */
record CallText(String name, List<String> tensors, List<String> arguments) {
  CallText {
    tensors = List.copyOf(tensors);
    arguments = List.copyOf(arguments);
  }

  /**
   * @param inputs what is said for the values among the ports, in order
   */
  static CallText of(Body.Line line, List<String> inputs, Environment names) {
    Iterator<String> values = inputs.iterator();
    Iterator<Arg> args = line.args().iterator();
    List<String> tensors = new ArrayList<>();
    List<String> handedIn = new ArrayList<>();
    for (Callee.Port port : line.callee().ports()) {
      String text = port.literal() ? names.text(args.next()) : values.next();
      if (port.named()) {
        handedIn.add(port.name() + "=" + text);
      } else {
        tensors.add(text);
      }
    }
    List<String> settings = new ArrayList<>();
    boolean positional = !(line.callee() instanceof Callee.Operation op) || op.complete();
    for (int i = 0; i < line.callee().settings().size(); i++) {
      Callee.Setting setting = line.callee().settings().get(i);
      List<Arg> own = new ArrayList<>();
      for (int leaf = 0; leaf < setting.leaves(); leaf++) {
        own.add(args.next());
      }
      if (!line.implied().get(i)) {
        String text = filled(setting.template(), own.iterator(), names);
        settings.add(positional && setting.required() ? text : setting.name() + "=" + text);
      }
      positional &= !line.implied().get(i) && setting.required();
    }
    List<String> all = Stream.concat(settings.stream(), handedIn.stream()).toList();
    boolean list = line.callee() instanceof Callee.Operation op && op.list();
    return new CallText(name(line.callee(), names), list ? List.of("[" + String.join(", ", tensors) + "]") : tensors,
        all);
  }

  private static String filled(String template, Iterator<Arg> args, Environment names) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int hole = template.indexOf("{}"); hole >= 0; hole = template.indexOf("{}", at)) {
      text.append(template, at, hole).append(names.text(args.next()));
      at = hole + 2;
    }
    return text.append(template.substring(at)).toString();
  }

  static String name(Callee callee, Environment names) {
    return switch (callee) {
      case Callee.Shared shared -> names.layers().get(shared.layer());
      case Callee.Operation op -> op.name();
      case Callee.Call(Block block) -> block.name();
      case Callee.Parameter _, Callee.Loop _ -> throw new IllegalArgumentException("a statement, and no call");
    };
  }

  /** The whole call. */
  String whole() {
    return name + list(Stream.concat(tensors.stream(), arguments.stream()).toList());
  }

  /** The call after a pipe, which hands in the first tensor. */
  String stage() {
    return name + list(Stream.concat(tensors.stream().skip(1), arguments.stream()).toList());
  }

  private static String list(List<String> all) {
    return all.isEmpty() ? "" : "(" + String.join(", ", all) + ")";
  }
}
