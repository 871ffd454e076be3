package nacre.caffe;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import nacre.caffe.layers.LayerTypes;

/** The types of layers that there are entries for. */
final class KnownLayers {
  private static final Map<String, LayerType> ALL =
      LayerTypes.all().stream().collect(Collectors.toUnmodifiableMap(LayerType::name, Function.identity()));

  private KnownLayers() {}

  static Optional<LayerType> find(String type) {
    return Optional.ofNullable(ALL.get(type));
  }
}
