package nacre.decompile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import nacre.ir.Attr;
import nacre.ir.Output;
import nacre.ir.Preprocessing;
import nacre.ir.TensorType;
import nacre.ir.Training;

/** What a model says beside its computation: how pictures become inputs, what outputs mean, how it is trained. */
final class Facts {
  private Facts() {}

  /** Settings of an input, with a space before them, or nothing. Channels elsewhere than in the layout have no words. */
  static String picture(Optional<Preprocessing> picture, TensorType type, Layout layout) {
    return picture
        .filter(each -> type.rank() == 4 && type.dim(layout.axes(4).channels()).is(each.channels().count()))
        .map(each -> " {\n    " + String.join("\n    ", settings(each)) + "\n  }").orElse("");
  }

  private static List<String> settings(Preprocessing picture) {
    List<String> settings = new ArrayList<>(List.of("size = [" + picture.height() + ", " + picture.width() + "]",
        "channels = " + word(picture.channels()), "resize = " + word(picture.resize()),
        "invert = " + picture.invert(), "scale = " + new Leaf.Real(picture.scale()).text()));
    if (!picture.mean().isEmpty()) {
      settings.add("mean = " + numbers(picture.mean()));
    }
    if (!picture.deviation().isEmpty()) {
      settings.add("std = " + numbers(picture.deviation()));
    }
    return settings;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String numbers(List<Double> numbers) {
    return numbers.stream().map(number -> new Leaf.Real(number).text()).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Settings of an output, with a space before them, or nothing. */
  static String output(Output output) {
    List<String> settings = new ArrayList<>();
    if (!output.labels().isEmpty()) {
      settings.add("labels = "
          + output.labels().stream().map(Facts::quoted).collect(Collectors.joining(", ", "[", "]")));
    }
    output.top().ifPresent(top -> settings.add("top = " + top));
    return settings.isEmpty() ? "" : " { " + String.join(", ", settings) + " }";
  }

  /** A text as the language has it: only these are escaped. */
  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + "\"";
  }

  /**
   * The {@code training} statement, if there is something to say.
   *
   * @param outputs what the outputs are called in the graph
   * @param names   what they are called in the text
   */
  static List<String> training(Training training, List<String> outputs, List<String> names) {
    if (training.facts().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of("training {"));
    training.facts().forEach((fact, value) -> {
      int dot = fact.indexOf('.');
      int output = dot < 0 ? -1 : outputs.indexOf(fact.substring(0, dot));
      lines.add("  " + (output < 0 ? fact : names.get(output) + fact.substring(dot)) + " = " + value(value));
    });
    lines.add("}");
    return lines;
  }

  private static String value(Attr value) {
    return switch (value) {
      case Attr.Real(double number) -> new Leaf.Real(number).text();
      case Attr.Text(String text) -> quoted(text);
      case Attr.Many(List<Attr> items) -> items.stream().map(Facts::value).collect(Collectors.joining(", ", "[", "]"));
      default -> value.toString();
    };
  }
}
