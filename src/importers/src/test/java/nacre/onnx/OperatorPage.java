package nacre.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nacre.ir.op.Ops;

/** The reference page of one operator of ONNX: the importer's entry, beside what the standard has, and what cases show. */
final class OperatorPage {
  private static final String CASES = "../../../src/importers/src/test/resources/nacre/onnx/";
  private static final String YES = "yes";
  private static final int EXAMPLES = 3;

  private final Standard.Entry standard;
  private final Operator entry;
  private final Evidence evidence;

  OperatorPage(Standard.Entry standard, Operator entry, Evidence evidence) {
    this.standard = standard;
    this.entry = entry;
    this.evidence = evidence;
  }

  String text() {
    StringBuilder page = new StringBuilder("# " + standard.name() + "\n\n");
    page.append("*ONNX operator, ").append(versions()).append("*\n\n");
    page.append("Becomes ").append(becomes()).append(".\n\n");
    table(page, "attribute", rows(standard.attributes(), false, this::attribute));
    table(page, "input", rows(standard.inputs(), true, this::input));
    table(page, "result", rows(standard.results(), true, this::result));
    if (!entry.limits().isEmpty()) {
      page.append(refusals().collect(Collectors.joining("; "))).append(".\n\n");
    }
    page.append("Cases: ").append(evidence.cases(standard.name()).stream().limit(EXAMPLES)
        .map(name -> "[" + name.replace(".txt", "") + "](" + CASES + name + ")").collect(Collectors.joining(", ")))
        .append(".\n");
    return page.toString();
  }

  /** For instance {@code versions 1 to 8}, and which Nacre takes of them. */
  String versions() {
    String there = range(standard.versions().getFirst(), standard.last());
    return entry.since() <= standard.versions().getFirst() ? there
        : there + ", supported from " + entry.since() + " on";
  }

  /** {@code versions 6 and newer}, or {@code versions 1 to 5}. */
  static String range(int from, int to) {
    return to >= Standard.NEWEST
        ? "version" + (from >= Standard.NEWEST ? " " + from : "s " + from + " to " + Standard.NEWEST)
        : from == to ? "version " + from : "versions " + from + " to " + to;
  }

  /** Nacre's ops for it, as links. */
  String becomes() {
    List<String> ops = evidence.ops(standard.name()).stream()
        .map(op -> Ops.named(op).isPresent() ? "[" + op + "](../ops/" + op + ".md)" : "`" + op + "`").toList();
    return ops.isEmpty() ? "no op of its own: it is worked out while a model is imported"
        : String.join(", ", ops);
  }

  /** What a reader must know before all else: what of it is not supported. */
  String but() {
    Stream<String> parts = Stream.of(rows(standard.attributes(), false, this::attribute),
        rows(standard.inputs(), true, this::input), rows(standard.results(), true, this::result))
        .flatMap(List::stream).filter(row -> row.get(2).startsWith("no") || row.get(2).startsWith("only"))
        .map(row -> row.get(0) + " " + row.get(2)).distinct();
    return Stream.concat(parts, refusals())
        .collect(Collectors.joining("; "));
  }

  private Stream<String> refusals() {
    return entry.limits().stream().map(limit -> "refused: " + limit.why());
  }

  /** What is to be said of a part in a version. */
  private interface Part {
    String taken(String name, int place, int version);
  }

  /** Rows of a name, the versions that have it, and what is to be said of it; one for each answer. */
  private List<List<String>> rows(TreeMap<Integer, List<String>> parts, boolean placed, Part part) {
    Map<List<String>, List<Integer>> versions = new LinkedHashMap<>();
    Map<List<String>, Integer> places = new LinkedHashMap<>();
    for (int version = standard.versions().getFirst(); version <= standard.last(); version++) {
      List<String> names = Standard.Entry.at(parts, version);
      for (int place = 0; place < names.size(); place++) {
        String taken = version < entry.since() ? "no" : part.taken(names.get(place), place, version);
        List<String> key = List.of("`" + names.get(place) + "`", taken);
        versions.computeIfAbsent(key, _ -> new ArrayList<>()).add(version);
        places.put(key, place);
      }
    }
    Comparator<List<String>> order = placed ? Comparator.comparing(places::get)
        : Comparator.comparing((List<String> key) -> key.getFirst().toLowerCase(Locale.ROOT));
    return versions.keySet().stream().sorted(order)
        .map(key -> List.of(key.get(0), said(versions.get(key)), key.get(1))).toList();
  }

  private String said(List<Integer> versions) {
    boolean all = versions.size() == standard.last() - standard.versions().getFirst() + 1;
    return all ? "all" : IntStream.range(0, versions.size())
        .filter(i -> i == 0 || versions.get(i) != versions.get(i - 1) + 1).mapToObj(start -> {
          int end = start;
          while (end + 1 < versions.size() && versions.get(end + 1) == versions.get(end) + 1) {
            end++;
          }
          return versions.get(start) + (start == end ? "" : " to " + versions.get(end));
        }).collect(Collectors.joining(", "));
  }

  private String attribute(String name, int place, int version) {
    return entry.attribute(name, version).map(Setting::support).map(OperatorPage::words).orElse("no");
  }

  private String input(String name, int place, int version) {
    return entry.input(place, version).map(Setting::support).map(OperatorPage::words).orElse("no");
  }

  private String result(String name, int place, int version) {
    return entry.result(place, version).map(Setting::support).map(OperatorPage::words).orElse("no");
  }

  private static String words(Support support) {
    return switch (support) {
      case Support.Taken _ -> YES;
      case Support.Known _ -> YES + ", known when the model is compiled";
      case Support.Ignored _ -> YES + ", without effect at inference";
      case Support.Only(List<String> words) -> "only " + quoted(words, " or ");
      case Support.Repeats(List<String> words) -> "only " + quoted(words, ", ");
      case Support.Within(double least, double most) -> most == Float.MAX_VALUE ? "only from " + number(least) + " on"
          : "only from " + number(least) + " to " + number(most);
      case Support.Refused(String why) -> "no: " + why;
    };
  }

  private static String number(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static String quoted(List<String> words, String last) {
    List<String> all = words.stream().map(word -> "`" + word + "`").toList();
    return all.size() == 1 ? all.getFirst()
        : String.join(", ", all.subList(0, all.size() - 1)) + last + all.getLast();
  }

  private static void table(StringBuilder page, String head, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      page.append("| ").append(head).append(" | versions | supported |\n| --- | --- | --- |\n");
      rows.forEach(row -> page.append(row.stream().collect(Collectors.joining(" | ", "| ", " |\n"))));
      page.append('\n');
    }
  }
}
