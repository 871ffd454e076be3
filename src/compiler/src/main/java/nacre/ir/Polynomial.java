package nacre.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An integer polynomial over symbols and floor divisions, in normal form: terms sorted by their text, equal factors
 * adjacent, no zero term. A floor division keeps only what does not divide: {@code floor((k*q + r) / k) = q +
 * floor(r / k)}, with every coefficient of {@code r} in {@code [0, k)}; nested ones become one where the divisor stays
 * below 2^31. Arithmetic is exact; a result beyond 64 bits throws {@link ArithmeticException}.
 */
public record Polynomial(List<Term> terms) {
  /** {@code coefficient * factor_1 * ... * factor_n}. */
  public record Term(long coefficient, List<Factor> factors) {
    private String key() {
      return factors.stream().map(Factor::toString).collect(Collectors.joining("*"));
    }

    @Override
    public String toString() {
      if (factors.isEmpty()) {
        return Long.toString(coefficient);
      }
      if (coefficient == 1) {
        return quotient().map(Factor.Quotient::bare).orElseGet(this::key);
      }
      return (coefficient == -1 ? "-" : coefficient + "*") + key();
    }

    /** The only factor, if it is a floor division. */
    private Optional<Factor.Quotient> quotient() {
      return factors.size() == 1 && factors.getFirst() instanceof Factor.Quotient quotient
          ? Optional.of(quotient)
          : Optional.empty();
    }
  }

  /** What a term is made of. */
  public sealed interface Factor {
    /** A symbol such as {@code N}. */
    record Name(String name) implements Factor {
      public Name {
        Dim.Symbol.check(name);
      }

      @Override
      public String toString() {
        return name;
      }
    }

    /** {@code floor(dividend / divisor)}, {@code divisor > 1}. */
    record Quotient(Polynomial dividend, long divisor) implements Factor {
      private String bare() {
        return (dividend.symbol().isPresent() ? dividend : "(" + dividend + ")") + "//" + divisor;
      }

      @Override
      public String toString() {
        return "(" + bare() + ")";
      }
    }
  }

  public static Polynomial of(long value) {
    return value == 0 ? new Polynomial(List.of()) : new Polynomial(List.of(new Term(value, List.of())));
  }

  public static Polynomial of(String symbol) {
    return new Polynomial(List.of(new Term(1, List.of(new Factor.Name(symbol)))));
  }

  /** The value, if no symbol is left. */
  public OptionalLong constant() {
    if (terms.isEmpty()) {
      return OptionalLong.of(0);
    }
    boolean constant = terms.size() == 1 && terms.getFirst().factors().isEmpty();
    return constant ? OptionalLong.of(terms.getFirst().coefficient()) : OptionalLong.empty();
  }

  /** The symbol, if this is nothing but one. */
  public Optional<String> symbol() {
    if (terms.size() == 1 && terms.getFirst().coefficient() == 1 && terms.getFirst().factors().size() == 1
        && terms.getFirst().factors().getFirst() instanceof Factor.Name(String name)) {
      return Optional.of(name);
    }
    return Optional.empty();
  }

  public Polynomial plus(Polynomial other) {
    List<Term> all = new ArrayList<>(terms);
    all.addAll(other.terms);
    return normal(all);
  }

  public Polynomial times(Polynomial other) {
    List<Term> products = new ArrayList<>();
    for (Term a : terms) {
      for (Term b : other.terms) {
        List<Factor> factors = new ArrayList<>(a.factors());
        factors.addAll(b.factors());
        factors.sort((f, g) -> f.toString().compareTo(g.toString()));
        products.add(new Term(Math.multiplyExact(a.coefficient(), b.coefficient()), List.copyOf(factors)));
      }
    }
    return normal(products);
  }

  /** {@code floor(this / divisor)}, {@code divisor > 0}. */
  public Polynomial floorDiv(long divisor) {
    if (divisor <= 0) {
      throw new IllegalArgumentException("required a positive divisor, found " + divisor);
    }
    List<Term> whole = new ArrayList<>();
    List<Term> rest = new ArrayList<>();
    for (Term term : terms) {
      whole.add(new Term(Math.floorDiv(term.coefficient(), divisor), term.factors()));
      rest.add(new Term(Math.floorMod(term.coefficient(), divisor), term.factors()));
    }
    Polynomial remainder = normal(rest);
    if (remainder.constant().isPresent()) {
      return normal(whole);
    }
    whole.add(new Term(1, List.of(remainder.nested(divisor).orElseGet(() -> new Factor.Quotient(remainder, divisor)))));
    return normal(whole);
  }

  /** {@code floor((floor(d / a) + c) / b) = floor((d + c * a) / (a * b))}, where this is {@code floor(d / a) + c}. */
  private Optional<Factor.Quotient> nested(long divisor) {
    boolean summand = terms.size() == 2 && terms.getLast().factors().isEmpty();
    Optional<Factor.Quotient> inner = terms.getFirst().coefficient() == 1 && (summand || terms.size() == 1)
        ? terms.getFirst().quotient()
        : Optional.empty();
    if (inner.isEmpty() || inner.get().divisor() > Integer.MAX_VALUE / divisor) {
      return Optional.empty();
    }
    long a = inner.get().divisor();
    Polynomial shift = of(summand ? terms.getLast().coefficient() * a : 0);
    return Optional.of(new Factor.Quotient(inner.get().dividend().plus(shift), a * divisor));
  }

  /** How many symbols and numbers it is written with. */
  int size() {
    int size = 0;
    for (Term term : terms) {
      size++;
      for (Factor factor : term.factors()) {
        size += factor instanceof Factor.Quotient quotient ? 1 + quotient.dividend().size() : 1;
      }
    }
    return size;
  }

  /** How deep floor divisions are nested. */
  int depth() {
    int depth = 0;
    for (Term term : terms) {
      for (Factor factor : term.factors()) {
        depth = Math.max(depth, factor instanceof Factor.Quotient quotient ? 1 + quotient.dividend().depth() : 0);
      }
    }
    return depth;
  }

  /** @throws IllegalArgumentException if a symbol has no value */
  public long at(Map<String, Long> symbols) {
    long sum = 0;
    for (Term term : terms) {
      long product = term.coefficient();
      for (Factor factor : term.factors()) {
        product = Math.multiplyExact(product, switch (factor) {
          case Factor.Name(String name) -> Optional.ofNullable(symbols.get(name))
              .orElseThrow(() -> new IllegalArgumentException("`" + name + "` has no value"));
          case Factor.Quotient(Polynomial dividend, long divisor) -> Math.floorDiv(dividend.at(symbols), divisor);
        });
      }
      sum = Math.addExact(sum, product);
    }
    return sum;
  }

  /** This polynomial with some symbols replaced by numbers. */
  public Polynomial substitute(Map<String, Long> symbols) {
    Polynomial sum = of(0);
    for (Term term : terms) {
      Polynomial product = of(term.coefficient());
      for (Factor factor : term.factors()) {
        product = product.times(switch (factor) {
          case Factor.Name(String name) -> symbols.containsKey(name) ? of(symbols.get(name)) : of(name);
          case Factor.Quotient(Polynomial dividend, long divisor) -> dividend.substitute(symbols).floorDiv(divisor);
        });
      }
      sum = sum.plus(product);
    }
    return sum;
  }

  /** Every symbol that occurs, in alphabetical order, each once. */
  public List<String> symbols() {
    return terms.stream().flatMap(term -> term.factors().stream()).flatMap(factor -> switch (factor) {
      case Factor.Name(String name) -> List.of(name).stream();
      case Factor.Quotient(Polynomial dividend, long _) -> dividend.symbols().stream();
    }).distinct().sorted().toList();
  }

  private static Polynomial normal(List<Term> terms) {
    Map<String, Term> byKey = new TreeMap<>((a, b) -> a.isEmpty() || b.isEmpty()
        ? Boolean.compare(a.isEmpty(), b.isEmpty())
        : a.compareTo(b));
    for (Term term : terms) {
      byKey.merge(term.key(), term,
          (a, b) -> new Term(Math.addExact(a.coefficient(), b.coefficient()), a.factors()));
    }
    return new Polynomial(byKey.values().stream().filter(term -> term.coefficient() != 0).toList());
  }

  /** As one writes it: {@code 2*N + (H - 1)//2 - 3}, a term that is added first where there is one. */
  @Override
  public String toString() {
    if (terms.isEmpty()) {
      return "0";
    }
    StringBuilder out = new StringBuilder();
    List<Term> written = new ArrayList<>(terms);
    terms.stream().filter(term -> term.coefficient() > 0).findFirst().ifPresent(first -> {
      written.remove(first);
      written.addFirst(first);
    });
    for (Term term : written) {
      String text = term.toString();
      if (out.isEmpty()) {
        out.append(text);
      } else {
        out.append(text.startsWith("-") ? " - " : " + ").append(text.startsWith("-") ? text.substring(1) : text);
      }
    }
    return out.toString();
  }
}
