package nacre.importers;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nacre.ir.Dim;

/** Paths in the graph for names of the model: letters, digits, `_`, `-`, and dots between segments; each once. */
public final class Paths {
  /** More of a name tells nobody more. */
  private static final int LONGEST = 1024;

  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> next = new HashMap<>();

  /** What the model of a file is called: a name as texts have them. */
  public static String model(String file) {
    String stem = file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
    String name = stem.codePoints().mapToObj(c -> Character.isLetterOrDigit(c) ? Character.toString(c) : "_")
        .collect(Collectors.joining());
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "Model" + name : name;
  }

  /** A path that nothing else has, as close to {@code name} as can be. */
  public String unique(String name) {
    String path = sanitized(name);
    if (taken.add(path)) {
      return path;
    }
    int number = next.getOrDefault(path, 1);
    while (!taken.add(path + "_" + number)) {
      number++;
    }
    next.put(path, number + 1);
    return path + "_" + number;
  }

  /** The name itself, if it is not taken. */
  public String exact(String name) {
    return taken.add(name) ? name : unique(name);
  }

  public void release(String path) {
    taken.remove(path);
  }

  /** {@code /layer1/conv/Conv} becomes {@code layer1.conv.Conv}. */
  public static String sanitized(String name) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < Math.min(LONGEST, name.length()); i++) {
      char c = name.charAt(i);
      if (c != '/' && c != '.' && c != ':') {
        path.append(Character.isLetterOrDigit(c) || c == '_' || c == '-' ? c : '_');
      } else if (!path.isEmpty() && path.charAt(path.length() - 1) != '.') {
        path.append('.');
      }
    }
    while (!path.isEmpty() && path.charAt(path.length() - 1) == '.') {
      path.setLength(path.length() - 1);
    }
    return path.isEmpty() ? "unnamed" : path.toString();
  }

  /** A name of letters, digits and `_` that does not begin with a digit. */
  public static String symbol(String name) {
    String word = sanitized(name).replaceAll("[.-]", "_");
    return Dim.Symbol.isName(word) ? word : "_" + word;
  }
}
