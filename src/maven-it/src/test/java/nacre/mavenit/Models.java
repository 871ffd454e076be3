package nacre.mavenit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Models that projects have. */
final class Models {
  /** Where {@link #scored} puts its model. */
  static final String SCORER = "src/main/nacre/com/acme/scorer.nacre";
  /** Its weights. */
  static final String WEIGHTS = "src/main/nacre/com/acme/scorer.safetensors";
  /** Where {@link #warned} puts its model. */
  static final String WARNED = "src/main/nacre/com/acme/warned.nacre";

  private Models() {}

  /** Adds a model without findings that has weights. */
  static Project scored(Project project) {
    return project.with(WEIGHTS, weights(0.5f)).with(SCORER, """
        nacre 1

        ## Points for four measurements: ½ or more is good, “für alle”.
        model Scorer {
          input x: f32[N, 4]
          output y = x -> dense(2) as head
          weights "scorer.safetensors"
        }
        """);
  }

  /** Adds a model without weights whose line 6 has a warning, in column 12. */
  static Project warned(Project project) {
    return project.with(WARNED, """
        nacre 1

        model Warned {
          input x: f32[N, 3, 8, 8]
          # The bias of the convolution is subtracted again.
          y = x -> conv2d(4, 3, padding=1) -> batch_norm -> relu
          output z = y -> global_average_pool2d -> dense(2)
        }
        """);
  }

  /** What {@link #scored} has, all numbers alike. */
  static byte[] weights(float value) {
    byte[] header = """
        {"head.weight":{"dtype":"F32","shape":[2,4],"data_offsets":[0,32]},\
        "head.bias":{"dtype":"F32","shape":[2],"data_offsets":[32,40]}}""".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file = ByteBuffer.allocate(Long.BYTES + header.length + 40).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header);
    for (int i = 0; i < 10; i++) {
      file.putFloat(value);
    }
    return file.array();
  }
}
