package nacre.onnx.export;

import java.util.ArrayList;
import java.util.List;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Polynomial;
import nacre.ir.Tensor;

/** Shapes that are computed when a model runs, out of the shapes of what it is given. */
record Extents(Use use) {
  /** A tensor {@code i64[rank]}. */
  String shape(List<Dim> dims) {
    if (dims.stream().allMatch(dim -> dim instanceof Dim.Known)) {
      return use.wholes(dims.stream().mapToLong(dim -> dim.known().orElseThrow()).toArray());
    }
    List<String> parts = new ArrayList<>();
    for (Dim dim : dims) {
      parts.add(dim instanceof Dim.Unknown ? use.wholes(-1) : extent(dim.polynomialOf()));
    }
    return parts.size() == 1 ? parts.getFirst() : use.add("Concat", parts, Settings.none().whole("axis", 0));
  }

  /** A tensor {@code i64[1]}. */
  private String extent(Polynomial polynomial) {
    List<String> terms = polynomial.terms().stream().map(this::term).toList();
    return terms.isEmpty() ? use.wholes(0) : terms.stream().reduce((a, b) -> use.add("Add", a, b)).orElseThrow();
  }

  private String term(Polynomial.Term term) {
    List<String> factors = new ArrayList<>();
    if (term.coefficient() != 1 || term.factors().isEmpty()) {
      factors.add(use.wholes(term.coefficient()));
    }
    for (Polynomial.Factor factor : term.factors()) {
      factors.add(switch (factor) {
        case Polynomial.Factor.Name(String name) -> use.symbol(name);
        case Polynomial.Factor.Quotient(Polynomial dividend, long divisor) -> quotient(extent(dividend), divisor);
      });
    }
    return factors.stream().reduce((a, b) -> use.add("Mul", a, b)).orElseThrow();
  }

  /** ONNX divides towards 0: {@code floor(a / b) = (a - mod(a, b)) / b}. */
  private String quotient(String dividend, long divisor) {
    String by = use.constant(Tensor.ofIntegers(DType.I64, new int[] {1}, new long[] {divisor}));
    String whole = use.add("Sub", dividend, use.add("Mod", dividend, by));
    return use.add("Div", whole, by);
  }
}
