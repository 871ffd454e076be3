package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nacre.ir.DType;
import nacre.ir.Graph;
import nacre.ir.IrParser;
import nacre.ir.Tensor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements of every type, and kernels that read, order or place them by others: by hand, where a plan goes wrong easily. */
class EmittedTypesTest {
  @ParameterizedTest
  @EnumSource(DType.class)
  @DisplayName("every type has ports, is moved as it is, and becomes every other type that kernels compute with")
  void ports(DType dtype) {
    Graph graph = IrParser.parse("""
        graph Types {
          symbol N
          %%0 x = input: %1$s[N, 3, 5]
          %%1 turned = transpose(%%0) permutation=[0, 2, 1]: %1$s[N, 5, 3]
          %%2 real = cast(%%1) dtype=f32: f32[N, 5, 3]
          %%3 whole = cast(%%0) dtype=i32: i32[N, 3, 5]
          %%4 truth = cast(%%0) dtype=bool: bool[N, 3, 5]
          %%5 back = cast(%%2) dtype=%1$s: %1$s[N, 5, 3]
          %%6 most = where(%%4, %%0, %%0): %1$s[N, 3, 5]
          input x = %%0
          output turned = %%1
          output real = %%2
          output whole = %%3
          output truth = %%4
          output back = %%5
          output most = %%6
        }
        """.formatted(dtype));
    Emission emission = Emission.of(graph).check().checkScalar();
    assertThat(emission.model().run(emission.inputs(2)).get("turned").dtype()).isEqualTo(dtype);
  }

  @Test
  @DisplayName("arrays of callers are those of Java for the type, the short way too")
  void arrays() {
    Graph graph = IrParser.parse("""
        graph Bytes {
          symbol N
          %0 x = input: u8[N, 2]
          %1 y = cast(%0) dtype=f16: f16[N, 2]
          input x = %0
          output y = %1
        }
        """);
    EmittedModel model = Emission.of(graph).model();
    assertThat(model.source().text()).contains("public short[] predict(byte[] x)");
    Session session = model.session(1);
    session.set("x", new byte[] {(byte) 200, 3});
    session.run(1);
    assertThat(session.outputs().get("y"))
        .isEqualTo(Tensor.ofReals(DType.F16, new int[] {1, 2}, new double[] {200, 3}));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @DisplayName("planes, channels first or last, with halos around them: folded, ordered, cut, placed and compared by strides")
  void planes(int axis) {
    String picture = axis == 1 ? "N, 4, 6, 6" : "N, 6, 6, 4";
    Graph graph = IrParser.parse("""
        graph Planes {
          symbol N
          param $w: f32[4, 1, 3, 3] weight = he_uniform
          %%0 x = input: f32[%1$s]
          %%1 a = conv2d(%%0, $w, _) stride=[1, 1] padding=[[1, 1], [1, 1]] dilation=[1, 1] groups=4 axis=%2$d: f32[%1$s]
          %%2 b = conv2d(%%1, $w, _) stride=[1, 1] padding=[[1, 1], [1, 1]] dilation=[1, 1] groups=4 axis=%2$d: f32[%1$s]
          %%3 less = less(%%1, %%2): bool[%1$s]
          %%4 most = max(%%1, %%2): f32[%1$s]
          %%5 mixed = where(%%3, %%4, %%0): f32[%1$s]
          %%6 sums = reduce_sum(%%1) axes=[%2$d] keep_dims=true: %3$s
          %%7 place = arg_max(%%1) axis=2 keep_dims=true last=false: %4$s
          %%8 running = cumsum(%%1) axis=%2$d exclusive=false reverse=true: f32[%1$s]
          %%9 cut = slice(%%1) starts=[-1, 0] ends=[-100, 3] axes=[%2$d, 2] steps=[-2, 1]: %5$s
          %%10 e = exp(%%2): f32[%1$s]
          %%11 again = conv2d(%%5, $w, _) stride=[1, 1] padding=[[1, 1], [1, 1]] dilation=[1, 1] groups=4 axis=%2$d: f32[%1$s]
          input x = %%0
          output mixed = %%5
          output sums = %%6
          output place = %%7
          output running = %%8
          output cut = %%9
          output e = %%10
          output again = %%11
        }
        """.formatted(picture, axis, axis == 1 ? "f32[N, 1, 6, 6]" : "f32[N, 6, 6, 1]",
        axis == 1 ? "i64[N, 4, 1, 6]" : "i64[N, 6, 1, 4]", axis == 1 ? "f32[N, 2, 3, 6]" : "f32[N, 6, 3, 2]"));
    Emission.of(graph).check().checkScalar();
  }

  @Test
  @DisplayName("the batch may be summed over, cut at its start, and stand on an inner axis of what is gathered")
  void batch() {
    Graph graph = IrParser.parse("""
        graph Batch {
          symbol N
          param $table: f32[2, 5] own = normal(0.5)
          %0 x = input: f32[N, 4]
          %1 ids = input: i64[3, N]
          %2 rows = gather($table, %1) axis=0: f32[3, N, 5]
          %3 sum = reduce_sum(%0) axes=[0] keep_dims=true: f32[1, 4]
          %4 all = reduce_sum(%2) axes=[0, 1, 2] keep_dims=true: f32[1, 1, 1]
          %5 running = cumsum(%0) axis=0 exclusive=true reverse=false: f32[N, 4]
          %6 best = arg_max(%2) axis=1 keep_dims=true last=true: i64[3, 1, 5]
          %7 tail = slice(%0) starts=[0] ends=[2147483647] axes=[0] steps=[1]: f32[N, 4]
          input x = %0
          input ids = %1
          output rows = %2
          output sum = %3
          output all = %4
          output running = %5
          output best = %6
          output tail = %7
        }
        """);
    Emission emission = Emission.of(graph).check().checkScalar();
    Session session = emission.model().session(1);
    session.set("x", new float[4]);
    session.set("ids", new long[] {0, -2, 2});
    assertThatThrownBy(() -> session.run(1)).hasMessageContaining("found the index 2, required -2 to 1");
  }
}
