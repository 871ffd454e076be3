package nacre.keras.layers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.TensorType;
import nacre.keras.Call;

/**
 * What an {@code EinsumDense} says with letters.
 *
 * @param equation without dots
 * @param kernel   the extents of its weights
 * @param result   the letters of its result
 * @param extents  of letters that the weights have, or the result alone
 */
record EinsumShapes(String equation, List<Integer> kernel, String result, Map<Character, Integer> extents) {
  private static final String ARROW = "->";

  /** Letters of x have its extents; the others have those of {@code output_shape}, which leaves out the batch. */
  static EinsumShapes of(Call call, String equation, TensorType x) {
    String plain = equation.replace(" ", "");
    int arrow = plain.indexOf(ARROW);
    int comma = plain.indexOf(',');
    if (comma < 0 || arrow < comma) {
      throw new InvalidModelException("the setting `equation`: found `" + equation + "`, required `a,b->c`");
    }
    if (plain.contains("...")) {
      throw new UnsupportedException("its equation has dots for any number of axes");
    }
    String in = plain.substring(0, comma);
    String weights = plain.substring(comma + 1, arrow);
    String out = plain.substring(arrow + ARROW.length());
    List<Integer> said = call.settings().ints("output_shape").orElse(List.of());
    if (in.length() != x.rank() || out.length() - 1 != said.size()) {
      throw new InvalidModelException("the setting `equation`: `" + equation + "` does not fit " + x
          + " and a result " + said);
    }
    Map<Character, Integer> extents = new HashMap<>();
    for (int i = 1; i < out.length(); i++) {
      if (said.get(i - 1) > 0) {
        extents.put(out.charAt(i), said.get(i - 1));
      }
    }
    for (int i = 0; i < in.length(); i++) {
      if (weights.indexOf(in.charAt(i)) >= 0 || x.dim(i).known().isPresent()) {
        extents.put(in.charAt(i), call.known(x.dim(i)));
      }
    }
    return new EinsumShapes(plain, shape(weights, extents), out, extents);
  }

  private static List<Integer> shape(String letters, Map<Character, Integer> extents) {
    List<Integer> shape = new ArrayList<>();
    for (char letter : letters.toCharArray()) {
      Integer extent = extents.get(letter);
      if (extent == null) {
        throw new InvalidModelException("the extent of the letter `" + letter + "` is not known");
      }
      shape.add(extent);
    }
    return shape;
  }

  /** The extents of a bias, stretched along the axes behind the first of its letters that it has not. */
  List<Integer> bias(String axes) {
    int first = result.length();
    for (char letter : axes.toCharArray()) {
      int at = result.indexOf(letter);
      if (at < 0) {
        throw new InvalidModelException("the setting `bias_axes`: the result has no letter `" + letter + "`");
      }
      first = Math.min(first, at);
    }
    List<Integer> shape = new ArrayList<>();
    for (char letter : result.substring(first).toCharArray()) {
      shape.add(axes.indexOf(letter) >= 0 ? shape(String.valueOf(letter), extents).getFirst() : 1);
    }
    return shape;
  }
}
