package nacre.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nacre.caffe.CaffeWords;
import nacre.ir.op.OpSpec;
import nacre.ir.op.Ops;
import nacre.keras.KerasWords;
import nacre.lint.Vocabulary;
import nacre.onnx.OnnxWords;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Who has a Keras or Caffe model mends it there, so a finding names its layers and says what to write in its own words.
 * One network per framework brings up every kind of change that rules propose.
 */
class FrameworkWordsTest {
  private static final String NET = """
      nacre 1
      model Net {
        input image: f32[N, 3, 16, 16]
        x = image -> conv2d(4, 3) as conv1 -> batch_norm(center=false) as bn1 -> relu as act1
        x = x -> conv2d(4, 3, bias=false) as conv2 -> dropout(0.8) as drop2 -> batch_norm(statistics=batch) as bn2 -> tanh as act2
        x = x -> conv2d(4, 3, bias=false) as conv3 -> dropout(0.2) as drop -> batch_norm as bn3 -> tanh as act4
        x = x -> flatten as flat -> dense(8) as fc3 -> dropout(0.5) as drop3 -> dropout(0.5) as drop4 -> tanh as act3
        output y = x -> dense(5) as fc4 -> softmax as prob -> softmax as again
      }
      """;
  private static final String HEADS = """
      nacre 1
      model Heads {
        input x: f32[N, 3]
        output a = x -> dense(4) as fc1
        output b = x -> dense(5) as fc2 -> sigmoid as prob
        output c = x -> dense(1) as fc3
        training { a.loss = binary_crossentropy, b.loss = categorical_crossentropy, c.loss = categorical_crossentropy }
      }
      """;

  @Test
  @DisplayName("Keras: arguments as Python writes them, in a layer")
  void keras() {
    assertThat(Foreign.said(NET, new KerasWords(3))).isEqualTo("""
        error [batch-statistics-at-inference]: `bn2` normalises by the batch at hand, so an answer depends on the \
        rest of its batch
          note: in net: `bn2`
          fix (unsafe): call layer `bn2` without `training=True`
        error [double-softmax]: `again` takes the softmax of what `prob` made probabilities
          note: in net: `again`
          note: the first softmax (net: `prob`)
          fix (unsafe): remove layer `again`
        warning [bias-before-batchnorm]: the bias of `conv1` has no effect: `bn1` subtracts it again
          note: in net: `conv1`
          note: `bn1` subtracts it with the mean (net: `bn1`)
          note: where weights are trained already, `bn1/running_mean` loses `conv1/bias`
          fix: set `use_bias=False` in layer `conv1`
        warning [dropout-before-batchnorm]: `drop` comes before `bn3`, which learns a variance that is larger in \
        training than at inference
          note: in net: `drop`
          note: the batch norm (net: `bn3`)
          fix (unsafe): put layer `bn3` before layer `drop`
        warning [dropout-rate]: `drop2` drops 0.8 of its elements; to keep that much, write `rate=0.2`
          note: in net: `drop2`
        warning [norm-without-shift]: `bn1` has no `beta`, so every channel enters `act1` with mean 0, whatever is \
        learned
          note: in net: `bn1`
          note: the activation (net: `act1`)
          fix (unsafe): set `center=True` in layer `bn1`
        style [stacked-dropout]: `drop4` follows the dropout `drop3`: together they are one of rate 0.75
          note: in net: `drop4`
          note: the first dropout (net: `drop3`)
          fix (unsafe): set `rate=0.75` in layer `drop3` and remove layer `drop4`
        """);
  }

  @Test
  @DisplayName("Caffe: settings as a prototxt has them; a shift is a layer of its own")
  void caffe() {
    assertThat(Foreign.said(NET, new CaffeWords())).isEqualTo("""
        error [batch-statistics-at-inference]: `bn2` normalises by the batch at hand, so an answer depends on the \
        rest of its batch
          note: in net: `bn2`
          fix (unsafe): remove `use_global_stats: false` from layer `bn2`
        error [double-softmax]: `again` takes the softmax of what `prob` made probabilities
          note: in net: `again`
          note: the first softmax (net: `prob`)
          fix (unsafe): remove layer `again`
        warning [bias-before-batchnorm]: the bias of `conv1` has no effect: `bn1` subtracts it again
          note: in net: `conv1`
          note: `bn1` subtracts it with the mean (net: `bn1`)
          note: where weights are trained already, `bn1/running_mean` loses `conv1/bias` times the layer's scale factor, \
        its third blob
          fix: set `convolution_param { bias_term: false }` in layer `conv1`
        warning [dropout-before-batchnorm]: `drop` comes before `bn3`, which learns a variance that is larger in \
        training than at inference
          note: in net: `drop`
          note: the batch norm (net: `bn3`)
          fix (unsafe): put layer `bn3` before layer `drop`
        warning [dropout-rate]: `drop2` drops 0.8 of its elements; to keep that much, write `dropout_param { \
        dropout_ratio: 0.2 }`
          note: in net: `drop2`
        warning [norm-without-shift]: `bn1` has no `bias_term`, so every channel enters `act1` with mean 0, whatever \
        is learned
          note: in net: `bn1`
          note: the activation (net: `act1`)
          fix (unsafe): add `Scale` with `scale_param { bias_term: true }` after layer `bn1`
        style [stacked-dropout]: `drop4` follows the dropout `drop3`: together they are one of rate 0.75
          note: in net: `drop4`
          note: the first dropout (net: `drop3`)
          fix (unsafe): set `dropout_param { dropout_ratio: 0.75 }` in layer `drop3` and remove layer `drop4`
        """);
  }

  @Test
  @DisplayName("ONNX: attributes and inputs of nodes")
  void onnx() {
    assertThat(Foreign.said(NET, new OnnxWords())).isEqualTo("""
        error [batch-statistics-at-inference]: `bn2` normalises by the batch at hand, so an answer depends on the \
        rest of its batch
          note: in net: `bn2`
          fix (unsafe): set `training_mode=0` in node `bn2`
        error [double-softmax]: `again` takes the softmax of what `prob` made probabilities
          note: in net: `again`
          note: the first softmax (net: `prob`)
          fix (unsafe): remove node `again`
        warning [bias-before-batchnorm]: the bias of `conv1` has no effect: `bn1` subtracts it again
          note: in net: `conv1`
          note: `bn1` subtracts it with the mean (net: `bn1`)
          note: where weights are trained already, `bn1/running_mean` loses `conv1/bias`
          fix: remove input `B` of node `conv1`
        warning [dropout-before-batchnorm]: `drop` comes before `bn3`, which learns a variance that is larger in \
        training than at inference
          note: in net: `drop`
          note: the batch norm (net: `bn3`)
          fix (unsafe): put node `bn3` before node `drop`
        warning [dropout-rate]: `drop2` drops 0.8 of its elements; to keep that much, write `ratio=0.2`
          note: in net: `drop2`
        warning [norm-without-shift]: `bn1` has no `beta`, so every channel enters `act1` with mean 0, whatever is \
        learned
          note: in net: `bn1`
          note: the activation (net: `act1`)
          fix (unsafe): set `center=true` in node `bn1`
        style [stacked-dropout]: `drop4` follows the dropout `drop3`: together they are one of rate 0.75
          note: in net: `drop4`
          note: the first dropout (net: `drop3`)
          fix (unsafe): set `ratio=0.75` in node `drop3` and remove node `drop4`
        """);
  }

  @Test
  @DisplayName("losses and activations have the framework's names, too")
  void heads() {
    assertThat(Foreign.said(HEADS, new KerasWords(2))).isEqualTo("""
        error [missing-output-activation]: `a` is trained with `binary_crossentropy`, which takes probabilities, but \
        `fc1` gives any number; say `from_logits=True`, or add `sigmoid`
          note: in net: `fc1`
          fix (unsafe): set `activation="sigmoid"` in layer `fc1`
        error [missing-output-activation]: `c` is trained with `categorical_crossentropy`, which takes probabilities, \
        but `fc3` gives any number; say `from_logits=True`, or add `softmax`
          note: in net: `fc3`
          fix (unsafe): set `activation="softmax"` in layer `fc3`
        warning [loss-head-mismatch]: `b` ends in `sigmoid` and is trained with `categorical_crossentropy`; one class \
        of several wants `softmax`, several at once want `binary_crossentropy`
          note: in net: `prob`
        warning [loss-head-mismatch]: `c` is a single unit, and `categorical_crossentropy` chooses among classes; for \
        yes or no use `binary_crossentropy`, or two units
          note: in net: `fc3`
        """);
    assertThat(Foreign.said("""
        nacre 1
        model Heads {
          input x: f32[N, 3]
          output a = x -> dense(4) as fc1
          output b = x -> dense(5) as fc2 -> sigmoid as prob
          training { loss = categorical_crossentropy, b.from_logits = true }
        }
        """, new CaffeWords())).isEqualTo("""
        error [missing-output-activation]: `a` is trained with `MultinomialLogisticLoss`, which takes probabilities, \
        but `fc1` gives any number; say `type: "SoftmaxWithLoss"`, or add `Softmax`
          note: in net: `fc1`
          fix (unsafe): add `Softmax` after layer `fc1`
        warning [loss-head-mismatch]: `b` ends in `Sigmoid` and is trained with `SoftmaxWithLoss`; one class of \
        several wants `Softmax`, several at once want `SigmoidCrossEntropyLoss`
          note: in net: `prob`
        """);
  }

  @Test
  @DisplayName("Keras 1 had other words for some of it")
  void firstKeras() {
    assertThat(Foreign.said(NET, new KerasWords(1)).lines().filter(line -> line.contains("fix"))).containsExactly(
        "  fix (unsafe): set `mode=0` in layer `bn2`", "  fix (unsafe): remove layer `again`",
        "  fix: set `bias=False` in layer `conv1`", "  fix (unsafe): put layer `bn3` before layer `drop`",
        "  fix (unsafe): set `center=True` in layer `bn1`",
        "  fix (unsafe): set `p=0.75` in layer `drop3` and remove layer `drop4`");
    assertThat(new KerasWords(1).word("conv2d")).isEqualTo("Convolution2D");
  }

  @Test
  @DisplayName("an activation that is an argument of its layer is taken out there, and a Scale that is there gets the shift")
  void parts() {
    assertThat(Foreign.said("""
        nacre 1
        model Net {
          input x: f32[N, 4]
          output y = x -> dense(4) as fc1 -> softmax as fc1__softmax
          training { loss = categorical_crossentropy, from_logits = true }
        }
        """, new KerasWords(3))).isEqualTo("""
        error [double-softmax]: `y` ends in `softmax`, and its loss `categorical_crossentropy` takes logits: it makes \
        probabilities once more
          note: in net: `fc1`
          fix (unsafe): set `activation=None` in layer `fc1`
        """);
    assertThat(Foreign.said("""
        nacre 1
        model Net {
          input x: f32[N, 4]
          output y = x -> dense(4, bias=false) as fc1 -> batch_norm(center=false, scale=false) as bn1
            -> scale_shift(shift=false) as scale1 -> relu as act1
        }
        """, new CaffeWords())).isEqualTo("""
        warning [norm-without-shift]: `bn1` has no `bias_term`, so every channel enters `act1` with mean 0, whatever \
        is learned
          note: in net: `bn1`
          note: the activation (net: `act1`)
          fix (unsafe): set `scale_param { bias_term: true }` in layer `scale1`
        """);
  }

  @Test
  @DisplayName("a layer that becomes several nodes is connected if one of them is; a layer that leads nowhere is not")
  void spare() {
    assertThat(Foreign.said("""
        nacre 1
        model Net {
          input x: f32[N, 4]
          output y = x -> dense(4) as fc1
          z = y -> tanh as fc1__spare
          w = y -> dense(3) as fc2 -> tanh as fc2__activation
        }
        """, new KerasWords(3))).isEqualTo("""
        error [unconnected-layer]: nothing reads the result of `fc2`: no output depends on it
          note: in net: `fc2`
        """);
  }

  @Test
  @DisplayName("a word for an op that does not exist is a slip of the table")
  void everyWordIsOfAnOp() {
    List<String> ops = Ops.all().stream().map(OpSpec::name).toList();
    Map<String, Vocabulary> all =
        Map.of("keras", new KerasWords(3), "caffe", new CaffeWords(), "onnx", new OnnxWords());
    Stream.of("conv2d", "dense", "batch_norm", "dropout", "max_pool2d", "average_pool2d", "concat", "add")
        .forEach(op -> {
          assertThat(ops).contains(op);
          all.forEach((framework, words) -> assertThat(words.word(op)).as(framework).isNotEqualTo(op));
        });
  }
}
