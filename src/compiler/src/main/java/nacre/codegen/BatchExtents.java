package nacre.codegen;

import java.util.List;
import java.util.Optional;

import nacre.ir.Dim;
import nacre.ir.Polynomial;
import nacre.kernels.call.Extent;

/** Turns extents of the graph into counts that are affine in the number of images. */
record BatchExtents(Optional<String> symbol) {
  /** Empty if the extent is not {@code a + b * N} with {@code a, b} of 31 bits. */
  Optional<Extent> of(Dim dim) {
    if (dim instanceof Dim.Unknown) {
      return Optional.empty();
    }
    long fixed = 0;
    long perImage = 0;
    for (Polynomial.Term term : dim.polynomialOf().terms()) {
      if (term.factors().isEmpty()) {
        fixed = term.coefficient();
      } else if (isSymbol(term.factors())) {
        perImage = term.coefficient();
      } else {
        return Optional.empty();
      }
    }
    boolean fits = fixed == (int) fixed && perImage == (int) perImage && fixed >= 0 && perImage >= 0;
    return fits ? Optional.of(new Extent((int) fixed, (int) perImage)) : Optional.empty();
  }

  private boolean isSymbol(List<Polynomial.Factor> factors) {
    return factors.size() == 1 && factors.getFirst() instanceof Polynomial.Factor.Name(String name)
        && symbol.filter(name::equals).isPresent();
  }
}
