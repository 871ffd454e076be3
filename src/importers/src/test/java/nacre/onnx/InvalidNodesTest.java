package nacre.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import nacre.source.InputException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that the standard does not allow, each with what is said of it. */
class InvalidNodesTest {
  private static final String GIVEN = """
      in x f32[1,1,4]
      in m f32[2,3]
      in i i64[2]
      init w f32[1,1,2] 1 2
      init v f32[2] 0 1
      init one i64[1] 1
      init two i64[2] 1 2
      init low i64[1] -2
      init zero i64[] 0
      init real f32[1] 1
      """;

  private static final String CASES = """
      13 Flatten m -> y axis=3 : found axis 3 for rank 2
      13 Flatten m -> y axis=-3 : found axis -3 for rank 2
      13 Transpose m -> y perm=[0,0] : `perm` is [0, 0] for rank 2
      13 Reshape m low -> y : found the shape [-2]
      13 Reshape m real -> y : required whole numbers: the shape
      4 Reshape m -> y shape=[1,1,0] : found the shape [1, 1, 0]
      13 Expand m low -> y : found the extent -2
      13 ConstantOfShape low -> y : found the extent -2
      14 Trilu m two -> y : required one whole number: the diagonal
      9 Slice m -> y ends=[1] : the attribute `starts` is missing
      9 Slice m -> y starts=[1] : the attribute `ends` is missing
      13 Pad m one -> y : found 1 borders for 2 axes
      13 Constant -> y value_int=1 value_float=2.0 : found 2 contents, required one
      13 Constant -> y : found 0 contents, required one
      13 Constant -> y value=1 : the attribute `value` is no tensor
      13 ConstantOfShape one -> y value=<f32[2]:1:2> : required one element
      13 Range zero zero zero -> y : found the step 0
      13 Range two two two -> y : required one number: the start
      13 OneHot i zero v -> y : found depth 0
      13 OneHot i one w -> y axis=9 : axis 9
      13 OneHot i one two -> y axis=-3 : axis -3
      6 And m x -> y broadcast=1 axis=0 : found rank 3 at axis 0 of rank 2
      13 MaxPool x -> y : the attribute `kernel_shape` is missing
      13 MaxPool x -> y kernel_shape=[2,2] : found a window of 2 axes for f32[1, 1, 4]
      13 MaxPool x -> y kernel_shape=[0] : `kernel_shape` is [0], required numbers from 1 on
      13 MaxPool x -> y kernel_shape=[2] strides=[0] : `strides` is [0], required 1 numbers from 1 on
      13 MaxPool x -> y kernel_shape=[2] dilations=[1,1] : `dilations` is [1, 1], required 1 numbers from 1 on
      13 MaxPool x -> y kernel_shape=[2] pads=[1] : `pads` is [1], required 2 numbers
      13 AveragePool x -> y kernel_shape=[2] auto_pad="SAME" : `auto_pad` is `SAME`
      13 Conv x w -> y kernel_shape=[3] : `kernel_shape` is [3], but the weights are f32[1, 1, 2]
      13 Conv x v -> y : found a window of 0 axes for f32[1, 1, 4]
      13 ConvTranspose x w -> y output_padding=[0,0] : `output_padding` is [0, 0], required 1 numbers
      13 ConvTranspose x w -> y output_shape=[1,2,3,4] : `output_shape` is [1, 2, 3, 4], required 1 numbers
      13 ConvTranspose m w -> y : found a window of 1 axes for f32[2, 3]
      13 LpPool x -> y kernel_shape=[2] p=0 : `p`: found 0, required an integer of at least 1
      13 ReduceSum m two -> y : found axis 2 for rank 2
      11 ReduceSum m -> y axes=[1,-1] : `axes`: found [1, 1], required
      18 Split m -> y num_outputs=3 : `num_outputs` is 3, found 1
      18 Split m -> y num_outputs=0 : `num_outputs` is 0, found 1
      13 Sum -> y : found no input, required one or more
      14 GRU x w w -> y hidden_size=-2 : `hidden_size` is -2
      18 Resize x - - two -> y keep_aspect_ratio_policy="not_larger" : found [1, 2] for 3 axes
      13 Resize x - v -> y : found [0.0, 1.0] for 3 axes
      13 Resize x v v -> y coordinate_transformation_mode="tf_crop_and_resize" : found a region [0.0, 1.0] for 3 axes
      """;

  @TempDir
  Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> nodes() {
    return CASES.lines().map(line -> DynamicTest.dynamicTest(line, () -> check(line)));
  }

  private void check(String line) throws IOException {
    String[] parts = line.split(" : ", 2);
    String[] words = parts[0].split(" ", 2);
    String text = "opset " + words[0] + "\n" + GIVEN + "node " + words[1] + "\nout y\n";
    Path model = Files.write(folder.resolve("m.onnx"), ModelText.model(text));
    assertThatThrownBy(() -> new OnnxFile(model).read(ImportOptions.none())).isInstanceOf(InputException.class)
        .hasMessageContaining("node 0").hasMessageContaining(parts[1]);
  }
}
