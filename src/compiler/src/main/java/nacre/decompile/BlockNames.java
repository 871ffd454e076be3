package nacre.decompile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What blocks are called, after what they do. */
final class BlockNames {
  /** The most ops whose names make up that of a block. */
  private static final int MOST_WORDS = 3;

  /** The longest name that is put together so. */
  private static final int LONGEST = 18;

  private static final String NORM = "Norm";
  private static final String SCALE = "Scale";

  private final Set<String> taken = new HashSet<>();

  /** @param reserved names that no block may have: that of the model */
  BlockNames(String reserved) {
    taken.add(reserved);
  }

  String of(Body body) {
    String base = base(body);
    String name = base;
    for (int i = 2; !taken.add(name); i++) {
      name = base + i;
    }
    return name;
  }

  private static String base(Body body) {
    List<Body.Line> lines = body.lines().stream().filter(line -> !(line.callee() instanceof Callee.Parameter)).toList();
    if (lines.size() > 1 && lines.stream().allMatch(line -> !(line.callee() instanceof Callee.Operation))
        && lines.stream().anyMatch(line -> line.callee() instanceof Callee.Loop || lines.size() > MOST_WORDS)) {
      return "Stage";
    }
    if (isHead(lines)) {
      return "Head";
    }
    if (isSeparable(lines)) {
      return "Separable";
    }
    if (adds(lines.getLast()) || lines.size() > 1 && adds(lines.get(lines.size() - 2))) {
      return readsEntryLate(body) ? "Residual" : "Sum";
    }
    if (lines.stream().anyMatch(BlockNames::adds) && lines.stream().anyMatch(BlockNames::isResidual)) {
      return "Stage";
    }
    List<String> words = words(lines);
    boolean alike = words.stream().distinct().count() == 1 && words.size() > 1;
    String joined = alike ? words.getFirst() + "s" : String.join("", words);
    if (words.size() <= MOST_WORDS && joined.length() <= LONGEST) {
      return joined;
    }
    if (words.contains("Concat")) {
      return body.entries() > 1 ? "Merge" : "Branches";
    }
    if (isBottleneck(lines)) {
      return "Bottleneck";
    }
    return words.getFirst() + "Chain";
  }

  /** What the lines do; a scale and shift behind a normalization without any is part of it. */
  private static List<String> words(List<Body.Line> lines) {
    List<String> words = new ArrayList<>();
    for (Body.Line line : lines) {
      String word = word(line.callee());
      if (!(word.equals(SCALE) && !words.isEmpty() && words.getLast().equals(NORM))) {
        words.add(word);
      }
    }
    return words;
  }

  private static boolean isResidual(Body.Line line) {
    return line.callee() instanceof Callee.Call(Block block) && block.name().startsWith("Residual");
  }

  /** Three convolutions, by themselves or with what follows them, the outer ones of windows of 1. */
  private static boolean isBottleneck(List<Body.Line> lines) {
    List<Body.Line> convolutions = lines.stream()
        .filter(line -> word(line.callee()).startsWith("Conv") && argument(line, "kernel").isPresent()).toList();
    return convolutions.size() == 3 && isPointwise(convolutions.getFirst()) && isPointwise(convolutions.getLast())
        && !isPointwise(convolutions.get(1));
  }

  private static boolean isPointwise(Body.Line line) {
    return argument(line, "kernel").equals(Optional.of(new Arg.Said(new Leaf.Whole(1))));
  }

  /** What a line says for a setting first. */
  private static Optional<Arg> argument(Body.Line line, String name) {
    int at = 0;
    for (Callee.Setting setting : line.callee().settings()) {
      if (setting.name().equals(name)) {
        return Optional.of(line.args().get(at));
      }
      at += setting.leaves();
    }
    return Optional.empty();
  }

  private static boolean adds(Body.Line line) {
    return line.callee() instanceof Callee.Operation op && op.name().equals("add") && line.inputs().size() == 2;
  }

  /** Whether what it is given is read again by the sum. */
  private static boolean readsEntryLate(Body body) {
    return body.lines().stream().filter(BlockNames::adds)
        .anyMatch(line -> line.inputs().stream().anyMatch(Body.Entry.class::isInstance))
        || body.entries() == 1;
  }

  /** Convolutions whose result is laid out as rows, as those of a detector are. */
  private static boolean isHead(List<Body.Line> lines) {
    return lines.stream().anyMatch(line -> word(line.callee()).equals("Conv"))
        && lines.getLast().callee() instanceof Callee.Operation op
        && (op.name().equals("reshape") || op.name().equals("flatten"));
  }

  /** A convolution of each channel by itself, and then one of windows of 1. */
  private static boolean isSeparable(List<Body.Line> lines) {
    List<Body.Line> convolutions = lines.stream().filter(line -> word(line.callee()).equals("Conv")).toList();
    return convolutions.size() == 2 && isPointwise(convolutions.getLast())
        && argument(convolutions.getFirst(), "groups").filter(Arg.Extent.class::isInstance).isPresent();
  }

  private static String word(Callee callee) {
    return switch (callee) {
      case Callee.Operation op -> word(op.name());
      case Callee.Call(Block block) -> block.name();
      case Callee.Shared shared -> word(shared.op());
      case Callee.Loop _ -> "Repeat";
      case Callee.Parameter _ -> "";
    };
  }

  private static String word(String op) {
    return switch (op) {
      case "conv1d", "conv2d", "conv3d" -> "Conv";
      case "batch_norm", "layer_norm", "group_norm", "instance_norm", "rms_norm" -> NORM;
      case "scale_shift" -> SCALE;
      default -> Stream.of(op.split("_")).map(BlockNames::capital).collect(Collectors.joining());
    };
  }

  private static String capital(String word) {
    return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
