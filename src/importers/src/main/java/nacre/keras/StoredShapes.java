package nacre.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import nacre.ir.DType;
import nacre.keras.file.LayerPlace;
import nacre.keras.file.StoredArray;
import nacre.keras.file.StoredLayers;

/** What the weights of a chain's first layer say of what it reads, where the chain itself does not. */
final class StoredShapes {
  private static final Set<String> RECURRENT = Set.of("LSTM", "GRU", "SimpleRNN");

  private StoredShapes() {}

  static Optional<InputSpec> input(LayerConfig model, StoredLayers stored) {
    if (!model.kind().equals("Sequential")) {
      return Optional.empty();
    }
    for (Entry entry : Entry.all(Network.layers(model))) {
      LayerConfig layer = entry.layer();
      LayerPlace place = LayerPlace.MODEL.listed(layer.name(), layer.kind(), entry.position());
      List<String> parts = RECURRENT.contains(layer.kind()) ? List.of("cell") : List.of();
      List<StoredArray> arrays = stored.arrays(place, parts);
      if (!arrays.isEmpty()) {
        return shape(layer, arrays.getFirst().shape()).map(shape -> new InputSpec(layer.name() + "_input", shape,
            layer.kind().equals("Embedding") ? DType.I32 : DType.F32));
      }
      if (!layer.kind().equals("Dropout") && !layer.kind().equals("Activation")) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<List<OptionalLong>> shape(LayerConfig layer, List<Long> kernel) {
    boolean last = !layer.config().text("data_format", "channels_last").equals("channels_first");
    return switch (layer.kind()) {
      case "Embedding" -> Optional.of(open(2));
      case "Dense" -> kernel.size() == 2 ? Optional.of(with(open(1), kernel.getFirst(), true)) : Optional.empty();
      case "LSTM", "GRU", "SimpleRNN" ->
          kernel.size() == 2 ? Optional.of(with(open(2), kernel.getFirst(), true)) : Optional.empty();
      case "Conv1D", "Conv2D", "Conv3D", "SeparableConv1D", "SeparableConv2D", "DepthwiseConv2D" ->
          kernel.size() >= 3
              ? Optional.of(with(open(kernel.size() - 1), kernel.get(kernel.size() - 2), last))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static List<OptionalLong> open(int axes) {
    return Collections.nCopies(axes, OptionalLong.empty());
  }

  private static List<OptionalLong> with(List<OptionalLong> open, long channels, boolean last) {
    List<OptionalLong> shape = new ArrayList<>(open);
    shape.add(last ? shape.size() : 1, OptionalLong.of(channels));
    return shape;
  }
}
