package nacre.kernels.call;

import static nacre.kernels.call.Calls.averagePool;
import static nacre.kernels.call.Calls.averagePoolWithPadding;
import static nacre.kernels.call.Calls.cast;
import static nacre.kernels.call.Calls.chain;
import static nacre.kernels.call.Calls.conv;
import static nacre.kernels.call.Calls.copy;
import static nacre.kernels.call.Calls.dense;
import static nacre.kernels.call.Calls.fill;
import static nacre.kernels.call.Calls.firstGreatest;
import static nacre.kernels.call.Calls.gather;
import static nacre.kernels.call.Calls.globalAverage;
import static nacre.kernels.call.Calls.greatest;
import static nacre.kernels.call.Calls.halo;
import static nacre.kernels.call.Calls.lastLeast;
import static nacre.kernels.call.Calls.least;
import static nacre.kernels.call.Calls.maxPool;
import static nacre.kernels.call.Calls.normalise;
import static nacre.kernels.call.Calls.pointwise;
import static nacre.kernels.call.Calls.product;
import static nacre.kernels.call.Calls.reduce;
import static nacre.kernels.call.Calls.scan;
import static nacre.kernels.call.Calls.scatter;
import static nacre.kernels.call.Calls.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import nacre.kernels.call.Pointwise.Function;
import nacre.kernels.call.Pointwise.Number;
import nacre.kernels.call.Scatter.Meeting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls are what the plan holds and what emitted code says, so the text must rebuild the very same value. */
class CallsTest {

  private static final List<Call> CALLS = List.of(conv(3, 1, 64, 64, 56, 56).padding(1).relu(),
      conv(1, 7, 2, 1, 3, 6, 9, 10).padding(0, 3, 1, 2).dilation(2, 1).groups(3).noBias().add().clamp(-0.5f, 6),
      conv(5, 2, 4, 4, 9, 9).groups(4).dilation(2).affineFirst().reluFirst().curve(Curve.GELU_TANH),
      conv(1, 1, 4, 4, 9, 9).leaky(0.1f).clamp(Float.NEGATIVE_INFINITY, 1e-7f), dense(784, 10),
      dense(7, 3).rows(Axis.of(Extent.perImage(5), Extent.fixed(3), Extent.fixed(9))).noBias().curve(Curve.SILU),
      dense(7, 3).add().relu(),
      product(Axis.of(4, 6, 5), Axis.of(6, 1, 5), Axis.of(5, 1, 1)).images(24, 20, 30).over(2, 0, 4, 4).relu(),
      product(Axis.images(6, 5), Axis.of(6, 1, 1), Axis.of(5, 1, 6)).epilogue(Epilogue.BIAS).add(),
      product(Axis.of(new Extent(1, 2), Extent.fixed(1), Extent.IMAGES), Axis.of(6, 1, 1), Axis.of(5, 1, 6)),
      maxPool(3, 2, 64, 112, 112).padding(1), maxPool(2, 3, 1, 2, 8, 9, 9).dilation(2, 1).padding(0, 1, 1, 0).out(9, 5),
      averagePool(2, 2, 3, 8, 8), averagePoolWithPadding(3, 1, 3, 8, 8).padding(1), globalAverage(2048, 7, 5),
      pointwise(Function.ADD).images(12, 12, 12).over(12, 1, 1, 0).relu(), pointwise(Function.IDENTITY).leaky(0.25f),
      pointwise(Function.MUL, Number.I32).over(new Extent(3, 1), Extent.fixed(1), Extent.fixed(1), Extent.NONE),
      pointwise(Function.SELECT, Number.U8).over(3, 1, 1, 0, 1), pointwise(Function.IDENTITY).elu(0.5f),
      chain(2).then(Function.SUB, 0, 1).curve(Curve.EXP).then(Function.MUL, 2, 0).clamp(0, 6).images(9, 9, 1).over(9, 1,
          1, 0),
      chain(1).then(Function.LESS, 0, 0).then(Function.NOT, 1).then(Function.SELECT, 2, 0, 0).leaky(0.1f),
      chain(2).then(Function.SUB, 0, 1).reduce(Fold.MEAN, Axis.of(9, 1, 0)).images(1, 9, 1),
      cast(Number.F32, Number.BOOL).images(3, 3).over(3, 1, 1),
      softmax(Axis.of(10, 1, 1)).images(10, 10), softmax(Axis.of(9, 7, 7)).images(63, 63).over(7, 1, 1),
      normalise(1e-5f, Axis.of(8, 9, 9)).images(72, 72).over(9, 1, 1).relu(),
      reduce(Fold.MEAN, Number.F32, Axis.images(9), Axis.of(3, 1)).over(4, 1, 3), reduce(Fold.SUM, Number.I8),
      firstGreatest(Number.F32, Axis.of(7, 1)).images(1, 7), lastLeast(Number.U32, Axis.of(7, 3)).over(3, 1, 1),
      greatest(Number.F32, Axis.of(7, 1, 1), Extent.fixed(3)).images(3, 7),
      least(Number.I64, Axis.of(7, 1, 1), Extent.IMAGES).over(3, 7, 7),
      scan(Fold.PRODUCT, Number.U16, Axis.of(7, 1, 1)).before().backwards().images(7, 7),
      gather(Extent.fixed(1), Axis.of(3, 2), Axis.of(2, 1)).over(4, 1, 0, 2),
      scatter(Meeting.MIN, Number.BOOL, Extent.NONE, Axis.of(3, 2)).inOrder(Axis.of(2, 0, 1, 1)).images(6, 2, 0),
      copy().over(5, 1, -1).from(4), copy().images(12, 12).over(4, 3, 1).over(3, 1, 4).to(5).from(Extent.perImage(7)),
      fill(-1.5f).over(7, 1), halo());

  @Test
  void textRebuildsTheCall(@TempDir Path folder) throws Exception {
    String expressions = CALLS.stream().map(Call::toJava).collect(Collectors.joining(",\n      "));
    String source = """
        import static nacre.kernels.call.Calls.*;
        import static nacre.kernels.call.Extent.*;
        import nacre.kernels.call.*;
        import nacre.kernels.call.Pointwise.Function;
        import nacre.kernels.call.Pointwise.Number;
        import nacre.kernels.call.Scatter.Meeting;
        public class Rebuilt {
          public static final java.util.List<Call> CALLS = java.util.List.of(
              %s);
        }
        """.formatted(expressions);
    assertThat(compile(folder, source)).isEqualTo(CALLS);
  }

  private static Object compile(Path folder, String source) throws IOException, ReflectiveOperationException {
    Path file = Files.writeString(folder.resolve("Rebuilt.java"), source);
    String classes = Path.of(Call.class.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
    int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-cp", classes, "-d",
        folder.toString(), file.toString());
    assertThat(status).as(source).isZero();
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, Call.class.getClassLoader())) {
      return loader.loadClass("Rebuilt").getField("CALLS").get(null);
    }
  }

  /** The text is read by people; one example of each is pinned. */
  @Test
  void textReadsLikeCodeWrittenByHand() {
    assertThat(CALLS.get(0).toJava()).isEqualTo("conv(3, 1, 64, 64, 56, 56).padding(1).relu()");
    assertThat(dense(784, 10).toJava()).isEqualTo("dense(784, 10)");
    assertThat(maxPool(3, 2, 64, 112, 112).padding(1).toJava()).isEqualTo("maxPool(3, 2, 64, 112, 112).padding(1)");
    assertThat(pointwise(Function.ADD).images(12, 12, 12).over(12, 1, 1, 0).relu().toJava())
        .isEqualTo("pointwise(Function.ADD).images(12, 12, 12).over(12, 1, 1, 0).relu()");
  }

  @Test
  void knowsItsGeometry() {
    Conv conv = conv(7, 2, 3, 64, 224, 224).padding(3);
    assertThat(List.of(conv.outHeight(), conv.outWidth(), conv.depth())).containsExactly(112, 112, 147);
    assertThat(conv.macs()).isEqualTo(118_013_952L);
    assertThat(maxPool(3, 2, 64, 112, 112).padding(1).outHeight()).isEqualTo(56);
    assertThat(conv(3, 1, 1, 1, 2, 2).outHeight()).isZero();
    assertThat(new Extent(3, 2).at(5)).isEqualTo(13);
    assertThat(new Extent(3, Integer.MAX_VALUE).exactlyAt(4)).isEqualTo(3 + 4L * Integer.MAX_VALUE);
  }

  /** Collapsing must keep the order of elements: only loops that continue each other for every operand may become one. */
  @Test
  void collapsesLoopsThatContinueEachOther() {
    List<Axis> dense = List.of(Axis.images(24, 24), Axis.of(2, 12, 12), Axis.of(1, 99, 7), Axis.of(12, 1, 1));
    assertThat(Axis.collapse(dense)).containsExactly(Axis.of(Extent.perImage(24), Extent.fixed(1), Extent.fixed(1)));
    List<Axis> repeated = List.of(Axis.of(2, 12, 1), Axis.of(3, 4, 0), Axis.of(4, 1, 0));
    assertThat(Axis.collapse(repeated)).containsExactly(Axis.of(2, 12, 1), Axis.of(12, 1, 0));
    List<Axis> apart = List.of(Axis.of(2, 13, 12), Axis.of(12, 1, 1));
    assertThat(Axis.collapse(apart)).isEqualTo(apart);
    assertThat(Axis.collapse(List.of(Axis.of(1, 5, 5)))).hasSize(1);
    List<Axis> imagesInside = List.of(Axis.of(2, 5, 5), Axis.images(1, 1));
    assertThat(Axis.collapse(imagesInside)).isEqualTo(imagesInside);
  }

  /** A plan that makes no sense is refused where it is made. */
  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> conv(3, 1, 4, 6, 8, 8).groups(3)).hasMessageContaining("3 groups of 4 -> 6");
    assertThatThrownBy(() -> conv(0, 1, 4, 6, 8, 8)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> conv(3, 1, 4, 6, 8, 8).padding(-1)).hasMessageContaining("not negative");
    assertThatThrownBy(() -> conv(3, 1, -4, 6, 8, 8)).hasMessageContaining("not negative");
    assertThatThrownBy(() -> maxPool(2, 2, 1, 4, 4).out(3, 2)).hasMessageContaining("starts outside");
    assertThatThrownBy(() -> pointwise(Function.ADD).over(3, 1, 1)).hasMessageContaining("needs 3 strides");
    assertThatThrownBy(() -> Epilogue.NONE.clamp(1, 0)).hasMessageContaining("low <= high");
    assertThatThrownBy(() -> Axis.of(-1, 1)).hasMessageContaining("not negative");
    assertThatThrownBy(() -> pointwise(Function.ADD, Number.I32).relu()).hasMessageContaining("needs floats");
  }
}
