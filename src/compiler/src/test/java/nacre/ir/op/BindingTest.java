package nacre.ir.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.ir.Attr;
import nacre.ir.DType;
import nacre.ir.Init;
import nacre.ir.Role;
import nacre.ir.TensorType;
import nacre.ir.TypeError;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a call becomes an op and its parameters; what each op makes of it is in the case files. */
class BindingTest {
  private static final TensorType PICTURE = TensorType.of(DType.F32, 1, 4, 8, 8);
  private static final Map<String, Attr> THREE_BY_THREE = Map.of("filters", Attr.of(6L), "kernel", Attr.of(3L));

  private static Binding conv(Map<String, Attr> settings, Map<String, Boolean> toggles) {
    return Conv2d.SPEC.bind(new CallSite(List.of(PICTURE), settings, Map.of(), toggles, false));
  }

  @Test
  @DisplayName("a setting takes after another where nothing is said")
  void like() {
    Op pool = MaxPool2d.SPEC
        .bind(new CallSite(List.of(PICTURE), Map.of("kernel", Attr.ints(List.of(2, 3))), Map.of(), Map.of(), true))
        .op();
    assertThat(pool).isEqualTo(new MaxPool2d(List.of(2, 3), List.of(2, 3), Padding.none(2), List.of(1, 1), false, 3));
  }

  @Test
  @DisplayName("padding has many spellings and one normal form")
  void padding() {
    Attr two = new Attr.Many(List.of(Attr.ints(List.of(1, 1)), Attr.ints(List.of(2, 2))));
    for (Attr spelling : List.of(Attr.ints(List.of(1, 2)), two)) {
      Op op = conv(Map.of("filters", Attr.of(6L), "kernel", Attr.of(3L), "padding", spelling), Map.of()).op();
      assertThat(((Conv2d) op).padding()).isEqualTo(new Padding.Explicit(List.of(1, 2), List.of(1, 2)));
    }
    Op valid =
        conv(Map.of("filters", Attr.of(6L), "kernel", Attr.of(3L), "padding", new Attr.Word("valid")), Map.of()).op();
    assertThat(((Conv2d) valid).padding()).isEqualTo(Padding.none(2));
  }

  @Test
  @DisplayName("a parameter is switched off by its toggle or by its own name")
  void toggles() {
    TensorType row = TensorType.of(DType.F32, 2, 5);
    for (String toggle : List.of("scale", "gamma")) {
      Binding norm = BatchNorm.SPEC.bind(new CallSite(List.of(row), Map.of(), Map.of(), Map.of(toggle, false), false));
      assertThat(norm.params().getFirst()).isEqualTo(new Binding.Slot.Absent("gamma"));
      assertThat(norm.params().get(1))
          .isEqualTo(new Binding.Slot.Owned("beta", TensorType.of(DType.F32, 5), Role.BETA, Init.ZEROS));
    }
  }

  @Test
  @DisplayName("`init` is the first parameter's, `PARAM_init` any other's")
  void initialisers() {
    Map<String, Attr> settings = Map.of("filters", Attr.of(6L), "kernel", Attr.of(1L), "init", new Attr.Word("ones"),
        "bias_init", new Attr.Made("constant", List.of(Attr.of(0.5)), new LinkedHashMap<>()));
    List<Binding.Slot> slots = conv(settings, Map.of()).params();
    assertThat(((Binding.Slot.Owned) slots.get(0)).init()).isEqualTo(Init.ONES);
    assertThat(((Binding.Slot.Owned) slots.get(1)).init()).isEqualTo(new Init.Constant(0.5));
    assertThat(((Binding.Slot.Owned) conv(THREE_BY_THREE, Map.of()).params().getFirst()).init())
        .isEqualTo(new Init.HeUniform());
    assertThatThrownBy(
        () -> conv(Map.of("filters", Attr.of(6L), "kernel", Attr.of(1L), "init", new Attr.Word("heh")), Map.of()))
        .hasMessageStartingWith("found heh, required an initialiser: zeros, ones,");
  }

  @Test
  @DisplayName("every initialiser prints as the text that makes it")
  void initialisersPrint() {
    for (Init init : List.of(Init.ZEROS, Init.ONES, new Init.Constant(-0.0), new Init.Normal(0.02),
        new Init.Uniform(-1, 2), new Init.HeUniform(), new Init.HeNormal(), new Init.GlorotUniform(),
        new Init.GlorotNormal())) {
      assertThat(Initializers.of(Initializers.attr(init))).isEqualTo(init);
    }
  }

  @Test
  @DisplayName("a parameter that is handed in says the sizes, and the layer owns none of it")
  void given() {
    Binding binding = Conv2d.SPEC.bind(new CallSite(List.of(PICTURE), Map.of(),
        Map.of("weight", TensorType.of(DType.F32, 7, 4, 3, 5)), Map.of(), false));
    assertThat(binding.params().getFirst()).isEqualTo(new Binding.Slot.Given("weight"));
    assertThat(binding.params().get(1))
        .isEqualTo(new Binding.Slot.Owned("bias", TensorType.of(DType.F32, 7), Role.BIAS, Init.ZEROS));
  }

  @Test
  @DisplayName("errors name the argument to blame, so that the caret stands there")
  void blame() {
    TypeError error = catchThrowableOfType(TypeError.class,
        () -> conv(Map.of("filters", Attr.of(6L), "kernel", Attr.ints(List.of(1, 2, 3))), Map.of()));
    assertThat(error.argument()).isEqualTo(Optional.of("kernel"));
    assertThat(error).hasMessage("`kernel`: found [1, 2, 3], required an integer or a list of 2, each at least 1");
  }

  @Test
  @DisplayName("`none` is a word where a choice has it")
  void none() {
    TensorType row = TensorType.of(DType.F32, 2);
    assertThat(
        Gelu.SPEC.bind(new CallSite(List.of(row), Map.of("approximate", Attr.NONE), Map.of(), Map.of(), false)).op())
        .isEqualTo(new Gelu(Gelu.Approximate.NONE));
  }
}
