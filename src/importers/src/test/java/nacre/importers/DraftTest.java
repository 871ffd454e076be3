package nacre.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nacre.driver.ImportedModel;
import nacre.ir.DType;
import nacre.ir.Dim;
import nacre.ir.Graph;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.ir.Operand;
import nacre.ir.Role;
import nacre.ir.Tensor;
import nacre.ir.TensorType;
import nacre.ir.Value;
import nacre.ir.op.Dense;
import nacre.ir.op.OpaqueOp;
import nacre.ir.op.Relu;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every importer relies on: who owns a parameter, which nodes stay, when there are weights. */
class DraftTest {
  private static final Location NOWHERE = new Location.Model("m", "here", 0);

  private final Draft draft = new Draft("m.json", "m", Map.of());
  private final Value x = draft.input("x", type(draft.symbol("N"), Dim.of(3)), Optional.empty(), NOWHERE);

  @Test
  @DisplayName("a layer that is applied twice has its parameters once, and each application a path of its own")
  void shared() {
    Operand first = dense("a", x, weight(3, 3, Optional.empty()));
    dense("a", first, weight(3, 3, Optional.empty()));
    Graph graph = model().graph();
    assertThat(graph.params()).extracting(param -> param.path()).containsExactly("a.weight");
    assertThat(graph.layers()).hasSize(1);
    assertThat(graph.nodes()).extracting(Node::path).containsExactly("x", "a", "a_1");
    assertThat(graph.nodes().subList(1, 3)).allMatch(node -> node.layer().getAsInt() == 0);
  }

  @Test
  @DisplayName("applications that require other shapes of one parameter are the model's error")
  void conflict() {
    dense("a", x, weight(3, 3, Optional.empty()));
    LayerDraft again = draft.layer("a", new Location.Model("m", "there", 1));
    assertThatThrownBy(() -> again.param(weight(4, 3, Optional.empty()))).isInstanceOf(InvalidModelException.class)
        .hasMessage("`a/kernel` is shared: `here` requires f32[3, 3], `there` f32[4, 3]");
  }

  @Test
  @DisplayName("layers that share a parameter under a name both read it")
  void named() {
    LayerDraft a = draft.layer("a", NOWHERE);
    LayerDraft b = draft.layer("b", NOWHERE);
    Operand one = a.param("w", weight(3, 3, Optional.empty()));
    assertThat(b.param("w", weight(3, 3, Optional.empty()))).isEqualTo(one);
  }

  @Test
  @DisplayName("weights are there only if every parameter that is left has contents")
  void weights() {
    Supplier<Tensor> contents = () -> Tensor.reals(DType.F32, new int[] {3, 3}, i -> i);
    dense("a", x, weight(3, 3, Optional.of(contents)));
    assertThat(model().weights().orElseThrow().of(0, model().graph().params().getFirst())).isEqualTo(contents.get());
    dense("b", x, weight(3, 3, Optional.empty()));
    assertThat(model().weights()).isEmpty();
  }

  @Test
  @DisplayName("what was made of a layer that turns out to be unknown goes, with its parameters; what else nobody reads stays")
  void abandoned() {
    draft.layer("unread", NOWHERE).main(new Relu(), x);
    LayerDraft layer = draft.layer("a", NOWHERE);
    layer.add(new Relu(), layer.main(dense(), x, layer.param(weight(3, 3, Optional.empty())), Operand.ABSENT));
    layer.abandon();
    OpaqueOp op = new OpaqueOp("test", "Strange", 0, new LinkedHashMap<>(), List.of(), 1);
    Operand y = layer.main(op, x);
    draft.output("y", y, NOWHERE);
    Graph graph = model().graph();
    assertThat(graph.nodes()).extracting(Node::path).containsExactly("x", "unread", "a");
    assertThat(graph.params()).isEmpty();
    assertThatThrownBy(() -> layer.type(y)).isInstanceOf(UnsupportedException.class);
  }

  @Test
  @DisplayName("a size for a symbol that the model does not have is refused")
  void dims() {
    Draft sized = new Draft("m.json", "m", Map.of("H", 3L, "Q", 4L));
    assertThat(sized.symbol("H")).isEqualTo(Dim.of(3));
    assertThatThrownBy(() -> sized.model(List.of(), List.of(), List.of())).isInstanceOf(InvalidModelException.class)
        .hasMessage("there is no symbolic dim `Q`; there are H");
  }

  @Test
  @DisplayName("the hash of weights changes with any element")
  void hash() {
    assertThat(hash(1)).isEqualTo(hash(1)).isNotEqualTo(hash(2));
  }

  private static String hash(double last) {
    Draft made = new Draft("m.json", "m", Map.of());
    Value input = made.input("x", type(Dim.of(1), Dim.of(2000)), Optional.empty(), NOWHERE);
    LayerDraft layer = made.layer("a", NOWHERE);
    Supplier<Tensor> contents = () -> Tensor.reals(DType.F32, new int[] {1, 2000}, i -> i == 1999 ? last : 0);
    layer.main(dense(), input, layer.param(weight(1, 2000, Optional.of(contents))), Operand.ABSENT);
    return made.model(List.of(), List.of(), List.of()).weights().orElseThrow().hash();
  }

  private Operand dense(String path, Operand input, ParamDraft weight) {
    LayerDraft layer = draft.layer(path, NOWHERE);
    return layer.main(dense(), input, layer.param(weight), Operand.ABSENT);
  }

  private static Dense dense() {
    return new Dense();
  }

  private static ParamDraft weight(long rows, long columns, Optional<Supplier<Tensor>> contents) {
    return ParamDraft.of(Role.WEIGHT, "weight", TensorType.of(DType.F32, rows, columns), "a/kernel", contents);
  }

  private static TensorType type(Dim... dims) {
    return TensorType.of(DType.F32, List.of(dims));
  }

  private ImportedModel model() {
    return draft.model(List.of(), List.of(), List.of());
  }
}
