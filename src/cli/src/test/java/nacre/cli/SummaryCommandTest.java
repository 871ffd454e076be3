package nacre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a summary adds up, and how people and programs read it. */
class SummaryCommandTest {
  @TempDir
  Path folder;
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  @Test
  @DisplayName("a model of Keras has the rows and counts that Keras prints, for programs too")
  void keras() {
    shell.file("dense.json", """
        {"class_name": "Sequential", "config": [
          {"class_name": "Dense", "config": {"name": "dense_1", "batch_input_shape": [null, 4096], "units": 512}},
          {"class_name": "BatchNormalization", "config": {"name": "batch_normalization_1"}},
          {"class_name": "Activation", "config": {"name": "activation_1", "activation": "relu"}},
          {"class_name": "Dropout", "config": {"name": "dropout_1", "rate": 0.5}},
          {"class_name": "Dense", "config": {"name": "dense_2", "units": 80, "activation": "softmax"}}]}
        """);
    assertThat(shell.run("summary", "./dense.json").exits(0).out()).startsWith("""
        model dense
        layer (type)                                output shape    param #  connected to
        ---------------------------------------------------------------------------------
        dense_1 (Dense)                             (None, 512)   2,097,664
        batch_normalization_1 (BatchNormalization)  (None, 512)       2,048
        activation_1 (Activation)                   (None, 512)           0
        dropout_1 (Dropout)                         (None, 512)           0
        dense_2 (Dense)                             (None, 80)       41,040
        parameters: 2,140,752, trainable 2,139,728, non-trainable 1,024; 8.6 MB as f32
        """);
    assertThat(shell.run("summary", "./dense.json", "--format", "json").exits(0).out()).contains(
        "\"name\": \"batch_normalization_1\"", "\"shape\": \"(None, 512)\"", "\"parameters\": 2097664");
  }

  @Test
  @DisplayName("what a layer of Keras owns that Nacre does not know is not counted as nothing")
  void unknownLayer() {
    shell.file("own.json", """
        {"class_name": "Sequential", "config": [
          {"class_name": "Dense", "config": {"name": "dense_1", "batch_input_shape": [null, 3], "units": 2}},
          {"class_name": "Lambda", "config": {"name": "lambda_1"}}]}
        """);
    assertThat(shell.run("summary", "./own.json").exits(0).out()).startsWith("""
        model own
        layer (type)       output shape  param #  connected to
        ------------------------------------------------------
        dense_1 (Dense)    (None, 2)           8
        lambda_1 (Lambda)  ?                   ?
        parameters: 8, trainable 8, non-trainable 0; 32 B as f32
        activations: ? bytes, all results together
        multiply-adds: 6*N
        not in these sums: what 1 operation owns and computes that is not known
        """);
    assertThat(shell.run("summary", "./own.json", "--format", "json").exits(0).out())
        .contains("\"parameters\": \"?\"", "\"unknown\": 1");
  }

  @Test
  @DisplayName("a block's numbers are the sums of what is in it, and --depth closes blocks")
  void blocks() {
    shell.file("blocks.nacre", """
        nacre 1
        block Two(x) { x -> dense(2000) -> dense(1, bias=false) }
        model Deep {
          input x: f32[N, 3]
          for width in [1, 2] as turn { x = x -> Two }
          layer again = Two()
          output y = (x -> again) + (x -> again)
        }
        """);
    assertThat(shell.run("summary", "./blocks.nacre").exits(0).out()).isEqualTo("""
        model Deep
        layer      op     result        parameters  weight bytes  activation bytes  multiply-adds
        -----------------------------------------------------------------------------------------
        x          input  f32[N, 3]              -             -              12*N              -
        turn0.Two         f32[N, 1]         10,000        40,000           8,004*N        8,000*N
          dense    dense  f32[N, 2000]       8,000        32,000           8,000*N        6,000*N
          dense_1  dense  f32[N, 1]          2,000         8,000               4*N        2,000*N
        turn1.Two         f32[N, 1]          6,000        24,000           8,004*N        4,000*N
          dense    dense  f32[N, 2000]       4,000        16,000           8,000*N        2,000*N
          dense_1  dense  f32[N, 1]          2,000         8,000               4*N        2,000*N
        again             f32[N, 1]          6,000        24,000           8,004*N        4,000*N
          dense    dense  f32[N, 2000]       4,000        16,000           8,000*N        2,000*N
          dense_1  dense  f32[N, 1]          2,000         8,000               4*N        2,000*N
        again_1           f32[N, 1]         shared        shared           8,004*N        4,000*N
          dense    dense  f32[N, 2000]      shared        shared           8,000*N        2,000*N
          dense_1  dense  f32[N, 1]         shared        shared               4*N        2,000*N
        add        add    f32[N, 1]              -             -               4*N              -
        parameters: 22,000, trainable 22,000, non-trainable 0; 88.0 kB as f32
        activations: 32,032*N bytes, all results together
        multiply-adds: 20,000*N
        peak memory of activations: 8.0 kB per image as compiled; 8.0 kB per image in the order of the text
        """);
    assertThat(shell.run("summary", "./blocks.nacre", "--depth", "0").exits(0).out()).contains("turn1.Two")
        .doesNotContain("dense");
  }

  @Test
  @DisplayName("a summary for programs has numbers where they are known, and keys that stay")
  void summaryJson() {
    shell.file("one.nacre", "nacre 1\nmodel One {\n  input x: f32[N, 3]\n  output y = x -> dense(2) as d\n}\n");
    assertThat(shell.run("summary", "./one.nacre", "--format", "json").exits(0).out()).endsWith("""
              {
                "path": "d",
                "op": "dense",
                "results": [
                  "f32[N, 2]"
                ],
                "shared": false,
                "parameters": 8,
                "weightBytes": 32,
                "activationBytes": "8*N",
                "multiplyAdds": "6*N"
              }
            ],
            "blocks": [],
            "total": {
              "trainable": 8,
              "nonTrainable": 0,
              "parameters": 8,
              "weightBytes": 32,
              "activationBytes": "20*N",
              "multiplyAdds": "6*N",
              "unknown": 0
            },
            "memory": {
              "fixed": 0,
              "perImage": 20,
              "writtenFixed": 0,
              "writtenPerImage": 20
            }
          }
        ]
        """);
  }

  @Test
  @DisplayName("a summary says what memory a better order saves, and why it does not know where a model cannot be compiled")
  void peakMemory() {
    shell.file("wide.nacre", """
        nacre 1
        model Wide {
          input x: f32[N, 1]
          a = x -> dense(1000)
          b = x -> dense(1000)
          output y = (a -> dense(1)) + (b -> dense(1))
        }
        model Open {
          input x: f32[A, B]
          output y = x -> relu
        }
        """);
    assertThat(shell.run("summary", "./wide.nacre").exits(0).out())
        .contains("peak memory of activations: 4.0 kB per image as compiled; 8.0 kB per image in the order of the text")
        .contains("peak memory of activations: not known, as the model cannot be compiled: `B` of `x`, f32[A, B], is");
    assertThat(shell.run("summary", "./wide.nacre", "--format", "json").exits(0).out()).contains("\"reason\": \"`B`");
  }
}
