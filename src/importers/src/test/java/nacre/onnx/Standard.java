package nacre.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the standard calls its operators and their parts, version by version: facts to hold the importer's entries against. */
final class Standard {
  /** The newest version that the table knows. */
  static final int NEWEST = 26;

  /**
   * An operator.
   *
   * @param versions   those that changed it
   * @param deprecated whether the last of them took it away
   * @param attributes names from a version on; so are inputs and results. A name that ends in `...` stands for any number
   */
  record Entry(String domain, String name, List<Integer> versions, boolean deprecated,
      TreeMap<Integer, List<String>> attributes, TreeMap<Integer, List<String>> inputs,
      TreeMap<Integer, List<String>> results) {
    /** Names of a version. */
    static List<String> at(TreeMap<Integer, List<String>> parts, int version) {
      return Optional.ofNullable(parts.floorEntry(version)).map(Map.Entry::getValue).orElse(List.of());
    }

    int last() {
      return deprecated ? versions.getLast() - 1 : NEWEST;
    }
  }

  private Standard() {}

  /** All of them, by domain and name. */
  static List<Entry> all() {
    List<Entry> all = new ArrayList<>();
    for (String line : text().lines().filter(one -> !one.isBlank() && !one.startsWith("#")).toList()) {
      List<String> words = Arrays.asList(line.strip().split(" +"));
      if (!line.startsWith(" ")) {
        all.add(entry(words));
        continue;
      }
      Entry entry = all.getLast();
      TreeMap<Integer, List<String>> parts = switch (words.getFirst()) {
        case "attributes" -> entry.attributes();
        case "inputs" -> entry.inputs();
        case "results" -> entry.results();
        default -> throw new IllegalStateException(line);
      };
      parts.put(Integer.parseInt(words.get(1)),
          words.stream().skip(2).map(word -> word.replaceAll("\\?$", "")).toList());
    }
    return all;
  }

  private static Entry entry(List<String> words) {
    String full = words.getFirst();
    int dot = full.lastIndexOf('.');
    List<Integer> versions = words.stream().skip(1).map(word -> Integer.parseInt(word.replace("-", ""))).toList();
    return new Entry(dot < 0 ? "" : full.substring(0, dot), full.substring(dot + 1), versions,
        words.getLast().endsWith("-"), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  private static String text() {
    try (InputStream in = Standard.class.getResourceAsStream("/nacre/standard/operators.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
