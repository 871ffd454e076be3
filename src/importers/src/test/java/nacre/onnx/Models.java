package nacre.onnx;

import java.util.Arrays;
import java.util.List;

/** Small models and tensors as files hold them, for tests of other packages. */
public final class Models {
  private Models() {}

  /** A model of the lines that {@link ModelText} reads. */
  public static byte[] of(String text) {
    return ModelText.model(text);
  }

  /** A tensor such as {@code f32[2] 1 2}. */
  public static byte[] tensor(String text) {
    List<String> words = Arrays.asList(text.split(" +"));
    return ModelText.tensor("", words.getFirst(), words.subList(1, words.size())).toArray();
  }
}
