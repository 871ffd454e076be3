package nacre.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import nacre.source.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DimTest {
  private static final Dim N = new Dim.Symbol("N");
  private static final Dim H = new Dim.Symbol("H");

  @Test
  @DisplayName("equal extents are equal records, however they were computed")
  void normalForm() {
    assertThat(N.plus(H)).isEqualTo(H.plus(N));
    assertThat(N.times(H).times(2)).isEqualTo(H.times(2).times(N));
    assertThat(N.plus(1).times(N.plus(-1))).isEqualTo(N.times(N).plus(-1));
    assertThat(N.plus(3).plus(-3)).isEqualTo(N);
    assertThat(N.times(0)).isEqualTo(Dim.of(0));
    assertThat(H.times(6).plus(4).floorDiv(2)).isEqualTo(H.times(3).plus(2));
    assertThat(H.plus(4).floorDiv(2)).isEqualTo(H.floorDiv(2).plus(2));
    assertThat(H.plus(-1).floorDiv(2).plus(1)).isEqualTo(H.plus(1).floorDiv(2));
    assertThat(H.floorDiv(2).plus(1).floorDiv(3)).isEqualTo(H.plus(2).floorDiv(6));
    assertThat(H.ceilDiv(4)).isEqualTo(H.plus(3).floorDiv(4));
  }

  @Test
  @DisplayName("extents print as one writes them")
  void text() {
    assertThat(List.of(N.times(2).plus(-3), H.plus(1).floorDiv(2).times(2).plus(N), H.floorDiv(2), N.times(H).plus(1),
        Dim.of(0), Dim.UNKNOWN, H.floorDiv(2).times(N)).toString())
        .isEqualTo("[2*N - 3, 2*((H + 1)//2) + N, H//2, H*N + 1, 0, ?, (H//2)*N]");
    assertThat(Polynomial.of(1).plus(Polynomial.of("H").floorDiv(2).times(Polynomial.of(-1))))
        .hasToString("1 - (H//2)");
  }

  @Test
  @DisplayName("what is unknown equals nothing, not even itself, but nothing times unknown is nothing")
  void unknown() {
    assertThat(Dim.UNKNOWN.provablyEquals(Dim.UNKNOWN)).isFalse();
    assertThat(Dim.UNKNOWN.plus(1).times(N).floorDiv(2)).isEqualTo(Dim.UNKNOWN);
    assertThat(Dim.UNKNOWN.times(0)).isEqualTo(Dim.of(0));
    assertThat(N.provablyEquals(N)).isTrue();
    assertThat(N.provablyEquals(H)).isFalse();
    assertThat(N.provablyEquals(Dim.of(3))).isFalse();
  }

  /** Builds the same random expression as an extent and as a number; its text must read back, too. */
  @Test
  @DisplayName("symbolic arithmetic commutes with putting numbers in")
  void bruteForce() {
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      Map<String, Long> symbols = Map.of("N", (long) random.nextInt(9), "H", (long) random.nextInt(60));
      Polynomial symbolic = Polynomial.of("H");
      long number = symbols.get("H");
      for (int step = 0; step < 6; step++) {
        int k = 1 + random.nextInt(5);
        switch (random.nextInt(5)) {
          case 0 -> {
            symbolic = symbolic.plus(Polynomial.of(-k));
            number -= k;
          }
          case 1 -> {
            symbolic = symbolic.times(Polynomial.of(k));
            number *= k;
          }
          case 2 -> {
            symbolic = symbolic.plus(Polynomial.of("N").times(symbolic));
            number += symbols.get("N") * number;
          }
          default -> {
            symbolic = symbolic.floorDiv(k);
            number = Math.floorDiv(number, k);
          }
        }
      }
      assertThat(symbolic.at(symbols)).as(symbolic.toString()).isEqualTo(number);
      assertThat(symbolic.substitute(symbols).constant()).hasValue(number);
      assertThat(symbolic.substitute(Map.of("N", symbols.get("N"))).substitute(symbols).constant()).hasValue(number);
    }
  }

  @Test
  @DisplayName("extents of a text read back to the same normal form")
  void readBack() {
    for (String text : List.of("2*((H + 1)//2) + N", "(H//2)*N", "1 - (H//2)", "3 - 2*N", "((H//3 + N)//2)*N",
        "H*H*N")) {
      IrReader in = new IrReader(Source.of("dim", text));
      assertThat(new IrValueReader(in).dim()).hasToString(text);
    }
  }

  @Test
  @DisplayName("too large is an error, never a wrong number; too deep is unknown, never a stack overflow")
  void limits() {
    assertThat(Dim.of(Polynomial.of("N").times(Polynomial.of("W")).plus(Polynomial.of("H").times(Polynomial.of(-2)))))
        .hasToString("N*W - 2*H");
    assertThatThrownBy(() -> Dim.of(Long.MAX_VALUE).times(2)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Dim.of(-1)).hasMessage("an extent is never negative, found -1");
    assertThatThrownBy(() -> new Dim.Symbol("a*b")).hasMessageContaining("required a symbol's name");
    assertThatThrownBy(() -> N.at(Map.of())).hasMessage("`N` has no value");
    Dim dim = H;
    for (int i = 0; i < 100_000; i++) {
      dim = dim.plus(N.times(i % 3 + 1)).floorDiv(i % 2 + 2).times(3);
    }
    assertThat(dim).isEqualTo(Dim.UNKNOWN);
  }
}
