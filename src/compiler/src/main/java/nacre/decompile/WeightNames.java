package nacre.decompile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nacre.ir.Param;

/**
 * What the parameters of a text are called in its weight file: as in the model that it was made of, where those are names
 * that somebody gave, and by their paths otherwise.
 *
 * @param stored by index of the parameter in the text's graph
 * @param rules  lines of the weight map
 */
public record WeightNames(List<String> stored, List<String> rules) {
  /** A layer, of two convolutions perhaps which of them, and what Keras calls a parameter. */
  private static final Pattern KERAS = Pattern.compile("(.+)/(?:(depthwise|pointwise)_kernel|kernel|recurrent_kernel"
      + "|bias|gamma|beta|moving_mean|moving_variance|embeddings|alpha)(?::0)?");
  /** A layer, and the number of one of its blobs. */
  private static final Pattern CAFFE = Pattern.compile("(.+)\\[\\d+]");

  public WeightNames {
    stored = List.copyOf(stored);
    rules = List.copyOf(rules);
  }

  /**
   * The lines of the {@code weights} statement; none if there are no parameters.
   *
   * @param file what the text calls the file
   */
  public List<String> statement(String file) {
    if (stored.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("weights " + Facts.quoted(file) + (rules.isEmpty() ? "" : " {"));
    rules.forEach(rule -> lines.add("  " + rule));
    if (!rules.isEmpty()) {
      lines.add("}");
    }
    return lines;
  }

  /** @param originals what the model calls what fills a parameter of the text */
  public static WeightNames of(List<Param> params, IntFunction<String> originals) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    params.forEach(param -> taken.add(param.path()));
    for (int i = 0; i < params.size(); i++) {
      String path = params.get(i).path();
      String original = neutral(originals.apply(i), leaf(path));
      names.add(original.equals(path) || isTelling(original) && taken.add(original) ? original : path);
    }
    List<PathRule> rules = rules(params, names);
    return new WeightNames(names, rules.stream().map(PathRule::text).toList());
  }

  /**
   * A name under which nobody takes contents that are laid out as here for ones that are laid out as in Keras, and which
   * has the layer's name before a dot: {@code dense_1/kernel:0} and {@code fc1[0]} become {@code dense_1.weight} and
   * {@code fc1.weight}.
   */
  private static String neutral(String original, String leaf) {
    Matcher keras = KERAS.matcher(original);
    if (keras.matches()) {
      String part = Optional.ofNullable(keras.group(2)).map(word -> "." + word).orElse("");
      return keras.group(1) + part + "." + leaf;
    }
    Matcher caffe = CAFFE.matcher(original);
    return caffe.matches() ? caffe.group(1) + "." + leaf : original;
  }

  /** Not for numbers, for names that exporters make up, or for what a weight map or a weight file has other uses for. */
  private static boolean isTelling(String name) {
    return !name.isEmpty() && !name.matches("(.*[.])?kernel(:0)?") && !name.matches("\\d+")
        && !name.startsWith("onnx::")
        && name.chars().noneMatch(c -> c < ' ' || c > '~' || "\"\\{}".indexOf(c) >= 0);
  }

  private static List<PathRule> rules(List<Param> params, List<String> names) {
    SequencedMap<String, List<Integer>> layers = new LinkedHashMap<>();
    for (int i = 0; i < params.size(); i++) {
      layers.computeIfAbsent(head(params.get(i).path()), _ -> new ArrayList<>()).add(i);
    }
    SequencedMap<String, String> pairs = new LinkedHashMap<>();
    layers.forEach((layer, own) -> whole(layer, own, params, names).ifPresentOrElse(
        name -> pairs.put(layer, name),
        () -> own.forEach(i -> pairs.put(params.get(i).path(), names.get(i)))));
    pairs.entrySet().removeIf(pair -> pair.getKey().equals(pair.getValue()));
    List<PathRule> rules = new ArrayList<>(PathRules.of(pairs));
    for (int i = 0; i < params.size(); i++) {
      Param param = params.get(i);
      String found = PathRules.apply(rules, param.path());
      if (!found.equals(names.get(i)) && !isSameLeaf(param, found, names.get(i))) {
        rules.addFirst(PathRule.plain(param.path(), names.get(i)));
      }
    }
    return rules;
  }

  /** The name of a layer, if all its parameters are called after it, with last segments that everybody knows. */
  private static Optional<String> whole(String layer, List<Integer> own, List<Param> params, List<String> names) {
    if (layer.isEmpty()) {
      return Optional.empty();
    }
    String name = head(names.get(own.getFirst()));
    boolean all = !name.isEmpty() && own.stream().allMatch(i -> isSameLeaf(params.get(i),
        name + params.get(i).path().substring(layer.length()), names.get(i)));
    return all ? Optional.of(name) : Optional.empty();
  }

  /** Whether the file may have {@code name} for a parameter that the map calls {@code mapped}. */
  private static boolean isSameLeaf(Param param, String mapped, String name) {
    return head(mapped).equals(head(name))
        && (leaf(mapped).equals(leaf(name)) || param.role().words().contains(leaf(name)));
  }

  private static String head(String path) {
    return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
  }

  private static String leaf(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

}
