package nacre.caffe;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nacre.caffe.layers.LayerTypes;

/** The types of layers that there are entries for. */
final class KnownLayers {
  private static final Map<String, LayerType> ALL =
      LayerTypes.all().stream().collect(Collectors.toUnmodifiableMap(LayerType::name, Function.identity()));

  /** Types that Caffe itself has not got: forks may have others of the name. */
  private static final Set<String> OF_FORKS = Set.of("ReLU6", "Interp", "Upsample", "Reorg", "Permute", "Normalize",
      "DepthwiseConvolution", "ConvolutionDepthwise", "BN", "SmoothL1Loss", "MultiBoxLoss", "AnnotatedData",
      "DetectionEvaluate");

  private KnownLayers() {}

  static boolean isOfForks(String type) {
    return OF_FORKS.contains(type);
  }

  static Set<String> names() {
    return ALL.keySet();
  }

  static Optional<LayerType> find(String type) {
    return Optional.ofNullable(ALL.get(type));
  }
}
