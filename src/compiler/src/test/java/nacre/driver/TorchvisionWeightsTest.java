package nacre.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import nacre.kernels.weights.DType;
import nacre.weights.StoredTensor;
import nacre.weights.WeightBinder;
import nacre.weights.WeightBinding;
import nacre.weights.WeightFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example ResNet-50 takes torchvision's state dict: all 320 names and shapes of it, by the map that the README shows. */
class TorchvisionWeightsTest {
  private static final String MAP = """
        weights "resnet50.safetensors" {
          "stem.conv2d" = "conv1"
          "stem.batch_norm" = "bn1"
          "stage{s}.block{b}.Bottleneck.ConvNormRelu.conv2d" = "layer{s + 1}.{b}.conv1"
          "stage{s}.block{b}.Bottleneck.ConvNormRelu.batch_norm" = "layer{s + 1}.{b}.bn1"
          "stage{s}.block{b}.Bottleneck.ConvNormRelu_1.conv2d" = "layer{s + 1}.{b}.conv2"
          "stage{s}.block{b}.Bottleneck.ConvNormRelu_1.batch_norm" = "layer{s + 1}.{b}.bn2"
          "stage{s}.block{b}.Bottleneck.conv2d" = "layer{s + 1}.{b}.conv3"
          "stage{s}.block{b}.Bottleneck.batch_norm" = "layer{s + 1}.{b}.bn3"
          "stage{s}.block{b}.Bottleneck.shortcut" = "layer{s + 1}.{b}.downsample.0"
          "stage{s}.block{b}.Bottleneck.batch_norm_1" = "layer{s + 1}.{b}.downsample.1"
          "head" = "fc"
        }
      """;

  @TempDir
  Path folder;

  /** Names and shapes as {@code torchvision.models.resnet50().state_dict()} has them; zeros, which no norm minds. */
  private record StateDict(String front, SequencedMap<String, StoredTensor> tensors) implements WeightFile {
    static StateDict resnet50(String front) {
      StateDict dict = new StateDict(front, new LinkedHashMap<>());
      dict.add("conv1.weight", 64, 3, 7, 7);
      dict.norm("bn1", 64);
      long in = 64;
      for (int stage = 1; stage <= 4; stage++) {
        long width = 32L << stage;
        for (int block = 0; block < List.of(3, 4, 6, 3).get(stage - 1); block++) {
          String name = "layer%d.%d.".formatted(stage, block);
          dict.add(name + "conv1.weight", width, in, 1, 1);
          dict.norm(name + "bn1", width);
          dict.add(name + "conv2.weight", width, width, 3, 3);
          dict.norm(name + "bn2", width);
          dict.add(name + "conv3.weight", 4 * width, width, 1, 1);
          dict.norm(name + "bn3", 4 * width);
          if (block == 0) {
            dict.add(name + "downsample.0.weight", 4 * width, in, 1, 1);
            dict.norm(name + "downsample.1", 4 * width);
          }
          in = 4 * width;
        }
      }
      dict.add("fc.weight", 1000, 2048);
      dict.add("fc.bias", 1000);
      return dict;
    }

    private void norm(String name, long channels) {
      for (String leaf : List.of("weight", "bias", "running_mean", "running_var")) {
        add(name + "." + leaf, channels);
      }
      tensors.put(front + name + ".num_batches_tracked", new StoredTensor(front + name + ".num_batches_tracked",
          DType.I64, List.of(), () -> MemorySegment.ofArray(new byte[8])));
    }

    private void add(String name, long... shape) {
      long elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      tensors.put(front + name, new StoredTensor(front + name, DType.F32, Arrays.stream(shape).boxed().toList(),
          () -> MemorySegment.ofArray(new byte[4 * (int) elements])));
    }

    @Override
    public String origin() {
      return "resnet50.safetensors";
    }

    @Override
    public void close() {}
  }

  private LoadedModel resnet50(String map) throws IOException {
    Path base = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    String text = Files.readString(base.resolve("../../examples/resnet50.nacre").normalize());
    return ModelTexts.model(folder, text.replace("  training {", map + "  training {"));
  }

  private static WeightBinding bind(LoadedModel model, WeightFile file) {
    var names = model.binding().orElseThrow().names();
    return WeightBinder.bind(model.graph(), file, path -> names.getOrDefault(path, path));
  }

  @ParameterizedTest(name = "`{0}` in front")
  @ValueSource(strings = {"", "module."})
  @DisplayName("every tensor is bound, none is left, counters are ignored, and DataParallel's prefix needs no rule")
  void all(String front) throws IOException {
    StateDict dict = StateDict.resnet50(front);
    assertThat(dict.tensors()).hasSize(320);
    LoadedModel model = resnet50(MAP);
    assertThat(model.graph().params()).hasSize(267);
    assertThat(bind(model, dict)).isInstanceOf(WeightBinding.Bound.class);
  }

  @Test
  @DisplayName("without its map nothing is found but nothing is forgotten: the list is cut, and says how much it leaves out")
  void unmapped() throws IOException {
    LoadedModel model = resnet50("  weights \"resnet50.safetensors\"\n");
    WeightBinding.Unfit unfit = (WeightBinding.Unfit) bind(model, StateDict.resnet50(""));
    assertThat(unfit.missing()).hasSize(267);
    assertThat(unfit.unused()).hasSize(267);
    var error = WeightMismatch.of(model.binding().orElseThrow(), unfit);
    assertThat(error.message()).isEqualTo("`resnet50.safetensors` does not fit the model: "
        + "267 parameters missing, 267 tensors unused");
    assertThat(error.notes()).hasSize(26).extracting(note -> note.message())
        .contains("missing: stem.conv2d.weight", "255 more missing", "unused: conv1.weight", "255 more unused");
  }

  @Test
  @DisplayName("a rule that is slightly wrong is told with the nearest name in the file, and one wrong shape with both shapes")
  void nearly() throws IOException {
    LoadedModel model = resnet50(MAP.replace("\"head\" = \"fc\"", "\"head\" = \"fcs\""));
    StateDict dict = StateDict.resnet50("");
    dict.add("conv1.weight", 64, 1, 7, 7);
    WeightBinding.Unfit unfit = (WeightBinding.Unfit) bind(model, dict);
    var error = WeightMismatch.of(model.binding().orElseThrow(), unfit);
    assertThat(error.message()).isEqualTo("`resnet50.safetensors` does not fit the model: 2 parameters missing, "
        + "1 parameter with other contents than required, 2 tensors unused");
    assertThat(error.notes()).extracting(note -> note.message()).containsExactly(
        "`stem.conv2d.weight`: found F32[64, 1, 7, 7], required f32[64, 3, 7, 7]",
        "missing: head.weight (fcs.weight in the file); did you mean `fc.weight`?",
        "missing: head.bias (fcs.bias in the file); did you mean `fc.bias`?", "unused: fc.weight", "unused: fc.bias");
  }
}
