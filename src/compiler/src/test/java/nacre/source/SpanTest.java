package nacre.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Suppressions and fixes rest on which span covers which. */
class SpanTest {
  private static final Span OUTER = new Span("a", 2, 5, 4, 3);

  @Test
  void coversWhatLiesInsideAndItself() {
    assertThat(OUTER.covers(OUTER)).isTrue();
    assertThat(OUTER.covers(new Span("a", 2, 5, 2, 6))).isTrue();
    assertThat(OUTER.covers(new Span("a", 3, 1, 3, 99))).as("a column of an inner line has no bound").isTrue();
    assertThat(OUTER.covers(new Span("a", 2, 4, 3, 1))).isFalse();
    assertThat(OUTER.covers(new Span("a", 4, 1, 4, 4))).isFalse();
    assertThat(OUTER.covers(new Span("b", 3, 1, 3, 2))).as("another file").isFalse();
  }

  @Test
  void joinsInEitherOrder() {
    Span late = new Span("a", 4, 1, 9, 1);
    assertThat(OUTER.to(late)).isEqualTo(new Span("a", 2, 5, 9, 1)).isEqualTo(late.to(OUTER));
    assertThat(OUTER.to(OUTER.start())).isEqualTo(OUTER);
    assertThatThrownBy(() -> OUTER.to(Span.point("b", 1, 1))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesToEndBeforeItStarts() {
    assertThatThrownBy(() -> new Span("a", 2, 5, 2, 4)).hasMessageContaining("2:5 to 2:4");
    assertThatThrownBy(() -> new Span("a", 0, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
