package nacre.importers;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nacre.ir.Dim;

/** An extent that must be a number and is none, in a model whose inputs have the only symbols. */
public final class OpenExtent {
  /** A size to show the user, as none follows from the model. */
  private static final long EXAMPLE = 224;

  private OpenExtent() {}

  /** Why a layer with such an extent is unknown, and what to say so that it is not. */
  public static UnsupportedException refused(Dim extent) {
    String advice = symbols(extent).stream().map(symbol -> "--dim " + symbol + "=" + EXAMPLE)
        .collect(Collectors.joining(" "));
    return new UnsupportedException(
        "one of its extents is not known" + (advice.isEmpty() ? "" : "; say it with " + advice));
  }

  private static Set<String> symbols(Dim extent) {
    return extent instanceof Dim.Unknown ? Set.of() : new TreeSet<>(extent.polynomialOf().symbols());
  }
}
