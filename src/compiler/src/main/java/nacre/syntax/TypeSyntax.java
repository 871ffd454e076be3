package nacre.syntax;

import java.util.List;
import java.util.Optional;
import nacre.source.Span;
import nacre.syntax.Syntax.DimSyntax;
import nacre.syntax.Syntax.Name;

/** The type of a parameter or input, as written. */
public sealed interface TypeSyntax {
  Span span();

  /** {@code int}, {@code float}, {@code bool}, {@code string}, {@code tensor}, {@code block}, or an unknown word. */
  record Named(Name name) implements TypeSyntax {
    @Override
    public Span span() {
      return name.span();
    }
  }

  /** {@code before | after}; at least two words. */
  record Choice(Span span, List<Name> words) implements TypeSyntax {
    public Choice {
      words = List.copyOf(words);
    }
  }

  /** {@code f32[N<=64, 3, 224, 224] nhwc}. */
  record TensorOf(Span span, Name dtype, List<DimSyntax> dims, Optional<Name> layout) implements TypeSyntax {
    public TensorOf {
      dims = List.copyOf(dims);
    }
  }

  /** {@code [int]}. */
  record ListOf(Span span, TypeSyntax element) implements TypeSyntax {}

  /** {@code tensor?}: the type or {@code none}. */
  record OptionalOf(Span span, TypeSyntax type) implements TypeSyntax {}

  /** Could not be read; has been reported. */
  record Invalid(Span span) implements TypeSyntax {}
}
