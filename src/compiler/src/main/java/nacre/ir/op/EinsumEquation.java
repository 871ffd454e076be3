package nacre.ir.op;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import nacre.ir.Dim;
import nacre.ir.TensorType;
import nacre.ir.TypeError;

/**
 * An equation in Einstein's notation, a label for every axis: a letter, or for the axes of {@code ...} their number
 * from the last one, as a character that is no letter.
 *
 * @param operands labels of each operand
 * @param result   labels of the result, each once
 */
record EinsumEquation(List<List<Character>> operands, List<Character> result) {
  private static final String DOTS = "...";

  /** @throws TypeError if the equation does not fit to operands of these ranks */
  static EinsumEquation parse(String equation, List<Integer> ranks) {
    String[] sides = equation.replace(" ", "").split("->", -1);
    String[] terms = sides[0].split(",", -1);
    if (sides.length > 2 || terms.length != ranks.size()) {
      throw wrong(equation, terms.length + " operands for " + ranks.size() + " values");
    }
    List<List<Character>> operands = new ArrayList<>();
    for (int i = 0; i < terms.length; i++) {
      int dots = ranks.get(i) - terms[i].replace(DOTS, "").length();
      List<Character> labels = labels(equation, terms[i], dots);
      if (labels.size() != ranks.get(i)) {
        throw wrong(equation, "`" + terms[i] + "` for a value of rank " + ranks.get(i));
      }
      operands.add(labels);
    }
    int dots = (int) operands.stream().flatMap(List::stream).filter(label -> !Character.isLetter(label)).distinct()
        .count();
    List<Character> result = sides.length == 2 ? labels(equation, sides[1], dots) : implied(operands, dots);
    List<Character> all = operands.stream().flatMap(List::stream).toList();
    if (!all.containsAll(result) || result.stream().distinct().count() < result.size()
        || sides.length == 2 && dots > 0 && !sides[1].contains(DOTS)) {
      throw wrong(equation, "a result `" + sides[sides.length - 1] + "`");
    }
    return new EinsumEquation(operands, result);
  }

  private static TypeError wrong(String equation, String found) {
    return TypeError.at("equation", "`equation`: found \"" + equation + "\" with " + found
        + ", required a letter per axis or `...` for some, for each value, and each letter of the result once");
  }

  private static List<Character> labels(String equation, String term, int dots) {
    List<Character> labels = new ArrayList<>();
    for (int i = 0; i < term.length(); i++) {
      if (term.startsWith(DOTS, i) && !labels.contains(numbered(0))) {
        for (int k = dots - 1; k >= 0; k--) {
          labels.add(numbered(k));
        }
        i += DOTS.length() - 1;
      } else if (Character.isLetter(term.charAt(i))) {
        labels.add(term.charAt(i));
      } else {
        throw wrong(equation, "`" + term + "`");
      }
    }
    return labels;
  }

  private static char numbered(int fromLast) {
    return (char) fromLast;
  }

  /** What a result holds that is not said: {@code ...}, then letters that occur once, in the order of the alphabet. */
  private static List<Character> implied(List<List<Character>> operands, int dots) {
    List<Character> result = new ArrayList<>();
    for (int k = dots - 1; k >= 0; k--) {
      result.add(numbered(k));
    }
    Map<Character, Integer> counts = new TreeMap<>();
    operands.stream().flatMap(List::stream).filter(Character::isLetter)
        .forEach(label -> counts.merge(label, 1, Integer::sum));
    counts.forEach((label, count) -> {
      if (count == 1) {
        result.add(label);
      }
    });
    return result;
  }

  /** Every label once, those of the result first. */
  List<Character> labels() {
    List<Character> labels = new ArrayList<>(result);
    operands.stream().flatMap(List::stream).distinct().filter(label -> !result.contains(label)).forEach(labels::add);
    return labels;
  }

  /**
   * The extent of each label.
   *
   * @throws TypeError if axes of one letter differ; those of {@code ...} are stretched
   */
  Map<Character, Dim> extents(List<TensorType> types) {
    Map<Character, Dim> extents = new LinkedHashMap<>();
    for (int i = 0; i < types.size(); i++) {
      for (int axis = 0; axis < types.get(i).rank(); axis++) {
        char label = operands.get(i).get(axis);
        Dim own = types.get(i).dim(axis);
        Dim known = extents.getOrDefault(label, own);
        boolean stretches = !Character.isLetter(label) && (own.is(1) || known.is(1));
        if (!stretches && !known.provablyEquals(own)) {
          throw new TypeError("found " + types + ", where `" + label + "` is " + known + " and " + own
              + ", required one extent per letter");
        }
        extents.put(label, known.is(1) ? own : known);
      }
    }
    return extents;
  }
}
