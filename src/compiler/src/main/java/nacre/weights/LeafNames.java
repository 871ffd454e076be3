package nacre.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nacre.ir.Param;
import nacre.ir.Role;
import nacre.ir.op.Embedding;
import nacre.ir.op.Gru;
import nacre.ir.op.MultiHeadAttention;
import nacre.ir.op.Op;

/** What the frameworks call a layer's parameters, and how they lay them out: the last segment of a name in a weight file. */
final class LeafNames {
  /** A name, and the layouts that what it names may have; the one is meant that gives the shape of the parameter. */
  record Leaf(String name, List<Layout> layouts) {
    Leaf {
      layouts = List.copyOf(layouts);
    }
  }

  /**
   * How a parameter is read.
   *
   * @param place how many parameters of the same reader come before it; Keras 3 counts them in its files
   */
  record Use(Op op, int place) {}

  private static final Pattern RECURRENT = Pattern.compile("(weight|bias)_(ih|hh)(_reverse)?");
  private static final Pattern COUNTED = Pattern.compile("(^|/)vars/[0-9]+$");
  private static final Pattern ATTENTION = Pattern.compile("(query|key|value|output)_(weight|bias)");
  private static final Map<String, String> CELLS =
      Map.of("lstm", "lstm_cell", "gru", "gru_cell", "rnn", "simple_rnn_cell");
  /** What Keras 1 called some parameters, behind the name of their layer; its {@code running_std} is a variance. */
  private static final Map<String, String> FIRST_KERAS =
      Map.of("kernel", "W", "bias", "b", "running_variance", "running_std");
  private static final List<String> PROJECTIONS = List.of("query", "key", "value");

  /** The parameter's name in its layer. */
  private final String word;
  private final Role role;
  private final Optional<Op> op;
  /** Behind the layer in files of Keras 3. */
  private final Optional<String> counted;

  private LeafNames(String word, Role role, Optional<Use> use) {
    this.word = word;
    this.role = role;
    this.op = use.map(Use::op);
    this.counted = use.filter(one -> !(one.op() instanceof MultiHeadAttention) && !word.endsWith("_reverse"))
        .map(
            one -> RECURRENT.matcher(word).matches() ? "cell/vars/" + Math.min(one.place(), 2) : "vars/" + one.place());
  }

  /**
   * The names that a parameter may have.
   *
   * @param own what is taken for its name, which a weight map may have changed; it comes first
   * @param use how it is read, if it is
   */
  static List<Leaf> of(Param param, String own, Optional<Use> use) {
    String word = param.path().substring(param.path().lastIndexOf('.') + 1);
    LeafNames names = new LeafNames(word, param.role(), use);
    List<String> all = new ArrayList<>(List.of(own));
    if (param.role() != Role.OWN) {
      names.others().stream().filter(name -> !all.contains(name)).forEach(all::add);
      names.counted.ifPresent(all::add);
    }
    return all.stream().map(name -> new Leaf(name, names.layouts(name))).toList();
  }

  private List<String> others() {
    Matcher recurrent = RECURRENT.matcher(word);
    if (recurrent.matches()) {
      List<String> names = new ArrayList<>(List.of(word.replaceFirst("_(ih|hh)", "_$1_l0")));
      if (recurrent.group(3) == null) {
        boolean bias = word.startsWith("bias");
        names.add(bias ? "bias" : word.equals("weight_ih") ? "kernel" : "recurrent_kernel");
      }
      return names;
    }
    Matcher attention = ATTENTION.matcher(word);
    if (op.orElse(null) instanceof MultiHeadAttention && attention.matches()) {
      return attention(attention.group(1), attention.group(2));
    }
    List<String> names = new ArrayList<>(role.words());
    if (role == Role.WEIGHT) {
      names.addAll(List.of("kernel", "depthwise_kernel", "pointwise_kernel", "embeddings"));
    }
    return names;
  }

  private static List<String> attention(String part, String kind) {
    String keras = kind.equals("weight") ? "kernel" : "bias";
    if (part.equals("output")) {
      return List.of("out_proj." + kind, "attention_output/" + keras);
    }
    return List.of("in_proj_" + kind, part.charAt(0) + "_proj_" + kind, part + "/" + keras);
  }

  /** By the last word of the name; Keras writes {@code layer/kernel:0}. */
  private List<Layout> layouts(String name) {
    if (COUNTED.matcher(name).find()) {
      return counted();
    }
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('.')) + 1).replaceFirst(":0$", "");
    return switch (last) {
      case "kernel" -> kernel();
      case "recurrent_kernel" -> List.of(gates(Layout.KERNEL));
      case "depthwise_kernel" -> List.of(Layout.DEPTHWISE);
      case "pointwise_kernel" -> List.of(Layout.KERNEL);
      case "bias" -> bias();
      case "in_proj_weight", "in_proj_bias" ->
          List.of(Layout.part(Math.max(0, PROJECTIONS.indexOf(word.replaceFirst("_.*", ""))), PROJECTIONS.size()));
      case "alpha" -> List.of(Layout.AS_STORED, Layout.WITHOUT_ONES);
      default -> role == Role.WEIGHT && last.matches(".*_W") ? kernel() : List.of(Layout.AS_STORED);
    };
  }

  private List<Layout> counted() {
    return switch (role) {
      case WEIGHT -> op.orElse(null) instanceof Embedding ? List.of(Layout.AS_STORED) : kernel();
      case BIAS -> bias();
      case SLOPE -> layouts("alpha");
      case GAMMA, BETA, RUNNING_MEAN, RUNNING_VARIANCE, OWN -> List.of(Layout.AS_STORED);
    };
  }

  private List<Layout> kernel() {
    if (op.orElse(null) instanceof MultiHeadAttention) {
      return List.of((word.startsWith("output") ? Layout.JOINED_FIRST : Layout.JOINED_LAST).then(Layout.KERNEL));
    }
    return RECURRENT.matcher(word).matches()
        ? List.of(gates(Layout.KERNEL))
        : role == Role.WEIGHT ? List.of(Layout.KERNEL, Layout.DEPTHWISE) : List.of(Layout.AS_STORED);
  }

  /** Keras has one bias for both, or two as rows of one tensor. */
  private List<Layout> bias() {
    return switch (word.replace("_reverse", "")) {
      case "bias_ih" -> List.of(gates(Layout.row(0)), gates(Layout.AS_STORED));
      case "bias_hh" -> List.of(gates(Layout.row(1)), Layout.ZEROS);
      case "query_bias", "key_bias", "value_bias" -> List.of(Layout.AS_STORED, Layout.JOINED_LAST);
      default -> List.of(Layout.AS_STORED);
    };
  }

  private Layout gates(Layout layout) {
    return op.orElse(null) instanceof Gru ? layout.then(Layout.RESET_FIRST) : layout;
  }

  /**
   * What a file may call a parameter: {@code block.conv2d.kernel}, or as Keras does {@code block/conv2d/kernel}, with
   * {@code :0} behind it in older versions, the layer's name twice or
   * before the word in their HDF5 files, {@code layers} before it in those of Keras 3, and a cell in recurrent layers.
   *
   * @param prefix the path of its layer and a dot, or nothing
   */
  static List<String> written(String prefix, Leaf leaf, Optional<Use> use) {
    List<String> names = new ArrayList<>(List.of(prefix + leaf.name()));
    String layer = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1).replace('.', '/');
    String last = layer.substring(layer.lastIndexOf('/') + 1);
    String within = layer.isEmpty() ? "" : layer + "/";
    List<String> keras = new ArrayList<>(List.of(within + leaf.name()));
    if (!layer.isEmpty()) {
      keras.add(within + last + "/" + leaf.name());
      String first = last + "_" + FIRST_KERAS.getOrDefault(leaf.name(), leaf.name());
      keras.add(within + first);
      keras.add(layer.substring(0, layer.length() - last.length()) + first);
      use.map(one -> CELLS.get(one.op().spec().name())).ifPresent(cell -> keras.add(within + cell + "/" + leaf.name()));
      keras.add("layers/" + layer.replace("/", "/layers/") + "/" + leaf.name());
    }
    for (String name : keras) {
      names.add(name);
      names.add(name + ":0");
    }
    return names;
  }

  /** Counters that some frameworks keep beside the statistics; nothing needs them. */
  static boolean isIgnored(String name) {
    return name.endsWith("num_batches_tracked");
  }
}
